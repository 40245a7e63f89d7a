/** What the failover function must be allowed for the deployed plans, checked when the bundle is built. Nothing here runs in a function. */
@NullMarked
package recovery.failover.rights;

import org.jspecify.annotations.NullMarked;
