package recovery.shared.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.Checks.Check;
import recovery.shared.ec2.Checks.Status;
import recovery.shared.ec2.Ec2;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.look.Look;

/** A check counts as passed only when EC2 says so, and events that are over do not count. */
class AwsEc2ChecksTest {
    private static final InstanceId WEB = new InstanceId("i-0123456789abcdef0");
    private static final Check NOT_APPLICABLE = new Check(Status.NOT_APPLICABLE, Optional.empty());

    private Wire wire;
    private Ec2 ec2;

    @BeforeEach
    void connect() {
        wire = new Wire();
        ec2 = new AwsEc2(Wire.patient().ec2());
    }

    @AfterEach
    void disconnect() {
        wire.close();
    }

    @Test
    void checksAreReadOfInstancesThatDoNotRunToo() {
        wire.answers(statuses(status("stopped", "not-applicable", "not-applicable", "", "")));
        assertThat(ec2.checks(WEB).seen().orElseThrow())
                .isEqualTo(new Checks(
                        WEB, InstanceState.STOPPED, NOT_APPLICABLE, NOT_APPLICABLE, NOT_APPLICABLE, Set.of()));
        assertThat(wire.requests())
                .containsExactly("Action=DescribeInstanceStatus&Version=2016-11-15&InstanceId.1=" + WEB
                        + "&IncludeAllInstances=true");
    }

    @Test
    void anImpairedCheckSaysSinceWhen() {
        String ebs =
                "<attachedEbsStatus><status>impaired</status><details><item><impairedSince>2026-03-01T10:02:00.000Z"
                        + "</impairedSince><name>reachability</name><status>failed</status></item></details></attachedEbsStatus>";
        wire.answers(statuses(status("running", "impaired", "ok", ebs, "")));
        Checks checks = ec2.checks(WEB).seen().orElseThrow();
        assertThat(checks.system())
                .isEqualTo(new Check(Status.IMPAIRED, Optional.of(Instant.parse("2026-03-01T10:01:00Z"))));
        assertThat(checks.instance().status()).isEqualTo(Status.OK);
        assertThat(checks.storage())
                .isEqualTo(new Check(Status.IMPAIRED, Optional.of(Instant.parse("2026-03-01T10:02:00Z"))));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "ok, OK",
        "impaired, IMPAIRED",
        "initializing, INITIALIZING",
        "insufficient-data, INSUFFICIENT_DATA",
        "not-applicable, NOT_APPLICABLE",
        "something-new, INSUFFICIENT_DATA"
    })
    void aStatusThatIsNotKnownIsNotHealthy(String shown, Status expected) {
        wire.answers(statuses(status("running", shown, "ok", "", "")));
        assertThat(ec2.checks(WEB).seen().orElseThrow().system().status()).isEqualTo(expected);
    }

    @Test
    void aCheckThatEc2LeavesOutIsNotHealthy() {
        wire.answers(statuses("<item><instanceId>" + WEB
                + "</instanceId><instanceState><name>running</name></instanceState></item>"));
        assertThat(ec2.checks(WEB).seen().orElseThrow().healthy()).isFalse();
    }

    @Test
    void eventsThatAreOverAreLeftOut() {
        String events = event("instance-retirement", "The instance is running on degraded hardware")
                + event("system-reboot", "[Completed] done last week")
                + event("instance-stop", "[Canceled] not needed");
        wire.answers(statuses(status("running", "ok", "ok", "", events)));
        assertThat(ec2.checks(WEB).seen().orElseThrow().events()).containsExactly("instance-retirement");
    }

    @Test
    void anInstanceThatTheAnswerLeavesOutIsNotInTheChecks() {
        wire.answers(statuses(""));
        assertThat(ec2.checks(Set.of(WEB)).seen().orElseThrow()).isEmpty();
        assertThat(ec2.checks(WEB)).isInstanceOf(Look.Absent.class);
    }

    @Test
    void noReadOfChecksAsksForMoreThanEc2AllowsNorForAll() {
        Set<InstanceId> many = IntStream.rangeClosed(0, Ec2.MOST_IDS)
                .mapToObj(i -> new InstanceId("i-%017x".formatted(i)))
                .collect(Collectors.toCollection(LinkedHashSet::new));
        assertThatThrownBy(() -> ec2.checks(many)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> ec2.checks(Set.of())).isInstanceOf(IllegalArgumentException.class);
        assertThat(wire.requests()).isEmpty();
    }

    private static Wire.Answer statuses(String items) {
        return Wire.ok("<Response><instanceStatusSet>" + items + "</instanceStatusSet></Response>");
    }

    private static String status(String state, String system, String instance, String ebs, String events) {
        String since = system.equals("impaired") ? "<impairedSince>2026-03-01T10:01:00.000Z</impairedSince>" : "";
        return "<item><instanceId>" + WEB + "</instanceId><instanceState><name>" + state + "</name></instanceState>"
                + "<systemStatus><status>" + system + "</status><details><item>" + since
                + "<name>reachability</name></item></details></systemStatus>"
                + "<instanceStatus><status>" + instance + "</status></instanceStatus>" + ebs + "<eventsSet>" + events
                + "</eventsSet></item>";
    }

    private static String event(String code, String description) {
        return "<item><code>" + code + "</code><description>" + description + "</description></item>";
    }
}
