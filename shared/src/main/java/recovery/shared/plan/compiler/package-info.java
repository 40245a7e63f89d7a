/** Checks and completes plans when the bundle is built. Nothing here runs in a function. */
@NullMarked
package recovery.shared.plan.compiler;

import org.jspecify.annotations.NullMarked;
