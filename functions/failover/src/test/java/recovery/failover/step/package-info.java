/** The one contract that every step type keeps, and what each does beyond it. */
@NullMarked
package recovery.failover.step;

import org.jspecify.annotations.NullMarked;
