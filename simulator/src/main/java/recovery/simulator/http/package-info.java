/** The simulated EC2 behind HTTP: for the real SDK, and for whoever drives the story. */
@NullMarked
package recovery.simulator.http;

import org.jspecify.annotations.NullMarked;
