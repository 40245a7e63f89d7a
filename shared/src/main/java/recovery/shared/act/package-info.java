/** How anything is asked of AWS: noted first, sent once, and settled by looking. What a restart and a failover share. */
@NullMarked
package recovery.shared.act;

import org.jspecify.annotations.NullMarked;
