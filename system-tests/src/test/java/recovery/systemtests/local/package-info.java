/** Stories on LocalStack: the real template, the real handlers, one JVM each. */
@NullMarked
package recovery.systemtests.local;

import org.jspecify.annotations.NullMarked;
