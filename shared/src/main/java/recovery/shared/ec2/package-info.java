/** Instances: what EC2 shows of them, and the two doors to it, one to look and one to act. */
@NullMarked
package recovery.shared.ec2;

import org.jspecify.annotations.NullMarked;
