/** The rungs and the proof, by tables. */
@NullMarked
package recovery.restart.rung;

import org.jspecify.annotations.NullMarked;
