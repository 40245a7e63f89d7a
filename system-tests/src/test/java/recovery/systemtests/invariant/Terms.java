package recovery.systemtests.invariant;

import java.time.Duration;

/**
 * Under which terms a run is checked: how wrong clocks and describes may be in it.
 *
 * @param fleet how many machines there are at most
 * @param skew how far the clock of an execution may be off
 * @param staleness how old a describe may be
 * @param withinTakeover whether clocks are right enough for the takeover, as the protocol supposes
 */
public record Terms(int attemptsPerHour, int fleet, Duration skew, Duration staleness, boolean withinTakeover) {
    /** A function's time in the template: no execution lives longer. */
    public static final Duration TIMEOUT = Duration.ofSeconds(30);

    /** How long after the intent was begun a request may still be sent. */
    static final Duration SEND_WITHIN = Duration.ofSeconds(8);

    /** How far back something may lie that an execution has just seen. */
    Duration window() {
        return staleness.plus(TIMEOUT);
    }

    /** By how much two stored times may be apart that were taken at one time. */
    Duration slack() {
        return skew.multipliedBy(2).plus(TIMEOUT);
    }
}
