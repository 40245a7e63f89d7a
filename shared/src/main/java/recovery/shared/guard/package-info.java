/** The rules that may refuse an act, each with a sentence that says why. */
@NullMarked
package recovery.shared.guard;

import org.jspecify.annotations.NullMarked;
