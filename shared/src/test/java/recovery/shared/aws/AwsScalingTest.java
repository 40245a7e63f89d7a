package recovery.shared.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recovery.shared.lever.LeverReply;
import recovery.shared.lever.Scaling;
import recovery.shared.look.Look;

/** A call that changes an Auto Scaling group leaves this machine once, whatever comes back. */
class AwsScalingTest {
    private static final Wire.Answer TAKEN = Wire.ok("<SetDesiredCapacityResponse/>");
    private static final String BOUNDS = "<MinSize>1</MinSize><MaxSize>4</MaxSize><DesiredCapacity>3</DesiredCapacity>";

    private Wire wire;
    private Scaling scaling;

    @BeforeEach
    void connect() {
        wire = new Wire();
        scaling = through(Wire.patient());
    }

    private static Scaling through(AwsClients clients) {
        return new AwsScaling(clients.autoScaling(), clients.autoScalingWithoutRetries());
    }

    @AfterEach
    void disconnect() {
        wire.close();
    }

    private static Wire.Answer group(String fields) {
        return groups("<member><AutoScalingGroupName>standby</AutoScalingGroupName>" + fields + "</member>");
    }

    private static Wire.Answer groups(String members) {
        return Wire.ok("<DescribeAutoScalingGroupsResponse><DescribeAutoScalingGroupsResult><AutoScalingGroups>"
                + members
                + "</AutoScalingGroups></DescribeAutoScalingGroupsResult></DescribeAutoScalingGroupsResponse>");
    }

    private static String instance(String lifecycle, String health) {
        return "<member><InstanceId>i-0123456789abcdef0</InstanceId><LifecycleState>" + lifecycle
                + "</LifecycleState><HealthStatus>" + health + "</HealthStatus></member>";
    }

    @Test
    void onlyHealthyInstancesInServiceServe() {
        wire.answers(group(BOUNDS + "<Instances>" + instance("InService", "Healthy") + instance("Pending", "Healthy")
                + instance("InService", "Unhealthy") + instance("Standby", "Healthy") + "</Instances>"));
        assertThat(scaling.group("standby")).isEqualTo(new Look.Seen<>(new Scaling.Group("standby", 1, 4, 3, 1)));
    }

    @Test
    void anEmptyAnswerIsAWordThatThereIsNoSuchGroup() {
        wire.answers(groups(""));
        assertThat(scaling.group("standby")).isEqualTo(new Look.Absent<>("there is no Auto Scaling group standby"));
    }

    @Test
    void whatIsNotWhollyDescribedOrNotAnsweredIsUnreadable() {
        wire.answers(group("<MinSize>1</MinSize><MaxSize>4</MaxSize>"));
        assertThat(scaling.group("standby")).isInstanceOf(Look.Unreadable.class);
        wire.answers(Wire.queryError(403, "AccessDenied"));
        assertThat(scaling.group("standby")).isInstanceOf(Look.Unreadable.class);
        wire.answers(new Wire.Answer.HangsUp());
        assertThat(scaling.group("standby")).isInstanceOf(Look.Unreadable.class);
    }

    @Test
    void aChangeNamesGroupAndCapacityAndNothingElse() {
        wire.answers(TAKEN);
        assertThat(scaling.setDesired("standby", 3)).isEqualTo(new LeverReply.Accepted(Optional.empty()));
        assertThat(wire.requests())
                .containsExactly("Action=SetDesiredCapacity&Version=2011-01-01&AutoScalingGroupName=standby"
                        + "&DesiredCapacity=3");
    }

    @Test
    void aChangeWhoseConnectionBreaksAfterTheRequestIsLostAndWasSentOnce() {
        wire.answers(TAKEN, new Wire.Answer.HangsUp());
        assertThat(scaling.setDesired("standby", 3)).isInstanceOf(LeverReply.Accepted.class);
        assertThat(scaling.setDesired("standby", 3)).isInstanceOf(LeverReply.Lost.class);
        assertThat(wire.requests()).hasSize(2);
    }

    @Test
    void aChangeThatIsNotAnsweredInTimeIsLostAndWasSentOnce() {
        wire.answers(TAKEN, new Wire.Answer.IsSilent());
        assertThat(scaling.setDesired("standby", 3))
                .as("with all classes loaded")
                .isInstanceOf(LeverReply.Accepted.class);
        assertThat(through(Wire.impatient()).setDesired("standby", 3)).isInstanceOf(LeverReply.Lost.class);
        assertThat(wire.requests()).hasSize(2);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'throttled: later',                            400, Throttling,                passing",
        "'the group is at work: later',                 400, ScalingActivityInProgress, passing",
        "'the group is changed by another: later',      500, ResourceContention,        passing",
        "'out of bounds, or no such group',             400, ValidationError,           refused",
        "'not allowed',                                 403, AccessDenied,              refused",
        "'AWS failed: it may have happened',            500, InternalFailure,           lost",
        "'overloaded: it may have happened',            503, ServiceUnavailable,        lost"
    })
    void everyErrorIsSortedByWhetherItMayHaveHappenedAndNoneIsTriedAgain(
            String why, int status, String code, String expected) {
        wire.answers(Wire.queryError(status, code));
        assertThat(Sorted.inWords(scaling.setDesired("standby", 3))).as(why).isEqualTo(expected);
        assertThat(wire.requests()).hasSize(1);
    }
}
