/** Stories on LocalStack: the real template, the real handlers, one JVM each; all on one deployment, side by side. */
@NullMarked
package recovery.systemtests.local;

import org.jspecify.annotations.NullMarked;
