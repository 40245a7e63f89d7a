package recovery.failover;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.act.Settling;
import recovery.shared.alarm.Alarm;
import recovery.shared.ec2.InstanceState;
import recovery.shared.look.Look;
import recovery.shared.record.Intent.State;
import recovery.shared.record.Stage;

/** The alarm on the service, which opened the failover, when it is read again before anything is sent. */
class HealingTest {
    private static final Duration SOAK = Duration.ofMinutes(2);
    private static final Duration SECOND = Duration.ofSeconds(1);

    static List<Row> rows() {
        return List.of(
                new Row("one that rings lets it begin", rings(Case.away()), "Enter STOP", "the fence comes first"),
                new Row(
                        "one that is OK again does not",
                        silent(Case.away()),
                        "Green",
                        "OK again; it must hold for 2 min"),
                new Row("and is waited for", healing(SOAK.minus(SECOND)), "Wait", "nothing is begun"),
                new Row(
                        "until it has held",
                        healing(SOAK),
                        "Close HEALED_ITSELF",
                        "nothing was sent, and the alarm on"),
                new Row("one that rings again counts anew", rings(green(SOAK)), "Green no more", "rings again"),
                new Row("without data it does not begin", unclear(Case.away()), "Wait", "is INSUFFICIENT_DATA"),
                new Row("nor has it healed", unclear(green(SOAK)), "Green no more", "is INSUFFICIENT_DATA"),
                new Row("what cannot be read lets nothing begin", unread(Case.away()), "Wait", "could not be read"),
                new Row("and calls a person in the end", late(unread(Case.away())), "Close NEEDS_PERSON", "throttled"),
                new Row("nor does one that its owner deleted", deleted(Case.away()), "Wait", "does not ring any more"),
                new Row("it is read once more before the stop", silent(fencing()), "Enter REQUESTED", "does not ring"),
                new Row("and rings", rings(fencing()), "Stop GRACEFUL, charged", "it must write no more"),
                new Row(
                        "what a stop of ours in doubt may have left down has not healed",
                        green(SOAK)
                                .alarmIs(Alarm.State.OK)
                                .stopSent(State.WITHOUT_EFFECT, Settling.UNCHANGED)
                                .in(Stage.REQUESTED)
                                .seen(InstanceState.STOPPED, Case.BY_HAND),
                        "Close NEEDS_PERSON",
                        "may be down by our stop"));
    }

    private static Case fencing() {
        return Case.away().in(Stage.STOP);
    }

    private static Case green(Duration ago) {
        return Case.away().record(draft -> draft.greenSince(Optional.of(Case.NOW.minus(ago))));
    }

    private static Case healing(Duration ago) {
        return silent(green(ago));
    }

    private static Case rings(Case given) {
        return given.alarmIs(Alarm.State.ALARM);
    }

    private static Case silent(Case given) {
        return given.alarmIs(Alarm.State.OK);
    }

    private static Case unclear(Case given) {
        return given.alarmIs(Alarm.State.INSUFFICIENT_DATA);
    }

    private static Case unread(Case given) {
        return given.alarm(new Look.Unreadable<>("throttled"));
    }

    private static Case deleted(Case given) {
        return given.alarm(new Look.Absent<>("deleted"));
    }

    private static Case late(Case given) {
        return given.lateIn(Stage.REQUESTED);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void beforeAnythingIsSent(Row row) {
        row.check();
    }
}
