package recovery.shared.signal;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Stream;
import recovery.shared.alarm.Alarm;
import recovery.shared.alarm.Metric;
import recovery.shared.ec2.InstanceId;
import recovery.shared.json.PlainText;

/** Which instance an alarm speaks of, by the dimension {@value Metric#INSTANCE} of all that it reads. */
public sealed interface AlarmTarget {
    /** No metric names an instance: the alarm speaks for a service, or for other alarms. */
    record None() implements AlarmTarget {}

    /** All that name one name the same. */
    record One(InstanceId instance) implements AlarmTarget {}

    /** They name several, so that nobody can tell which of them is sick. */
    record Several(List<InstanceId> instances) implements AlarmTarget {
        public Several {
            instances = List.copyOf(instances);
        }
    }

    /** One of the names is no instance id; {@code found} is harmless to print. */
    record Malformed(String found) implements AlarmTarget {
        public Malformed {
            found = PlainText.clean(found);
        }
    }

    /** The target of an alarm that changed. The attributes of the series that changed count like a metric's dimensions. */
    static AlarmTarget of(Signal.AlarmChanged changed) {
        return of(changed.metrics(), changed.contributor());
    }

    /** The target of an alarm as CloudWatch describes it. */
    static AlarmTarget of(Alarm alarm) {
        return of(alarm.metrics(), Map.of());
    }

    private static AlarmTarget of(Collection<Metric> metrics, Map<String, String> contributor) {
        var named = new TreeSet<InstanceId>();
        var dimensions = Stream.concat(metrics.stream().map(Metric::dimensions), Stream.of(contributor));
        for (String name : dimensions
                .map(each -> each.get(Metric.INSTANCE))
                .filter(Objects::nonNull)
                .toList()) {
            if (!InstanceId.isOne(name)) {
                return new Malformed(name);
            }
            named.add(new InstanceId(name));
        }
        return switch (named.size()) {
            case 0 -> new None();
            case 1 -> new One(named.first());
            default -> new Several(List.copyOf(named));
        };
    }
}
