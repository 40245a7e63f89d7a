/** The guards that only a fresh signal needs; the others are shared with those who act. */
@NullMarked
package recovery.detection.guard;

import org.jspecify.annotations.NullMarked;
