/** What this bundle relies on in EC2, as a table with sources that runs against the simulator and LocalStack. */
@NullMarked
package recovery.simulator.http.behaviour;

import org.jspecify.annotations.NullMarked;
