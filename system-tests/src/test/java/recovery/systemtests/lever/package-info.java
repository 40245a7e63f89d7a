/** The steps of a failover on services that somebody else pretends: moto, for what LocalStack lacks. */
@NullMarked
package recovery.systemtests.lever;

import org.jspecify.annotations.NullMarked;
