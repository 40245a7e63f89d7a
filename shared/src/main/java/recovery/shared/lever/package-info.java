/** The doors to what a failover moves, in words of ours. Nothing here throws for what AWS answers. */
@NullMarked
package recovery.shared.lever;

import org.jspecify.annotations.NullMarked;
