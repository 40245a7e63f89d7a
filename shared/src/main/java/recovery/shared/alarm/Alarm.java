package recovery.shared.alarm;

import java.time.Instant;
import java.util.List;

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

    /** The three states of an alarm. */
    public enum State {
        OK,
        ALARM,
        INSUFFICIENT_DATA
    }
}
