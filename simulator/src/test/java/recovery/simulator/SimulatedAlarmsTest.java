package recovery.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import recovery.shared.alarm.Alarm;
import recovery.shared.alarm.Alarm.State;
import recovery.shared.alarm.Metric;
import recovery.shared.ec2.InstanceId;
import recovery.shared.look.Look;
import recovery.shared.look.Page;

/** Alarms that follow the model, in virtual time. */
class SimulatedAlarmsTest {
    private static final InstanceId WEB_1 = new InstanceId("i-00000000000000001");
    private static final String HOST = "recovery-web-1-host";

    private final HandClock clock = HandClock.at("2026-03-01T10:00:00Z");
    private final Ec2Model model = Ec2Model.drivenBy(clock);
    private final SimulatedAlarms alarms = SimulatedAlarms.drivenBy(clock, model);
    private final List<String> heard = new ArrayList<>();

    SimulatedAlarmsTest() {
        model.add(WEB_1, Traits.inZone("eu-west-1a"));
        alarms.define(StatusAlarm.on(HOST, WEB_1, Ailment.Part.SYSTEM));
        alarms.onChange(change -> heard.add(change.now().changedAt() + " "
                + change.before().state() + " -> " + change.now().state()));
    }

    @Test
    void anAlarmRingsOnceTheCheckHasFailedForItsSpanAndIsOkAfterTheRestart() {
        model.breakHost(WEB_1);
        clock.advance(Duration.ofMinutes(10));
        stopAndStart();

        assertThat(heard).first().isEqualTo("2026-03-01T10:03:00Z OK -> ALARM");
        assertThat(alarm().state()).isEqualTo(State.OK);
    }

    @Test
    void anAlarmDoesNotRingForAFaultThatIsOverBefore() {
        model.breakHost(WEB_1);
        clock.advance(Duration.ofMinutes(2));
        model.happens(WEB_1, Happening.HEALS);
        clock.advance(Duration.ofHours(1));

        assertThat(heard).isEmpty();
    }

    @Test
    void anInstanceThatIsDownSendsNoData() {
        model.happens(WEB_1, Happening.PERSON_STOPS);
        clock.advance(Duration.ofMinutes(10));

        assertThat(heard).containsExactly("2026-03-01T10:03:00Z OK -> INSUFFICIENT_DATA");
    }

    @Test
    void whatAHandHasSetStaysUntilItMayFollowAgain() {
        alarms.set(HOST, State.ALARM);
        clock.advance(Duration.ofHours(1));
        assertThat(alarm().state()).isEqualTo(State.ALARM);

        alarms.follow(HOST);
        clock.advance(Duration.ofMinutes(1));

        assertThat(alarm().state()).isEqualTo(State.OK);
    }

    @Test
    void anAlarmNamesTheMetricThatItReads() {
        assertThat(alarm().metrics())
                .containsExactly(
                        new Metric("AWS/EC2", "StatusCheckFailed_System", Map.of("InstanceId", WEB_1.value())));
    }

    @Test
    void theRingingComeInPagesByTheirPrefix() {
        for (String name : List.of("recovery-c", "recovery-a", "other", "recovery-b")) {
            alarms.define(name, new Metric("Web", "Errors", Map.of()));
            alarms.set(name, State.ALARM);
        }
        alarms.setPageSize(2);

        Page<Alarm> first = alarms.ringing("recovery-", Optional.empty()).seen().orElseThrow();
        Page<Alarm> second = alarms.ringing("recovery-", first.next()).seen().orElseThrow();

        assertThat(first.items()).extracting(Alarm::name).containsExactly("recovery-a", "recovery-b");
        assertThat(second.items()).extracting(Alarm::name).containsExactly("recovery-c");
        assertThat(second.next()).isEmpty();
    }

    @Test
    void aSilentCloudWatchIsUnreadableAndADeletedAlarmIsAbsent() {
        alarms.setReadable(false);
        assertThat(alarms.alarm(HOST)).isInstanceOf(Look.Unreadable.class);
        alarms.setReadable(true);
        alarms.delete(HOST);
        assertThat(alarms.alarm(HOST)).isInstanceOf(Look.Absent.class);
    }

    @Test
    void itsOwnerMaySwitchItsActionsOff() {
        alarms.enableActions(HOST, false);

        assertThat(alarm().actionsEnabled()).isFalse();
        assertThat(alarm().changedAt()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
    }

    private Alarm alarm() {
        return alarms.alarm(HOST).seen().orElseThrow();
    }

    private void stopAndStart() {
        model.perform(Call.of(Action.STOP_INSTANCES, List.of(WEB_1), "test"));
        clock.advance(Duration.ofMinutes(1));
        model.perform(Call.of(Action.START_INSTANCES, List.of(WEB_1), "test"));
        clock.advance(Duration.ofMinutes(10));
    }
}
