/** The people's door: they ask what happens and why, set the mode, and end what needs a person. */
@NullMarked
package recovery.operator;

import org.jspecify.annotations.NullMarked;
