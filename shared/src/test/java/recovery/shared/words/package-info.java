/** The words of a notice are those that a person can use. */
@NullMarked
package recovery.shared.words;

import org.jspecify.annotations.NullMarked;
