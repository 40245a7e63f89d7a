/** Seeded runs: the real functions, interleaved at every call through a port, on a world in which everything goes wrong. */
@NullMarked
package recovery.systemtests.simulation;

import org.jspecify.annotations.NullMarked;
