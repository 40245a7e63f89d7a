package recovery.shared.time;

import java.time.Duration;
import java.time.Instant;

/** The time, as read by one execution. */
public interface Clock {
    /** The wall clock: compared with stored instants, and wrong by seconds between machines. */
    Instant now();

    /** Time since an arbitrary start, never set back: decides whether an execution may still send what it intended. */
    Duration uptime();

    /** The clocks of this machine. */
    static Clock system() {
        return new Clock() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public Duration uptime() {
                return Duration.ofNanos(System.nanoTime());
            }
        };
    }
}
