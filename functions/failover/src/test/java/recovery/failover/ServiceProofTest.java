package recovery.failover;

import static recovery.failover.Case.ADDRESS;
import static recovery.failover.Case.BY_AWS;
import static recovery.failover.Case.MINUTE;
import static recovery.failover.Case.READS;
import static recovery.failover.Case.moved;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.act.PowerSend;
import recovery.shared.act.Settling;
import recovery.shared.alarm.Alarm;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.InstanceState;
import recovery.shared.look.Look;
import recovery.shared.record.Intent.State;
import recovery.shared.record.RecoveryDraft;
import recovery.shared.record.Stage;

/** The proof that the other side serves, and the way home. */
class ServiceProofTest {
    static List<Row> proofs() {
        return List.of(
                new Row("everything is as planned for the first time", serving(), "Green", "it must hold for 2 min"),
                new Row("it has not held long enough", serving().green(Duration.ofSeconds(119)), "Wait", "proved at"),
                new Row(
                        "it has held for the soak",
                        serving().green(Duration.ofMinutes(2)),
                        "Close FAILED_OVER, nothing owed",
                        Case.STANDBY + " serves in place of " + Case.PRIMARY),
                new Row("where no alarm opened it none is asked", serving(), "Green", "must hold"),
                new Row("an alarm that is OK again is proof", serving().alarmIs(Alarm.State.OK), "Green", "must hold"),
                new Row(
                        "an alarm that was deleted says nothing",
                        serving().alarm(new Look.Absent<>("deleted")),
                        "Green",
                        "must hold"),
                new Row("an alarm that rings is no proof", serving().alarmIs(Alarm.State.ALARM), "Wait", "is ALARM"),
                new Row(
                        "an alarm that cannot be read is no proof",
                        serving().alarm(new Look.Unreadable<>("throttled")),
                        "Wait",
                        "the alarm could not be read: throttled"),
                new Row(
                        "a side that is not healthy does not serve",
                        serving().other(Checks.Status.INITIALIZING),
                        "Wait",
                        "the side that serves is not healthy"),
                new Row(
                        "a side of which EC2 does not tell is not proved",
                        serving().otherUnreadable(),
                        "Wait",
                        "the status of the side that serves could not be read: throttled"),
                new Row(
                        "a lever that cannot be read is not proved",
                        serving().leverUnreadable(ADDRESS),
                        "Wait",
                        "signpost address could not be read: throttled"),
                new Row(
                        "what was as planned is so no more: the soak begins anew",
                        serving().green(MINUTE).other(Checks.Status.IMPAIRED),
                        "Green no more",
                        "the side that serves is not healthy"),
                new Row(
                        "a lever that somebody else moves back calls a person",
                        serving().lever(ADDRESS, Case.PRIMARY.value()),
                        "Page moved-by-others",
                        "signpost address is " + Case.PRIMARY + " and not " + Case.STANDBY + " any more"),
                new Row(
                        "and the soak begins anew",
                        serving().green(MINUTE).lever(ADDRESS, Case.PRIMARY.value()),
                        "Green no more",
                        "somebody else has moved it"),
                new Row(
                        "once",
                        serving().lever(ADDRESS, Case.PRIMARY.value()).paged("moved-by-others"),
                        "Wait",
                        "a person was called"),
                new Row(
                        "a fence that stands for the soak is proved",
                        behindTheFence().green(Duration.ofMinutes(2)),
                        "Close FAILED_OVER, nothing owed",
                        Case.STANDBY + " serves in place of " + Case.PRIMARY),
                new Row(
                        "a primary that is gone needs no fence",
                        behindTheFence().seen(InstanceState.TERMINATED, BY_AWS).green(Duration.ofMinutes(2)),
                        "Close FAILED_OVER, nothing owed",
                        Case.STANDBY + " serves in place of " + Case.PRIMARY),
                new Row(
                        "nor does one that EC2 has forgotten since",
                        behindTheFence().forgotten().green(Duration.ofMinutes(2)),
                        "Close FAILED_OVER, nothing owed",
                        Case.STANDBY + " serves in place of " + Case.PRIMARY),
                new Row(
                        "a primary that somebody starts again begins the soak anew",
                        behindTheFence().green(Duration.ofMinutes(2)).launchedAgain(InstanceState.PENDING),
                        "Green no more",
                        "it runs beside " + Case.STANDBY),
                new Row(
                        "and calls a person",
                        behindTheFence().launchedAgain(InstanceState.RUNNING),
                        "Page two-run",
                        "somebody started " + Case.PRIMARY + " again, which was fenced"),
                new Row(
                        "until the recovery's time is over, and no longer",
                        behindTheFence()
                                .launchedAgain(InstanceState.RUNNING)
                                .paged("two-run")
                                .record(RecoveryDraft::owesNothing)
                                .overdue(),
                        "Close NEEDS_PERSON",
                        "it runs beside " + Case.STANDBY),
                new Row(
                        "what we may not do any more is taken back, if no side that writes has moved",
                        Case.fenced().applied(READS).in(Stage.PROOF).heldBack(),
                        "TurnBack",
                        "OBSERVE"),
                new Row(
                        "past the return it is proved all the same",
                        behindTheFence().green(Duration.ofMinutes(2)).heldBack(),
                        "Close FAILED_OVER, nothing owed",
                        Case.STANDBY + " serves in place of " + Case.PRIMARY),
                new Row(
                        "once, and nothing is proved while it runs",
                        behindTheFence().launchedAgain(InstanceState.RUNNING).paged("two-run"),
                        "Wait",
                        "a person was called"),
                new Row(
                        "a fence that cannot be read is not proved",
                        behindTheFence().unreadable(),
                        "Wait",
                        "the side that was fenced could not be read: throttled"),
                new Row(
                        "what is not proved in time is a person's",
                        serving().lateIn(Stage.PROOF).alarmIs(Alarm.State.ALARM),
                        "Close NEEDS_PERSON",
                        "it is not proved that the service is served"));
    }

