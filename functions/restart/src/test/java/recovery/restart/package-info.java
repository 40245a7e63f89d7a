/** The choice of the next move, the questions before a stop, and the door. */
@NullMarked
package recovery.restart;

import org.jspecify.annotations.NullMarked;
