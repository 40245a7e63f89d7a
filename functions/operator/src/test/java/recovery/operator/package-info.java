/** What people may expect of their door. */
@NullMarked
package recovery.operator;

import org.jspecify.annotations.NullMarked;
