/** The rungs of the ladder and what they have in common: settling a request, the Start that is owed, the proof. */
@NullMarked
package recovery.restart.rung;

import org.jspecify.annotations.NullMarked;
