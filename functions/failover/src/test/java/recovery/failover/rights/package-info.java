@NullMarked
package recovery.failover.rights;

import org.jspecify.annotations.NullMarked;
