/**
 * Failover: takes what a restart cannot help. It makes sure that the side which is left writes no more, moves the levers that
 * the plan names one after the other, proves that the other side serves, and takes back what went half-way; or it calls a
 * person.
 */
@NullMarked
package recovery.failover;

import org.jspecify.annotations.NullMarked;
