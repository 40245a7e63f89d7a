/** The whole bundle on this machine: LocalStack, the simulated EC2 and the deployed stack, as processes of ours. */
@NullMarked
package recovery.systemtests.local;

import org.jspecify.annotations.NullMarked;
