package recovery.systemtests.story;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import recovery.shared.alarm.Alarm;
import recovery.shared.bus.BusEvent;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;

/** The documents that AWS would deliver. */
public final class Documents {
    public static final String ACCOUNT = "123456789012";
    public static final String REGION = "eu-west-1";

    private Documents() {}

    public static Map<String, Object> tick(Instant at) {
        return Map.of("tick", "sweep", "at", at.toString());
    }

    public static Map<String, Object> stateChanged(InstanceId id, InstanceState state, Instant at) {
        return envelope(
                "aws.ec2",
                "EC2 Instance State-change Notification",
                at,
                List.of("arn:aws:ec2:" + REGION + ":" + ACCOUNT + ":instance/" + id),
                Map.of("instance-id", id.value(), "state", state.wireName()));
    }

    public static Map<String, Object> alarmChanged(Alarm alarm) {
        return envelope(
                "aws.cloudwatch",
                "CloudWatch Alarm State Change",
                alarm.changedAt(),
                List.of(alarm.arn()),
                alarmData(alarm));
    }

    /** One series of an alarm over many, that of an instance, went off. */
    public static Map<String, Object> seriesRang(String alarm, InstanceId id, Instant at) {
        return envelope(
                "aws.cloudwatch",
                "CloudWatch Alarm Contributor State Change",
                at,
                List.of("arn:aws:cloudwatch:" + REGION + ":" + ACCOUNT + ":alarm:" + alarm),
                Map.of(
                        "alarmName",
                        alarm,
                        "alarmContributor",
                        Map.of("id", "s-1", "attributes", Map.of("InstanceId", id.value())),
                        "state",
                        Map.of("value", "ALARM", "reason", "Threshold Crossed", "timestamp", at.toString()),
                        "configuration",
                        Map.of(
                                "metrics",
                                List.of(Map.of(
                                        "id",
                                        "q1",
                                        "expression",
                                        "SELECT MAX(StatusCheckFailed_System) FROM SCHEMA(\"AWS/EC2\", InstanceId)"
                                                + " GROUP BY InstanceId",
                                        "period",
                                        60,
                                        "returnData",
                                        true)))));
    }

    public static Map<String, Object> alarmAction(Alarm alarm) {
        return Map.of(
                "source",
                "aws.cloudwatch",
                "alarmArn",
                alarm.arn(),
                "accountId",
                ACCOUNT,
                "region",
                REGION,
                "time",
                alarm.changedAt().toString(),
                "alarmData",
                alarmData(alarm));
    }

    public static Map<String, Object> busEvent(BusEvent event, Instant at) {
        return envelope("recovery.test", event.kind().wireName(), at, List.of(), event.detail());
    }

    private static Map<String, Object> alarmData(Alarm alarm) {
        List<Map<String, Object>> metrics = alarm.metrics().stream()
                .<Map<String, Object>>map(metric -> Map.of(
                        "id",
                        "m1",
                        "returnData",
                        true,
                        "metricStat",
                        Map.of(
                                "period",
                                60,
                                "stat",
                                "Maximum",
                                "metric",
                                Map.of(
                                        "namespace",
                                        metric.namespace(),
                                        "name",
                                        metric.name(),
                                        "dimensions",
                                        metric.dimensions()))))
                .toList();
        return Map.of(
                "alarmName",
                alarm.name(),
                "state",
                Map.of(
                        "value",
                        alarm.state().name(),
                        "reason",
                        "Threshold Crossed",
                        "timestamp",
                        alarm.changedAt().toString()),
                "configuration",
                Map.of("metrics", metrics));
    }

    private static Map<String, Object> envelope(
            String source, String type, Instant at, List<String> resources, Map<String, Object> detail) {
        return Map.of(
                "version", "0",
                "id", "e-1",
                "detail-type", type,
                "source", source,
                "account", ACCOUNT,
                "time", at.toString(),
                "region", REGION,
                "resources", resources,
                "detail", detail);
    }
}
