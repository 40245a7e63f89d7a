/** The audit: every decision, intent, result and outcome, never changed once written. */
@NullMarked
package recovery.shared.journal;

import org.jspecify.annotations.NullMarked;
