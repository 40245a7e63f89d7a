/** Tests of the pretend EC2 itself, in virtual time. */
@NullMarked
package recovery.simulator;

import org.jspecify.annotations.NullMarked;
