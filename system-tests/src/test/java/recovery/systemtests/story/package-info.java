/** Stories: the real flows on the simulated world, with time moved by hand. */
@NullMarked
package recovery.systemtests.story;

import org.jspecify.annotations.NullMarked;
