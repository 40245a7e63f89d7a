/** Plans: the declared procedures, as data that is checked when the bundle is built. */
@NullMarked
package recovery.shared.plan;

import org.jspecify.annotations.NullMarked;
