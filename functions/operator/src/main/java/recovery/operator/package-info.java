/** To be. */
@NullMarked
package recovery.operator;

import org.jspecify.annotations.NullMarked;
