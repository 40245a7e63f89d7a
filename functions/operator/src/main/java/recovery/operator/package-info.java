/** The people's door: what is going on, why, and the few things that only a person may say. */
@NullMarked
package recovery.operator;

import org.jspecify.annotations.NullMarked;
