/** Takes over when no rung is left. This version has no step: it calls a person, and says so. */
@NullMarked
package recovery.failover;

import org.jspecify.annotations.NullMarked;