    /** The standby may write, so that no Start is owed. */
    private static Case serving() {
        return Case.unfenced().applied(READS).applied(ADDRESS).in(Stage.PROOF);
    }

    private static Case behindTheFence() {
        return moved().in(Stage.PROOF);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("proofs")
    void theProof(Row row) {
        row.check();
    }

    static List<Row> waysHome() {
        return List.of(
                new Row(
                        "the primary serves again, and the standby that was fenced is started",
                        home().stopSent(State.ACCEPTED, "").green(Duration.ofMinutes(2)),
                        "Enter START",
                        Case.PRIMARY + " serves again: " + Case.STANDBY + ", which was fenced, is started"),
                new Row(
                        "where nothing was fenced that is all",
                        home().green(Duration.ofMinutes(2)),
                        "Close FAILED_BACK",
                        Case.PRIMARY + " serves again"),
                new Row(
                        "where clocks cannot tell whose stop it was, a person is called for what is down",
                        home().stopSent(State.WITHOUT_EFFECT, Settling.UNCLEAR + ": a second apart")
                                .unreadable()
                                .green(Duration.ofMinutes(2)),
                        "Page left-down",
                        Case.STANDBY + " may be down by our stop"),
                new Row(
                        "also when the standby is seen to be down",
                        home().stopSent(State.WITHOUT_EFFECT, Settling.UNCLEAR + ": a second apart")
                                .seen(InstanceState.STOPPED, Case.BY_HAND)
                                .green(Duration.ofMinutes(2)),
                        "Page left-down",
                        Case.STANDBY + " may be down by our stop"),
                new Row(
                        "but not after a stop that EC2 did not take",
                        home().stopSent(State.WITHOUT_EFFECT, "RequestLimitExceeded: slowly")
                                .unreadable()
                                .green(Duration.ofMinutes(2)),
                        "Close FAILED_BACK",
                        Case.PRIMARY + " serves again"),
                new Row(
                        "which is no other end: the service is at home",
                        home().stopSent(State.WITHOUT_EFFECT, Settling.UNCLEAR + ": a second apart")
                                .unreadable()
                                .paged("left-down")
                                .green(Duration.ofMinutes(2)),
                        "Close FAILED_BACK",
                        Case.PRIMARY + " serves again"),
                new Row(
                        "where a stop that two reads did not see may have come after all, as well",
                        home().stopSent(State.WITHOUT_EFFECT, Settling.UNCHANGED)
                                .unreadable()
                                .green(Duration.ofMinutes(2)),
                        "Page left-down",
                        "or by somebody else's"),
                new Row(
                        "also when another one followed it that came too late",
                        home().stopSent(State.WITHOUT_EFFECT, Settling.UNCHANGED)
                                .stopSent(State.WITHOUT_EFFECT, PowerSend.NOT_OURS + ": stopping")
                                .seen(InstanceState.STOPPED, Case.BY_HAND)
                                .green(Duration.ofMinutes(2)),
                        "Page left-down",
                        "or by somebody else's"),
                new Row(
                        "but not for what runs",
                        home().stopSent(State.WITHOUT_EFFECT, Settling.UNCHANGED)
                                .green(Duration.ofMinutes(2)),
                        "Close FAILED_BACK",
                        Case.PRIMARY + " serves again"),
                new Row(
                        "the standby runs again: the service is at home",
                        home().stopSent(State.ACCEPTED, "").in(Stage.START).launchedAgain(InstanceState.RUNNING),
                        "Close FAILED_BACK, nothing owed",
                        "the service is at home again; " + Case.STANDBY + " runs again"),
                new Row(
                        "a failback that turned back ends with the standby serving",
                        Case.home()
                                .stopSent(State.ACCEPTED, "")
                                .turnedBack("a test")
                                .in(Stage.START)
                                .launchedAgain(InstanceState.RUNNING),
                        "Close ROLLED_BACK, nothing owed",
                        "it went back because: a test"));
    }

    private static Case home() {
        return Case.home().applied(READS).applied(ADDRESS).in(Stage.PROOF);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysHome")
    void theWayHome(Row row) {
        row.check();
    }
}
