/** Engine C: every story told again with its caller dying before, losing the reply of, or dying after each of its calls. */
@NullMarked
package recovery.systemtests.point;

import org.jspecify.annotations.NullMarked;
