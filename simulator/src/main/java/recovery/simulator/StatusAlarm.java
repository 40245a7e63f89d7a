package recovery.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import recovery.shared.alarm.Metric;
import recovery.shared.ec2.InstanceId;

/**
 * An alarm on the status checks of one instance.
 *
 * @param parts the checks that its metric counts: one, or all three for the sum
 * @param after how long they must fail before it rings
 * @param okAfter how long they must pass before it is OK
 * @param noDataAfter how long the instance must be down, and so send no data, before it is INSUFFICIENT_DATA
 */
public record StatusAlarm(
        String name,
        InstanceId instance,
        Set<Ailment.Part> parts,
        Duration after,
        Duration okAfter,
        Duration noDataAfter) {
    public StatusAlarm {
        parts = Set.copyOf(parts);
    }

    /** Rings after two failed minutes, is OK after one good one, and has no data after three without. */
    public static StatusAlarm on(String name, InstanceId instance, Ailment.Part... parts) {
        return new StatusAlarm(
                name, instance, Set.of(parts), Duration.ofMinutes(2), Duration.ofMinutes(1), Duration.ofMinutes(3));
    }

    /** The same alarm with other spans. */
    public StatusAlarm after(Duration ringing, Duration ok) {
        return new StatusAlarm(name, instance, parts, ringing, ok, noDataAfter);
    }

    List<Metric> metrics() {
        return List.of(new Metric("AWS/EC2", metricName(), Map.of(Metric.INSTANCE, instance.value())));
    }

    private String metricName() {
        if (parts.size() != 1) {
            return "StatusCheckFailed";
        }
        return switch (parts.iterator().next()) {
            case SYSTEM -> "StatusCheckFailed_System";
            case INSTANCE -> "StatusCheckFailed_Instance";
            case STORAGE -> "StatusCheckFailed_AttachedEBS";
        };
    }
}
