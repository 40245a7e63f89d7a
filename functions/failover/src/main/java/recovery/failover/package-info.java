/** To be. */
@NullMarked
package recovery.failover;

import org.jspecify.annotations.NullMarked;
