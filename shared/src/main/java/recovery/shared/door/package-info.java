/** What the four doors have in common: their environment, what they say, and how notices leave. */
@NullMarked
package recovery.shared.door;

import org.jspecify.annotations.NullMarked;
