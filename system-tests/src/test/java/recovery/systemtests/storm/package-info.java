/** Many alarms at once: what is done then, and what is not. */
@NullMarked
package recovery.systemtests.storm;

import org.jspecify.annotations.NullMarked;
