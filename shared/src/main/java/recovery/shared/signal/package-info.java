/** What arrives at a door, read into words of ours. */
@NullMarked
package recovery.shared.signal;

import org.jspecify.annotations.NullMarked;
