package recovery.shared.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recovery.shared.alarm.Alarm;
import recovery.shared.alarm.Metric;
import recovery.shared.ec2.InstanceId;

/** Whom an alarm speaks of. */
class AlarmTargetTest {
    private static final InstanceId WEB_1 = new InstanceId("i-0123456789abcdef0");
    private static final InstanceId WEB_2 = new InstanceId("i-0fedcba9876543210");

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'one metric names one instance',               alarm-host-broken,             One",
        "'the same through EventBridge',                alarm-host-broken-eventbridge, One",
        "'a metric that returns no data itself counts', alarm-metric-math,             One",
        "'the series that changed names it',            alarm-contributor,             One",
        "'the same as an action',                       alarm-contributor-action,      One",
        "'the alarm over all series names nobody',      alarm-over-many-series,        None",
        "'a load balancer is no instance',              alarm-without-instance,        None",
        "'other alarms are no instance',                alarm-composite,               None",
        "'a log query is no instance',                  alarm-log-query,               None",
        "'two instances are one too many',              alarm-with-two-instances,      Several",
        "'a name that cannot be an id is none',         alarm-hostile-names,           Malformed",
    })
    void isFoundInTheFiles(String why, String file, String expected) {
        assertThat(AlarmTarget.of(EventFiles.alarm(file)).getClass().getSimpleName())
                .as(why)
                .isEqualTo(expected);
    }

    @Test
    void theInstanceInTwoMetricsIsOne() {
        assertThat(AlarmTarget.of(alarm(metric(WEB_1.value()), metric(WEB_1.value()))))
                .isEqualTo(new AlarmTarget.One(WEB_1));
    }

    @Test
    void severalAreListedOnceEachAndSorted() {
        assertThat(AlarmTarget.of(alarm(metric(WEB_2.value()), metric(WEB_1.value()), metric(WEB_2.value()))))
                .isEqualTo(new AlarmTarget.Several(List.of(WEB_1, WEB_2)));
    }

    @Test
    void aSeriesOfOneInstanceAndAMetricOfAnotherAreTwo() {
        var changed = new Signal.AlarmChanged(
                "recovery-web-fleet",
                "arn:aws:cloudwatch:us-east-1:123456789012:alarm:recovery-web-fleet",
                Alarm.State.ALARM,
                false,
                List.of(metric(WEB_2.value())),
                Map.of(Metric.INSTANCE, WEB_1.value()),
                List.of(),
                Instant.EPOCH,
                Signal.Origin.SWEEP);
        assertThat(AlarmTarget.of(changed)).isEqualTo(new AlarmTarget.Several(List.of(WEB_1, WEB_2)));
    }

    @Test
    void oneBadNameAmongGoodOnesSpoilsThemAll() {
        assertThat(AlarmTarget.of(alarm(metric(WEB_1.value()), metric("*")))).isEqualTo(new AlarmTarget.Malformed("*"));
    }

    @Test
    void anEmptyNameIsMalformedAndNotNone() {
        assertThat(AlarmTarget.of(alarm(metric("")))).isEqualTo(new AlarmTarget.Malformed(""));
    }

    @Test
    void whatIsMalformedIsHarmlessToPrint() {
        assertThat(AlarmTarget.of(EventFiles.alarm("alarm-hostile-names")))
                .isEqualTo(new AlarmTarget.Malformed("i-0123456789abcdef0  [31m; DROP TABLE"));
    }

    private static Metric metric(String instance) {
        return new Metric("AWS/EC2", "StatusCheckFailed", Map.of(Metric.INSTANCE, instance));
    }

    private static Alarm alarm(Metric... metrics) {
        return new Alarm("recovery-web", "arn", Alarm.State.ALARM, Instant.EPOCH, true, List.of(metrics));
    }
}
