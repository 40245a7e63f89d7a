/** The step types of a failover: each one small class behind {@link recovery.failover.step.Step}. */
@NullMarked
package recovery.failover.step;

import org.jspecify.annotations.NullMarked;
