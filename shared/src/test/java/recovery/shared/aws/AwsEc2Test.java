package recovery.shared.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recovery.shared.ec2.Ec2;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.Instance.RootDevice;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.look.Look;
import recovery.shared.look.Page;

/** What EC2 shows is read as it is, a read may be tried again, and not to see is never to see nothing. */
class AwsEc2Test {
    private static final InstanceId WEB = new InstanceId("i-0123456789abcdef0");
    private static final Instant LAUNCHED = Instant.parse("2026-03-01T08:00:00Z");

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
    void anInstanceIsReadWithItsReasonItsTimesAndItsTags() {
        wire.answers(instances("", instance("stopped", "User initiated (2026-03-01 10:05:00 GMT)", "ebs")));
        assertThat(ec2.instance(WEB))
                .isEqualTo(new Look.Seen<>(new Instance(
                        WEB,
                        InstanceState.STOPPED,
                        "Client.UserInitiatedShutdown",
                        Optional.of(Instant.parse("2026-03-01T10:05:00Z")),
                        LAUNCHED,
                        "eu-west-1a",
                        RootDevice.EBS,
                        Map.of("recovery:plan", "web"))));
        assertThat(wire.requests()).containsExactly("Action=DescribeInstances&Version=2016-11-15&InstanceId.1=" + WEB);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'a person or a program stopped it', User initiated (2026-03-01 10:05:00 GMT),           2026-03-01T10:05:00Z",
        "'AWS stopped it',                   Server.ScheduledStop: Stopped (2026-03-01 10:05:00 GMT), 2026-03-01T10:05:00Z",
        "'it runs',                          '',                                                 ",
        "'it says no time',                  User initiated,                                     ",
        "'there is no such time',            User initiated (2026-13-41 10:05:00 GMT),           "
    })
    void theTimeOfAChangeIsReadFromItsReason(String why, String reason, Instant expected) {
        wire.answers(instances("", instance("stopped", reason, "ebs")));
        assertThat(ec2.instance(WEB).seen().orElseThrow().changedAt()).as(why).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest(name = "{0} is taken for {1}")
    @CsvSource({"ebs, EBS", "instance-store, INSTANCE_STORE", "something-new, INSTANCE_STORE"})
    void aRootThatIsNotKnownToSurviveAStopIsTakenForOneThatDoesNot(String shown, RootDevice expected) {
        wire.answers(instances("", instance("running", "", shown)));
        assertThat(ec2.instance(WEB).seen().orElseThrow().root()).isEqualTo(expected);
    }

    @Test
    void onlyTheWordOfEc2MakesAnInstanceAbsent() {
        wire.answers(Wire.ec2Error(400, "InvalidInstanceID.NotFound"));
        assertThat(ec2.instance(WEB)).isInstanceOf(Look.Absent.class);
        assertThat(ec2.checks(WEB)).isInstanceOf(Look.Absent.class);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "400, InvalidInstanceID.Malformed",
        "403, UnauthorizedOperation",
        "401, AuthFailure",
        "400, SomethingNew"
    })
    void aRefusedReadIsUnreadable(int status, String code) {
        wire.answers(Wire.ec2Error(status, code));
        assertThat(ec2.instance(WEB)).isInstanceOf(Look.Unreadable.class);
        assertThat(ec2.checks(WEB)).isInstanceOf(Look.Unreadable.class);
        assertThat(ec2.optedIn(Optional.empty())).isInstanceOf(Look.Unreadable.class);
    }

    @Test
    void theCodeOfARefusedReadIsTold() {
        wire.answers(Wire.ec2Error(403, "UnauthorizedOperation"));
        assertThat(ec2.instance(WEB).why()).isEqualTo("UnauthorizedOperation because of UnauthorizedOperation");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"<Response/>", "<Response><reservationSet/></Response>", "no XML"})
    void anAnswerWithoutTheInstanceIsUnreadableNotAbsent(String body) {
        wire.answers(Wire.ok(body));
        assertThat(ec2.instance(WEB)).isInstanceOf(Look.Unreadable.class);
    }

    @Test
    void anInstanceInAStateThatIsNotKnownIsUnreadableAndDoesNotHideTheOthers() {
        String odd = instance("hibernating", "", "ebs").replace(WEB.value(), "i-0fedcba9876543210");
        wire.answers(instances("", odd));
        assertThat(ec2.instance(new InstanceId("i-0fedcba9876543210"))).isInstanceOf(Look.Unreadable.class);
        wire.answers(instances("", odd + instance("running", "", "ebs")));
        Page<Instance> page = ec2.optedIn(Optional.empty()).seen().orElseThrow();
        assertThat(page.items()).extracting(Instance::id).containsExactly(WEB);
    }

    @Test
    void aThrottledReadIsTriedAgain() {
        wire.answers(
                Wire.ec2Error(503, "RequestLimitExceeded"),
                Wire.ec2Error(503, "RequestLimitExceeded"),
                instances("", instance("running", "", "ebs")));
        assertThat(ec2.instance(WEB)).isInstanceOf(Look.Seen.class);
        assertThat(wire.requests()).hasSize(3);
    }

    @Test
    void aReadWhoseReplyIsLostIsTriedAgainAndNotForever() {
        wire.answers(new Wire.Answer.HangsUp(), instances("", instance("running", "", "ebs")));
        assertThat(ec2.instance(WEB)).isInstanceOf(Look.Seen.class);
        wire.answers(new Wire.Answer.HangsUp());
        assertThat(ec2.instance(WEB)).isInstanceOf(Look.Unreadable.class);
        assertThat(wire.requests()).hasSize(3);
    }

    @Test
    void aReadThatIsNotAnsweredIsCutShort() {
        wire.answers(instances("", instance("running", "", "ebs")), new Wire.Answer.IsSilent());
        assertThat(ec2.instance(WEB)).as("with all classes loaded").isInstanceOf(Look.Seen.class);
        assertThat(new AwsEc2(Wire.impatient().ec2()).instance(WEB)).isInstanceOf(Look.Unreadable.class);
    }

    @Test
    void theEndpointOfOneServiceWinsOverTheOneOfAll() {
        System.setProperty("aws.endpointUrl", "http://127.0.0.1:1");
        System.setProperty("aws.endpointUrlEc2", wire.address());
        try {
            wire.answers(instances("", instance("running", "", "ebs")));
            assertThat(new AwsEc2(Wire.patient().ec2()).instance(WEB)).isInstanceOf(Look.Seen.class);
        } finally {
            System.clearProperty("aws.endpointUrlEc2");
        }
    }

    @Test
    void theTaggedInstancesComeInPages() {
        wire.answers(instances("<nextToken>more</nextToken>", instance("running", "", "ebs")), instances("", ""));
        Page<Instance> first = ec2.optedIn(Optional.empty()).seen().orElseThrow();
        assertThat(first.next()).contains("more");
        assertThat(ec2.optedIn(first.next()).seen().orElseThrow().next()).isEmpty();
        String request =
                "Action=DescribeInstances&Version=2016-11-15&Filter.1.Name=tag-key&Filter.1.Value.1=recovery:plan";
        assertThat(wire.requests())
                .containsExactly(request + "&MaxResults=100", request + "&NextToken=more&MaxResults=100");
    }

    private static Wire.Answer instances(String token, String items) {
        return Wire.ok("<Response><reservationSet><item><instancesSet>" + items
                + "</instancesSet></item></reservationSet>" + token + "</Response>");
    }

    private static String instance(String state, String reason, String root) {
        return "<item><instanceId>" + WEB + "</instanceId><instanceState><name>" + state + "</name></instanceState>"
                + "<reason>" + reason + "</reason><stateReason><code>Client.UserInitiatedShutdown</code></stateReason>"
                + "<launchTime>2026-03-01T08:00:00.000Z</launchTime><rootDeviceType>" + root + "</rootDeviceType>"
                + "<placement><availabilityZone>eu-west-1a</availabilityZone></placement>"
                + "<tagSet><item><key>recovery:plan</key><value>web</value></item></tagSet></item>";
    }
}
