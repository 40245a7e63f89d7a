package recovery.shared.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recovery.shared.alarm.Alarm;
import recovery.shared.alarm.Alarms;
import recovery.shared.alarm.Metric;
import recovery.shared.look.Look;
import recovery.shared.look.Page;

/** Alarms of both kinds are read with every metric that they look at, and with the time of their transition. */
class AwsAlarmsTest {
    private static final String ARN = "arn:aws:cloudwatch:eu-west-1:111122223333:alarm:recovery-web";
    private static final Map<String, String> WEB = Map.of("InstanceId", "i-0123456789abcdef0");
    private static final String DIMENSION =
            "<Dimensions><member><Name>InstanceId</Name>" + "<Value>i-0123456789abcdef0</Value></member></Dimensions>";
    private static final String SINGLE = "<Namespace>AWS/EC2</Namespace><MetricName>StatusCheckFailed</MetricName>";

    private Wire wire;
    private Alarms alarms;

    @BeforeEach
    void connect() {
        wire = new Wire();
        alarms = new AwsAlarms(Wire.patient().cloudWatch());
    }

    @AfterEach
    void disconnect() {
        wire.close();
    }

    @Test
    void anAlarmIsAskedForByItsWholeNameAmongBothKinds() {
        wire.answers(found(alarm("ALARM", times("10:05", "10:09"), SINGLE + DIMENSION), "", ""));
        assertThat(alarms.alarm("recovery-web"))
                .isEqualTo(new Look.Seen<>(new Alarm(
                        "recovery-web",
                        ARN,
                        Alarm.State.ALARM,
                        Instant.parse("2026-03-01T10:05:00Z"),
                        true,
                        List.of(new Metric("AWS/EC2", "StatusCheckFailed", WEB)))));
        assertThat(wire.requests())
                .containsExactly("Action=DescribeAlarms&Version=2010-08-01&AlarmNames.member.1=recovery-web"
                        + "&AlarmTypes.member.1=MetricAlarm&AlarmTypes.member.2=CompositeAlarm");
    }

    @ParameterizedTest(name = "missing data: {0}")
    @CsvSource({"missing, false", "ignore, false", "notBreaching, false", "breaching, true", "'', false"})
    void anAlarmThatTakesMissingDataForAFailureMayRingForSilence(String treats, boolean rings) {
        String tag = treats.isEmpty() ? "" : "<TreatMissingData>" + treats + "</TreatMissingData>";
        wire.answers(found(alarm("ALARM", times("10:05", "10:05"), SINGLE + tag), "", ""));
        assertThat(alarms.alarm("recovery-web").seen().orElseThrow().silenceRings())
                .isEqualTo(rings);
    }

    @Test
    void theTimeOfTheLastUpdateServesWhereThatOfTheTransitionIsMissing() {
        wire.answers(found(alarm("ALARM", times("", "10:09"), SINGLE), "", ""));
        assertThat(alarms.alarm("recovery-web").seen().orElseThrow().changedAt())
                .isEqualTo(Instant.parse("2026-03-01T10:09:00Z"));
    }

    @Test
    void anAlarmWithoutAnyTimeIsUnreadable() {
        wire.answers(found(alarm("ALARM", "", SINGLE), "", ""));
        assertThat(alarms.alarm("recovery-web")).isInstanceOf(Look.Unreadable.class);
        assertThat(alarms.ringing("recovery-", Optional.empty())).isInstanceOf(Look.Unreadable.class);
    }

