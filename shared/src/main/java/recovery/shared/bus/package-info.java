/** What the bundle tells the world, and the door to it. */
@NullMarked
package recovery.shared.bus;

import org.jspecify.annotations.NullMarked;
