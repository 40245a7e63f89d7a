/**
 * Failover: takes what a restart cannot help. This version has no step that would move anything, so it brings each such
 * recovery before a person, with the commands that show how primary and standby stand.
 */
@NullMarked
package recovery.failover;

import org.jspecify.annotations.NullMarked;
