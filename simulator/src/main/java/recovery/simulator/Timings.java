package recovery.simulator;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** How long things last in this EC2. AWS publishes none of these figures; they are orders of magnitude from practice. */
public record Timings(Map<Span, Duration> spans) {
    /** A span of time that can be set. */
    public enum Span {
        /** From Start to {@code running}. */
        PENDING(20),
        /** From a stop that asks the guest to {@code stopped}. */
        STOPPING(40),
        /** From a stop that does not wait for the guest to {@code stopped}. */
        HARD_STOP(10),
        /** From Terminate to {@code terminated}. */
        SHUTTING_DOWN(30),
        /** For how long a rebooting guest fails its check. */
        REBOOTING(60),
        /** For how long the checks are {@code initializing} once an instance runs. */
        INITIALIZING(120),
        /** From a fault to the check that finds it: AWS checks every minute. */
        NOTICING(60),
        /** For how long a terminated instance is still shown. */
        TERMINATED_VISIBLE(3600);

        private final Duration usual;

        Span(long seconds) {
            usual = Duration.ofSeconds(seconds);
        }
    }

    public Timings {
        spans = Map.copyOf(spans);
    }

    /** About as long as on AWS. */
    public static Timings realistic() {
        var usual = new EnumMap<Span, Duration>(Span.class);
        for (Span span : Span.values()) {
            usual.put(span, span.usual);
        }
        return new Timings(usual);
    }

    /** The same with every span divided, for tests in real time. */
    public Timings dividedBy(long divisor) {
        var shorter = new EnumMap<Span, Duration>(spans);
        shorter.replaceAll((span, duration) -> duration.dividedBy(divisor));
        return new Timings(shorter);
    }

    /** The same with one span set. */
    public Timings with(Span span, Duration duration) {
        var changed = new EnumMap<Span, Duration>(spans);
        changed.put(span, duration);
        return new Timings(changed);
    }

    /** How long this lasts. */
    public Duration of(Span span) {
        return spans.getOrDefault(span, span.usual);
    }
}
