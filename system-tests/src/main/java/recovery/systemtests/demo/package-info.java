/** What people start by hand: the demo, and one function on one event. */
@NullMarked
package recovery.systemtests.demo;

import org.jspecify.annotations.NullMarked;
