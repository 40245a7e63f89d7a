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
    private static final String OVER = "Close NEEDS_PERSON";
    private static final String TO_STANDBY = " from " + Case.PRIMARY + " to " + Case.STANDBY;
    private static final String ADDRESS = "APPLY signpost address" + TO_STANDBY;

    static List<Row> rows() {
        return List.of(
                new Row("one that rings lets it begin", rings(Case.away()), "Enter STOP", "the fence comes first"),
                new Row(
                        "one that is OK again does not",
                        silent(Case.away()),
                        "Green",
                        "OK again; it must hold for 2 min"),
                new Row(
                        "one that was not OK all the time must hold anew",
                        silent(green(Duration.ofMinutes(3))),
                        "Green",
                        "it must hold for 2 min"),
                new Row(
                        "which EC2's clock may date a little later than ours",
                        ahead(green(Duration.ZERO)),
                        "Wait",
                        "nothing is begun"),
                new Row("and is waited for", healing(SOAK.minus(SECOND)), "Wait", "nothing is begun"),
                new Row(
                        "until it has held",
                        healing(SOAK),
                        "Close HEALED_ITSELF",
                        "nothing of ours had an effect, and alarm db-is-served is OK since"),
                new Row("one that rings again counts anew", rings(green(SOAK)), "Enter REQUESTED", "rings again"),
                new Row(
                        "also when the whole time is over",
                        rings(green(SOAK)).overdue(),
                        "Enter REQUESTED",
                        "rings again"),
                new Row(
                        "though that rings it does not begin then",
                        rings(Case.away()).overdue(),
                        OVER,
                        "its time was over"),
                new Row(
                        "one whose owner switched its actions off lets nothing begin",
                        Case.away().alarm(new Look.Seen<>(Case.alarm(Alarm.State.ALARM, Case.ASKED, false))),
                        "Wait",
                        "switched its actions off"),
                new Row("without data it does not begin", unclear(Case.away()), "Wait", "is INSUFFICIENT_DATA"),
                new Row("nor has it healed", unclear(green(SOAK)), "Enter REQUESTED", "is INSUFFICIENT_DATA"),
                new Row("what cannot be read lets nothing begin", unread(Case.away()), "Wait", "could not be read"),
                new Row(
                        "and calls a person",
                        late(unread(Case.away())),
                        "Page alarm-unclear",
                        "nothing has begun, since"),
                new Row("once", late(unread(Case.away())).paged("alarm-unclear"), "Wait", "a person was called"),
                new Row("and ends with one", unread(Case.away()).overdue(), OVER, "before the first step: its alarm"),
                new Row(
                        "nor does one that its owner deleted",
                        deleted(Case.away()),
                        "Wait",
                        "its alarm is gone: deleted"),
                new Row("it is read once more before the stop", silent(fencing()), "Enter REQUESTED", "is OK"),
                new Row("and before a fence of others counts", silent(others()), "Enter REQUESTED", "is OK"),
                new Row("which it does if it rings", rings(others()), "Enter MOVE", "fenced"),
                new Row("and before the first lever", silent(moving()), "Enter REQUESTED", "is OK"),
                new Row("which moves if it rings", rings(moving()), "APPLY signpost reads" + TO_STANDBY, ""),
                new Row("afterwards it goes on", silent(moving().applied(Case.READS)), ADDRESS, ""),
                new Row("and rings", rings(fencing()), "Stop GRACEFUL, charged", "it must write no more"),
                new Row(
                        "what a stop of ours in doubt may have left down has not healed",
                        healing(SOAK)
                                .stopSent(State.WITHOUT_EFFECT, Settling.UNCHANGED)
                                .in(Stage.REQUESTED)
                                .seen(InstanceState.STOPPED, Case.BY_HAND),
                        "Close NEEDS_PERSON",
                        "may be down by our stop"));
    }

    private static Case fencing() {
        return Case.away().in(Stage.STOP);
    }

    /** Somebody else stopped the primary, and a first read saw it a minute ago. */
    private static Case others() {
        return fencing()
                .seen(InstanceState.STOPPED, Case.BY_HAND)
                .record(draft -> draft.greenSince(Optional.of(Case.NOW.minus(Case.MINUTE))));
    }

    private static Case moving() {
        return Case.unfenced().in(Stage.MOVE);
    }

    /** OK since a second from now, by CloudWatch's clock. */
    private static Case ahead(Case given) {
        return given.alarm(new Look.Seen<>(Case.alarm(Alarm.State.OK, Case.NOW.plus(SECOND), true)));
    }

    private static Case green(Duration ago) {
        return Case.away().record(draft -> draft.greenSince(Optional.of(Case.NOW.minus(ago))));
    }

    private static Case healing(Duration ago) {
        var ok = Case.alarm(Alarm.State.OK, Case.NOW.minus(ago), true);
        return green(ago).alarm(new Look.Seen<>(ok));
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
