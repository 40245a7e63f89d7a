package recovery.shared.signal;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import recovery.shared.bus.BusEvent;

/** What one invocation brought. */
public sealed interface Incoming {
    /** Somebody saw something. */
    record Observed(Signal signal) implements Incoming {}

    /** Another function of the bundle, or a person, left work for us; the work itself stands in the store. */
    record Nudge(BusEvent.Kind kind, Map<String, Object> detail) implements Incoming {
        public Nudge {
            detail = Map.copyOf(detail);
        }
    }

    /** The minute has passed: read the world again. */
    record Tick(Instant at) implements Incoming {
        private static final Duration OLDEST = Duration.ofMinutes(1);

        /** Why it is dropped, if it is: one that waited longer has a younger one behind it. */
        public Optional<String> outOfDate(Instant now) {
            return at.plus(OLDEST).isBefore(now)
                    ? Optional.of("the tick of " + at + " is older than a minute: a younger one follows")
                    : Optional.empty();
        }
    }

    /** A well-formed event that is none of our business; {@code why} says so in a sentence. */
    record Irrelevant(String why) implements Incoming {}
}