    @Test
    void anAlarmOverMathIsReadWithEveryMetricAlsoThoseThatReturnNoData() {
        String stat = "<member><Id>m1</Id><ReturnData>false</ReturnData><MetricStat><Metric>" + SINGLE + DIMENSION
                + "</Metric><Period>60</Period><Stat>Maximum</Stat></MetricStat></member>";
        String math = "<member><Id>e1</Id><Expression>m1 * 2</Expression><ReturnData>true</ReturnData></member>";
        String metrics = "<Metrics>" + stat + math + "</Metrics>";
        wire.answers(found(alarm("OK", times("10:05", "10:05"), metrics), "", ""));
        assertThat(alarms.alarm("recovery-web").seen().orElseThrow().metrics())
                .containsExactly(new Metric("AWS/EC2", "StatusCheckFailed", WEB));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'free to act',                  true,  '',                                                      true",
        "'switched off by its owner',    false, '',                                                      false",
        "'suppressed by another alarm',  true,  <ActionsSuppressedBy>Alarm</ActionsSuppressedBy>,        false"
    })
    void aCompositeAlarmHasNoMetricsAndMayBeSuppressed(
            String why, String enabled, String suppressed, boolean expected) {
        String composite = alarm("ALARM", times("10:05", "10:05"), suppressed).replace(">true<", ">" + enabled + "<");
        wire.answers(found("", composite, ""));
        Alarm alarm = alarms.alarm("recovery-web").seen().orElseThrow();
        assertThat(alarm.actionsEnabled()).as(why).isEqualTo(expected);
        assertThat(alarm.metrics()).isEmpty();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "OK, OK",
        "ALARM, ALARM",
        "INSUFFICIENT_DATA, INSUFFICIENT_DATA",
        "SOMETHING_NEW, INSUFFICIENT_DATA",
        "'', INSUFFICIENT_DATA"
    })
    void aStateThatIsNotKnownDoesNotRing(String shown, Alarm.State expected) {
        wire.answers(found(alarm(shown, times("10:05", "10:05"), SINGLE), "", ""));
        assertThat(alarms.alarm("recovery-web").seen().orElseThrow().state()).isEqualTo(expected);
    }

    @Test
    void anAlarmThatCloudWatchDoesNotKnowIsAbsent() {
        wire.answers(found("", "", ""));
        assertThat(alarms.alarm("recovery-web")).isInstanceOf(Look.Absent.class);
    }

    @Test
    void theRingingAlarmsOfBothKindsComeInPages() {
        String ringing = alarm("ALARM", times("10:05", "10:05"), "");
        wire.answers(found(ringing, ringing, "<NextToken>more</NextToken>"), found("", "", ""));
        Page<Alarm> first = alarms.ringing("recovery-", Optional.empty()).seen().orElseThrow();
        assertThat(first.items()).hasSize(2);
        assertThat(alarms.ringing("recovery-", first.next()).seen().orElseThrow())
                .isEqualTo(Page.last(List.of()));
        assertThat(wire.requests())
                .allMatch(request -> request.contains("AlarmNamePrefix=recovery-&")
                        && request.contains("StateValue=ALARM")
                        && request.contains("AlarmTypes.member.2=CompositeAlarm"))
                .satisfiesExactly(
                        request -> assertThat(request).doesNotContain("NextToken"),
                        request -> assertThat(request).contains("NextToken=more"));
    }

    @Test
    void aFailedReadIsUnreadableNotAbsent() {
        wire.answers(new Wire.Answer.Says(
                403, "<ErrorResponse><Error><Code>AccessDenied</Code><Message>no</Message></Error></ErrorResponse>"));
        assertThat(alarms.alarm("recovery-web")).isInstanceOf(Look.Unreadable.class);
        wire.answers(new Wire.Answer.HangsUp());
        assertThat(alarms.ringing("recovery-", Optional.empty())).isInstanceOf(Look.Unreadable.class);
        assertThat(wire.requests()).hasSize(3);
    }

    private static Wire.Answer found(String metricAlarm, String compositeAlarm, String token) {
        return Wire.ok("<DescribeAlarmsResponse><DescribeAlarmsResult><MetricAlarms>" + metricAlarm
                + "</MetricAlarms><CompositeAlarms>" + compositeAlarm + "</CompositeAlarms>" + token
                + "</DescribeAlarmsResult></DescribeAlarmsResponse>");
    }

    private static String alarm(String state, String times, String more) {
        return "<member><AlarmName>recovery-web</AlarmName><AlarmArn>" + ARN + "</AlarmArn><StateValue>" + state
                + "</StateValue><ActionsEnabled>true</ActionsEnabled>" + times + more + "</member>";
    }

    private static String times(String transitioned, String updated) {
        String first = transitioned.isEmpty()
                ? ""
                : "<StateTransitionedTimestamp>2026-03-01T" + transitioned + ":00Z</StateTransitionedTimestamp>";
        return first + "<StateUpdatedTimestamp>2026-03-01T" + updated + ":00Z</StateUpdatedTimestamp>";
    }
}
