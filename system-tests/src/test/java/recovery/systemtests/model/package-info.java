/**
 * The protocol alone, as a model small enough to be explored in every state: claims, limits, notes, takeover, the Start
 * that is owed, and the switch. Traces of the real code are held against the same rules.
 */
@NullMarked
package recovery.systemtests.model;

import org.jspecify.annotations.NullMarked;
