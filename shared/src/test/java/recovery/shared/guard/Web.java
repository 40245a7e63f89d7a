package recovery.shared.guard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import recovery.shared.alarm.Alarm;
import recovery.shared.alarm.Metric;
import recovery.shared.control.Mode;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.Checks.Check;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.json.Json;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Symptom;

/** The group that the tables speak of: its members, their zones, checks and alarms, and its plan. */
final class Web {
    static final Instant NOW = Instant.parse("2026-03-01T10:05:00Z");

    /** The transition of the alarm that was announced. */
    static final Instant ANNOUNCED = NOW.minusSeconds(60);

    static final InstanceId TARGET = member(1);
    static final String ALARM = "recovery-web-1";
    /** The second alarm, without which the first moves no service. */
    static final String WITNESS = "recovery-canary";

    static final Map<String, String> OPTED_IN = Map.of(Instance.OPT_IN_TAG, "web");

    private Web() {}

    static InstanceId member(int number) {
        return new InstanceId(String.format(Locale.ROOT, "i-%017x", number));
    }

    static String zone(int number) {
        return "eu-central-1" + (char) ('a' + (number - 1) % 3);
    }

    static Check failing(Checks.Status status) {
        return new Check(status, Optional.of(NOW.minus(Duration.ofMinutes(10))));
    }

    /** The alarm, which reads this metric of the target, went off then. */
    static Alarm ringing(Instant since) {
        return alarm(Alarm.State.ALARM, since, true, TARGET);
    }

    static Alarm alarm(Alarm.State state, Instant since, boolean enabled, InstanceId... instances) {
        var metrics = Stream.of(instances)
                .map(id -> new Metric("AWS/EC2", "StatusCheckFailed_System", Map.of(Metric.INSTANCE, id.value())))
                .toList();
        return new Alarm(
                ALARM, "arn:aws:cloudwatch:eu-central-1:111122223333:alarm:" + ALARM, state, since, enabled, metrics);
    }

    /** An alarm of that name that names no instance. */
    static Alarm named(String name, Alarm.State state) {
        return new Alarm(name, "arn:" + name, state, ANNOUNCED, true, List.of());
    }

    static Instance instance(InstanceState state, String reason, Map<String, String> tags) {
        Instant launched = NOW.minus(Duration.ofDays(30));
        return new Instance(TARGET, state, reason, Optional.empty(), launched, zone(1), Instance.RootDevice.EBS, tags);
    }

    static Checks checks(InstanceId id, InstanceState state, Map<Symptom, Check> said, List<String> events) {
        return new Checks(
                id,
                state,
                said.getOrDefault(Symptom.SYSTEM, Check.OK),
                said.getOrDefault(Symptom.INSTANCE, Check.OK),
                said.getOrDefault(Symptom.STORAGE, Check.OK),
                Set.copyOf(events));
    }

    /** The plan whose alarms may move the service from the target to the second member. */
    static Plan withFailover(Plan.Fence fence) {
        return plan(
                Mode.ACT,
                1,
                1,
                20,
                false,
                "{\"alarm\": \"recovery-web-*\", \"witness\": \"" + WITNESS + "\", \"symptom\": \"APPLICATION\"}",
                ", \"failover\": {\"primary\": \"" + TARGET + "\", \"standby\": \"" + member(2) + "\", \"fence\": \""
                        + fence + "\", \"steps\": [], \"window\": \"PT1H\", \"bake\": \"PT24H\"}");
    }

    static Plan plan(Mode mode, int minHealthy, int floor, int percent, boolean guestShutdown) {
        return plan(mode, minHealthy, floor, percent, guestShutdown, "", "");
    }

    private static Plan plan(
            Mode mode,
            int minHealthy,
            int floor,
            int percent,
            boolean guestShutdown,
            String triggers,
            String failover) {
        return Plan.of(Json.read(
                """
                {"plan": "web", "mode": "%s", "hash": "0123456789abcdef", "triggers": [%s],
                 "limits": {"minHealthy": %d, "inFlight": {"floor": %d, "percent": %d}, "attemptsPerDay": 3,
                            "coolDown": "PT30M", "quiet": "PT5M", "maxEventAge": "PT10M", "holdDeadline": "PT1H"},
                 "ladder": {"SYSTEM": ["STOP_START"]}, "accept": {"forcedStop": false, "guestShutdown": %s},
                 "clocks": {"step": "PT5M", "recovery": "PT20M", "unstop": "PT1H"}, "proof": {"soak": "PT10M"}%s}
                """
                        .formatted(mode, triggers, minHealthy, floor, percent, guestShutdown, failover)));
    }
}
