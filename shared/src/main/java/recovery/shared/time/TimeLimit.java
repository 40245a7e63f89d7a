package recovery.shared.time;

import java.time.Duration;

/** Until when an execution may begin something new: then there is time left to end it before Lambda ends the execution. */
public record TimeLimit(Clock clock, Duration uptime) {
    /** What one record may take: its reads, one request, and the note of what came of it. */
    public static final Duration ONE_RECORD = Duration.ofSeconds(10);

    /** @param left what Lambda leaves of the execution */
    public static TimeLimit with(Clock clock, Duration left) {
        return new TimeLimit(clock, clock.uptime().plus(left).minus(ONE_RECORD));
    }

    public boolean over() {
        return clock.uptime().compareTo(uptime) >= 0;
    }
}
