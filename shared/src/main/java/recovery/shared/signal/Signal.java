package recovery.shared.signal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import recovery.shared.alarm.Alarm;
import recovery.shared.alarm.Metric;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;

/** One normalised observation: a hint of where to look. Whatever it says is read again before anything is done. */
public sealed interface Signal {
    /** When it happened, by the clock of whoever saw it. */
    Instant at();

    /** How it came to us: an age limit holds for what was delivered, since the sweep has just read it. */
    Origin origin();

    /** How a signal came. */
    enum Origin {
        DELIVERED,
        SWEEP
    }

    /**
     * An alarm took a state.
     *
     * @param suppressed whether the event itself says that the alarm's actions were suppressed or muted
     * @param metrics every metric that the alarm reads, whichever of its queries returns data
     * @param contributor the attributes of the one series that changed, for an alarm over many; else empty
     * @param triggeringAlarms names of the alarms that made a composite alarm change; else empty
     */
    record AlarmChanged(
            String alarmName,
            String alarmArn,
            Alarm.State state,
            boolean suppressed,
            List<Metric> metrics,
            Map<String, String> contributor,
            List<String> triggeringAlarms,
            Instant at,
            Origin origin)
            implements Signal {
        public AlarmChanged {
            metrics = List.copyOf(metrics);
            contributor = Map.copyOf(contributor);
            triggeringAlarms = List.copyOf(triggeringAlarms);
        }
    }

    /** An instance took a state. The event cannot say why, nor who did it. */
    record InstanceChanged(InstanceId instance, InstanceState state, Instant at, Origin origin) implements Signal {}

    /**
     * AWS Health announced something about instances.
     *
     * @param code such as {@code AWS_EC2_PERSISTENT_INSTANCE_RETIREMENT_SCHEDULED}
     * @param open whether the announcement still stands
     */
    record HealthAnnounced(String code, boolean open, List<InstanceId> instances, Instant at, Origin origin)
            implements Signal {
        public HealthAnnounced {
            instances = List.copyOf(instances);
        }
    }
}
