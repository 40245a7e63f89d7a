package recovery.systemtests.point;

import java.time.Instant;

/**
 * A moment between two executions. Tellings that share one go on alike: the functions keep nothing between executions, the
 * world is what was done to it by this time, and what is delivered next follows from both.
 *
 * @param delivered how many documents are done with
 */
record Moment(History history, Instant at, long delivered) {}
