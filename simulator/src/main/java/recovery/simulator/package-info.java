/** A pretend AWS: the same ports as the real one, with knobs for what goes wrong. Never deployed. */
@NullMarked
package recovery.simulator;

import org.jspecify.annotations.NullMarked;
