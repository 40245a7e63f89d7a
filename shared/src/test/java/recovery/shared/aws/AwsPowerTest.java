package recovery.shared.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.ec2.Power;
import recovery.shared.ec2.Power.Permission;
import recovery.shared.ec2.Reply;
import recovery.shared.ec2.StopMode;

/** A call that changes an instance leaves this machine once, whatever comes back. */
class AwsPowerTest {
    private static final InstanceId WEB = new InstanceId("i-0123456789abcdef0");

    private Wire wire;
    private AwsPower power;

    /** Every way to change an instance. */
    enum Act {
        STOP,
        SKIPPING_STOP,
        FORCED_STOP,
        START;

        Reply on(Power power) {
            return switch (this) {
                case STOP -> power.stop(WEB, StopMode.GRACEFUL);
                case SKIPPING_STOP -> power.stop(WEB, StopMode.SKIP_OS_SHUTDOWN);
                case FORCED_STOP -> power.stop(WEB, StopMode.FORCE);
                case START -> power.start(WEB);
            };
        }
    }

    @BeforeEach
    void connect() {
        wire = new Wire();
        power = new AwsPower(Wire.patient().ec2WithoutRetries());
    }

    @AfterEach
    void disconnect() {
        wire.close();
    }

    @Test
    void toPrimeItAsksEc2ForNothing() {
        power.prime();
        assertThat(wire.requests()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void aCallWhoseConnectionBreaksAfterTheRequestIsLostAndWasSentOnce(Act act) {
        wire.answers(new Wire.Answer.HangsUp());
        assertThat(act.on(power)).isInstanceOf(Reply.Lost.class);
        assertThat(wire.requests()).hasSize(1);
    }

    /** Java's HTTP client sends a POST again by itself, on a kept connection above all, unless its body is streamed. */
    @ParameterizedTest(name = "{0}")
    @EnumSource
    void aCallLostOnAConnectionThatServedBeforeWasSentOnceToo(Act act) {
        wire.answers(ok(WEB, "running"), new Wire.Answer.HangsUp());
        assertThat(act.on(power)).isInstanceOf(Reply.Accepted.class);
        assertThat(act.on(power)).isInstanceOf(Reply.Lost.class);
        assertThat(wire.requests()).hasSize(2);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void aCallThatIsNotAnsweredInTimeIsLostAndWasSentOnce(Act act) {
        wire.answers(ok(WEB, "running"), new Wire.Answer.IsSilent());
        assertThat(act.on(power)).as("with all classes loaded").isInstanceOf(Reply.Accepted.class);
        assertThat(act.on(new AwsPower(Wire.impatient().ec2WithoutRetries()))).isInstanceOf(Reply.Lost.class);
        assertThat(wire.requests()).hasSize(2);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'no capacity comes as a 500: nothing happened',            500, InsufficientInstanceCapacity,  Refused",
        "'no room on the dedicated host: nothing happened',         500, InsufficientHostCapacity,      Refused",
        "'no room on the host: nothing happened',                   500, InsufficientCapacityOnHost,    Refused",
        "'the reservation is full: nothing happened',               500, ReservationCapacityExceeded,   Refused",
        "'throttled comes as a 503: nothing happened',              503, RequestLimitExceeded,          Refused",
        "'the wrong state: nothing happened',                       400, IncorrectInstanceState,        Refused",
        "'a quota: nothing happened',                               400, VcpuLimitExceeded,             Refused",
        "'unknown to EC2: nothing happened',                        400, InvalidInstanceID.NotFound,    Refused",
        "'protected: nothing happened',                             400, OperationNotPermitted,         Refused",
        "'not allowed: nothing happened',                           403, UnauthorizedOperation,         Refused",
        "'not authenticated: nothing happened',                     401, AuthFailure,                   Refused",
        "'a code of AWS that is new: a refusal is a refusal',       400, SomethingNew,                  Refused",
        "'AWS failed: it may have happened',                        500, InternalError,                 Lost",
        "'AWS failed, by its other name: it may have happened',     500, InternalFailure,               Lost",
        "'overloaded: it may have happened',                        503, Unavailable,                   Lost",
        "'overloaded, by its other name: it may have happened',     503, ServiceUnavailable,            Lost",
        "'a 500 of a new kind: it may have happened',               500, SomethingNew,                  Lost",
        "'the server did not read to the end: it may have happened', 408, RequestTimeout,               Lost"
    })
    void everyErrorIsSortedByWhetherItMayHaveHappenedAndNoneIsTriedAgain(
            String why, int status, String code, String expected) {
        wire.answers(Wire.ec2Error(status, code));
        for (Act act : Act.values()) {
            assertThat(act.on(power).getClass().getSimpleName())
                    .as("%s: %s", act, why)
                    .isEqualTo(expected);
        }
        assertThat(wire.requests()).hasSize(Act.values().length);
    }

    @Test
    void aRefusalCarriesTheCodeAndTheWordsOfEc2() {
        wire.answers(Wire.ec2Error(500, "InsufficientInstanceCapacity"));
        assertThat(power.start(WEB))
                .isEqualTo(
                        new Reply.Refused("InsufficientInstanceCapacity", "because of InsufficientInstanceCapacity"));
    }

    /** Java's HTTP client gives no body of a 401 to a request whose body was streamed. */
    @Test
    void aRefusalWithoutABodyCarriesTheStatus() {
        wire.answers(Wire.ec2Error(401, "AuthFailure"));
        assertThat(power.start(WEB)).isEqualTo(new Reply.Refused("HTTP 401", ""));
    }

    @ParameterizedTest(name = "a {0}")
    @ValueSource(ints = {403, 404, 502, 504})
    void anErrorPageThatIsNotOfEc2SaysNothing(int status) {
        wire.answers(new Wire.Answer.Says(status, "<html><body>a proxy speaks</body></html>"));
        assertThat(power.start(WEB)).isInstanceOf(Reply.Lost.class);
        assertThat(wire.requests()).hasSize(1);
    }

    @ParameterizedTest(name = "answer {index}")
    @ValueSource(
            strings = {
                "",
                "this is no XML",
                "<StopInstancesResponse><instancesSet/></StopInstancesResponse>",
                "<StopInstancesResponse><instancesSet><item><instanceId>i-0123456789abcdef0</instanceId></item>"
                        + "</instancesSet></StopInstancesResponse>"
            })
    void anAcceptedAnswerThatDoesNotSayWhatBecameOfOurInstanceIsLost(String body) {
        wire.answers(Wire.ok(body));
        assertThat(power.stop(WEB, StopMode.GRACEFUL)).isInstanceOf(Reply.Lost.class);
        assertThat(wire.requests()).hasSize(1);
    }

    @Test
    void anAnswerAboutAnotherInstanceIsLost() {
        wire.answers(ok(new InstanceId("i-0fedcba9876543210"), "running"));
        assertThat(power.stop(WEB, StopMode.GRACEFUL)).isInstanceOf(Reply.Lost.class);
    }

    @Test
    void anAcceptedCallSaysFromWhichStateItWasTaken() {
        wire.answers(ok(WEB, "shutting-down"));
        assertThat(power.stop(WEB, StopMode.GRACEFUL)).isEqualTo(new Reply.Accepted(InstanceState.SHUTTING_DOWN));
        wire.answers(ok(WEB, "stopped"));
        assertThat(power.start(WEB)).isEqualTo(new Reply.Accepted(InstanceState.STOPPED));
    }

    @Test
    void eachCallNamesItsInstanceAndItsForceAndNothingElse() {
        wire.answers(ok(WEB, "running"));
        for (Act act : Act.values()) {
            act.on(power);
        }
        String version = "&Version=2016-11-15";
        String id = "&InstanceId.1=" + WEB;
        assertThat(wire.requests())
                .containsExactly(
                        "Action=StopInstances" + version + id,
                        "Action=StopInstances" + version + id + "&SkipOsShutdown=true",
                        "Action=StopInstances" + version + id + "&Force=true",
                        "Action=StartInstances" + version + id);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'the dry run would have gone through',     412, DryRunOperation,            Granted",
        "'no policy allows it',                     403, UnauthorizedOperation,      Denied",
        "'stop protection is on',                   400, OperationNotPermitted,      Denied",
        "'the instance cannot be stopped at all',   400, UnsupportedOperation,       Denied",
        "'the credentials are not valid',           401, AuthFailure,                Denied",
        "'not known, perhaps not yet',              400, InvalidInstanceID.NotFound, Unknown",
        "'not now',                                 400, IncorrectInstanceState,     Unknown",
        "'throttled',                               503, RequestLimitExceeded,       Unknown",
        "'AWS failed',                              500, InternalError,              Unknown"
    })
    void aDryRunTellsWhetherACallIsPermitted(String why, int status, String code, String expected) {
        wire.answers(Wire.ec2Error(status, code));
        assertThat(power.mayStop(WEB).getClass().getSimpleName()).as(why).isEqualTo(expected);
        assertThat(power.mayStart(WEB).getClass().getSimpleName()).as(why).isEqualTo(expected);
        assertThat(wire.requests()).hasSize(2).allMatch(request -> request.contains("DryRun=true"));
    }

    @Test
    void aDryRunThatIsAnsweredLikeACallOrNotAtAllPermitsNothing() {
        wire.answers(ok(WEB, "running"));
        assertThat(power.mayStop(WEB)).isInstanceOf(Permission.Unknown.class);
        wire.answers(new Wire.Answer.HangsUp());
        assertThat(power.mayStart(WEB)).isInstanceOf(Permission.Unknown.class);
        assertThat(wire.requests()).hasSize(1);
    }

    private static Wire.Answer ok(InstanceId id, String previous) {
        return Wire.ok("<Response><instancesSet><item><instanceId>" + id + "</instanceId><currentState><code>0</code>"
                + "<name>pending</name></currentState><previousState><code>0</code><name>" + previous
                + "</name></previousState></item></instancesSet></Response>");
    }
}
