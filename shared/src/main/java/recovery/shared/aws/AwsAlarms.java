package recovery.shared.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import recovery.shared.alarm.Alarm;
import recovery.shared.alarm.Alarms;
import recovery.shared.alarm.Metric;
import recovery.shared.json.PlainText;
import recovery.shared.look.Look;
import recovery.shared.look.Page;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.AlarmType;
import software.amazon.awssdk.services.cloudwatch.model.CompositeAlarm;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsRequest;
import software.amazon.awssdk.services.cloudwatch.model.DescribeAlarmsResponse;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricAlarm;

/** Looks at alarms through the SDK. */
public final class AwsAlarms implements Alarms {
    private static final int PAGE = 100;

    private final Supplier<CloudWatchClient> cloudWatch;

    public AwsAlarms(CloudWatchClient cloudWatch) {
        this(() -> cloudWatch);
    }

    /** For a client that is made when it is used first. */
    AwsAlarms(Supplier<CloudWatchClient> cloudWatch) {
        this.cloudWatch = cloudWatch;
    }

    @Override
    public Look<Alarm> alarm(String name) {
        var request = DescribeAlarmsRequest.builder()
                .alarmNames(name)
                .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM);
        return look(() -> {
            List<Alarm> found = alarms(cloudWatch.get().describeAlarms(request.build()));
            return found.isEmpty()
                    ? new Look.Absent<>("CloudWatch knows no alarm of that name")
                    : new Look.Seen<>(found.getFirst());
        });
    }

    @Override
    public Look<Page<Alarm>> ringing(String namePrefix, Optional<String> from) {
        var request = DescribeAlarmsRequest.builder()
                .alarmNamePrefix(namePrefix)
                .alarmTypes(AlarmType.METRIC_ALARM, AlarmType.COMPOSITE_ALARM)
                .stateValue("ALARM")
                .maxRecords(PAGE);
        from.ifPresent(request::nextToken);
        return look(() -> {
            DescribeAlarmsResponse answer = cloudWatch.get().describeAlarms(request.build());
            Optional<String> next = Optional.ofNullable(answer.nextToken()).filter(token -> !token.isEmpty());
            return new Look.Seen<>(new Page<>(alarms(answer), next));
        });
    }

    private static <T> Look<T> look(Supplier<Look<T>> read) {
        try {
            return read.get();
        } catch (SdkException e) {
            return new Look.Unreadable<>(PlainText.clean(String.valueOf(e.getMessage())));
        } catch (IllegalArgumentException e) {
            return new Look.Unreadable<>("CloudWatch shows an alarm that cannot be read: " + e.getMessage());
        }
    }

    private static List<Alarm> alarms(DescribeAlarmsResponse answer) {
        var all = new ArrayList<Alarm>();
        answer.metricAlarms().forEach(alarm -> all.add(alarm(alarm)));
        answer.compositeAlarms().forEach(alarm -> all.add(alarm(alarm)));
        return List.copyOf(all);
    }

    private static Alarm alarm(MetricAlarm found) {
        var metrics = new ArrayList<Metric>();
        if (found.metricName() != null) {
            metrics.add(metric(found.namespace(), found.metricName(), found.dimensions()));
        }
        found.metrics().stream()
                .filter(query -> query.metricStat() != null)
                .map(query -> query.metricStat().metric())
                .forEach(metric -> metrics.add(metric(metric.namespace(), metric.metricName(), metric.dimensions())));
        return new Alarm(
                found.alarmName(),
                found.alarmArn(),
                state(found.stateValueAsString()),
                changedAt(found.stateTransitionedTimestamp(), found.stateUpdatedTimestamp()),
                Boolean.TRUE.equals(found.actionsEnabled()),
                "breaching".equals(found.treatMissingData()),
                metrics);
    }

    private static Alarm alarm(CompositeAlarm found) {
        return new Alarm(
                found.alarmName(),
                found.alarmArn(),
                state(found.stateValueAsString()),
                changedAt(found.stateTransitionedTimestamp(), found.stateUpdatedTimestamp()),
                Boolean.TRUE.equals(found.actionsEnabled()) && found.actionsSuppressedBy() == null,
                List.of());
    }

    private static Metric metric(String namespace, String name, List<Dimension> dimensions) {
        Map<String, String> named = new HashMap<>();
        dimensions.forEach(dimension -> named.put(dimension.name(), dimension.value()));
        return new Metric(namespace, name, named);
    }

    /** The transition; an update may be only a new reason in the same state, and is later, so it is the safe second. */
    private static Instant changedAt(@Nullable Instant transitioned, @Nullable Instant updated) {
        Instant changed = transitioned == null ? updated : transitioned;
        if (changed == null) {
            throw new IllegalArgumentException("it does not say since when it is in its state");
        }
        return changed;
    }

    private static Alarm.State state(String name) {
        return switch (String.valueOf(name)) {
            case "OK" -> Alarm.State.OK;
            case "ALARM" -> Alarm.State.ALARM;
            default -> Alarm.State.INSUFFICIENT_DATA;
        };
    }
}
