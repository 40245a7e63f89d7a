package recovery.shared.alarm;

import java.time.Instant;
import java.util.List;

/**
 * One alarm as CloudWatch describes it now.
 *
 * @param changedAt when it took this state
 * @param actionsEnabled whether its owner lets it act; a switched-off alarm still sends events
 */
public record Alarm(
        String name, String arn, State state, Instant changedAt, boolean actionsEnabled, List<Metric> metrics) {
    public Alarm {
        metrics = List.copyOf(metrics);
    }

    /** The three states of an alarm. */
    public enum State {
        OK,
        ALARM,
        INSUFFICIENT_DATA
    }
}
