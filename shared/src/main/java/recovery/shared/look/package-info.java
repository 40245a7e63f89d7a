/** What came back from a read of the world. */
@NullMarked
package recovery.shared.look;

import org.jspecify.annotations.NullMarked;
