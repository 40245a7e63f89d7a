/** Tests of the pretend EC2 through HTTP. */
@NullMarked
package recovery.simulator.http;

import org.jspecify.annotations.NullMarked;
