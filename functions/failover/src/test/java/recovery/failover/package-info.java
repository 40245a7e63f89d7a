/** What failover does in this version, and what it never does. */
@NullMarked
package recovery.failover;

import org.jspecify.annotations.NullMarked;
