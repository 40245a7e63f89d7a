package recovery.shared.alarm;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import recovery.shared.look.Look;

/**
 * One alarm as CloudWatch describes it now.
 *
 * @param changedAt when it took this state
 * @param actionsEnabled whether its owner lets it act; a switched-off alarm still sends events
 * @param silenceRings whether it takes missing data for a failure, so that nothing but silence may have made it ring
 */
public record Alarm(
        String name,
        String arn,
        State state,
        Instant changedAt,
        boolean actionsEnabled,
        boolean silenceRings,
        List<Metric> metrics) {
    public Alarm {
        metrics = List.copyOf(metrics);
    }

    /** An alarm that needs data to ring, as CloudWatch's default is. */
    public Alarm(
            String name, String arn, State state, Instant changedAt, boolean actionsEnabled, List<Metric> metrics) {
        this(name, arn, state, changedAt, actionsEnabled, false, metrics);
    }

    /** Why the alarm that opened a recovery does not yet prove its end; empty if it does. */
    public static Optional<String> notOk(Look<Alarm> look) {
        return switch (look) {
            case Look.Seen<Alarm>(Alarm alarm) ->
                alarm.state() == State.OK
                        ? Optional.empty()
                        : Optional.of("alarm " + alarm.name() + " is " + alarm.state());
            // An alarm that its owner deleted can never become OK; what else is asked for speaks for itself.
            case Look.Absent<Alarm> absent -> Optional.empty();
            case Look.Unreadable<Alarm>(String why) -> Optional.of("the alarm could not be read: " + why);
        };
    }

    /** The instances that its metrics name; none for an alarm over many series, or on something else. */
    public Set<String> instances() {
        return metrics.stream()
                .map(metric -> metric.dimensions().get(Metric.INSTANCE))
                .filter(Objects::nonNull)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The three states of an alarm. */
    public enum State {
        OK,
        ALARM,
        INSUFFICIENT_DATA
    }
}
