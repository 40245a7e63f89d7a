/** The checkers bite: bugs planted into a copy of the sources, and the check that must catch each of them. */
@NullMarked
package recovery.systemtests.planted;

import org.jspecify.annotations.NullMarked;
