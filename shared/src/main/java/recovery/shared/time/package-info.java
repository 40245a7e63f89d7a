/** Time and randomness, which come in from outside so that a test can move them. */
@NullMarked
package recovery.shared.time;

import org.jspecify.annotations.NullMarked;
