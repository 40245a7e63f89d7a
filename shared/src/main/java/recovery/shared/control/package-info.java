/** What people control of the whole installation: the switch and the brake. */
@NullMarked
package recovery.shared.control;

import org.jspecify.annotations.NullMarked;
