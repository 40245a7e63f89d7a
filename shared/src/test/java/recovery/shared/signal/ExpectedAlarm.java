package recovery.shared.signal;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import recovery.shared.alarm.Alarm;
import recovery.shared.alarm.Metric;
import recovery.shared.ec2.InstanceId;

/** An alarm as the files of {@code events} write it unless they say otherwise: the host of web-1, in ALARM. */
record ExpectedAlarm(
        String name,
        Alarm.State state,
        boolean suppressed,
        List<Metric> metrics,
        Map<String, String> contributor,
        List<String> triggering,
        Instant at) {

    static ExpectedAlarm alarm(String name) {
        return new ExpectedAlarm(
                name,
                Alarm.State.ALARM,
                false,
                List.of(host("i-0123456789abcdef0")),
                Map.of(),
                List.of(),
                Instant.parse("2026-03-01T10:05:00.123Z"));
    }

    static Metric host(String instance) {
        return new Metric("AWS/EC2", "StatusCheckFailed_System", Map.of(Metric.INSTANCE, instance));
    }

    ExpectedAlarm took(Alarm.State other) {
        return new ExpectedAlarm(name, other, suppressed, metrics, contributor, triggering, at);
    }

    ExpectedAlarm heldBack() {
        return new ExpectedAlarm(name, state, true, metrics, contributor, triggering, at);
    }

    ExpectedAlarm reads(Metric... others) {
        return new ExpectedAlarm(name, state, suppressed, List.of(others), contributor, triggering, at);
    }

    ExpectedAlarm forSeriesOf(InstanceId id) {
        return new ExpectedAlarm(name, state, suppressed, metrics, Map.of(Metric.INSTANCE, id.value()), triggering, at);
    }

    ExpectedAlarm triggeredBy(String other) {
        return new ExpectedAlarm(name, state, suppressed, metrics, contributor, List.of(other), at);
    }

    ExpectedAlarm at(String other) {
        return new ExpectedAlarm(name, state, suppressed, metrics, contributor, triggering, Instant.parse(other));
    }

    Incoming observed() {
        return new Incoming.Observed(new Signal.AlarmChanged(
                name,
                "arn:aws:cloudwatch:us-east-1:123456789012:alarm:" + name,
                state,
                suppressed,
                metrics,
                contributor,
                triggering,
                at,
                Signal.Origin.DELIVERED));
    }
}
