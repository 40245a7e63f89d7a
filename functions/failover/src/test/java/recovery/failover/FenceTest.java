package recovery.failover;

import static recovery.failover.Case.ASKED;
import static recovery.failover.Case.BY_AWS;
import static recovery.failover.Case.BY_HAND;
import static recovery.failover.Case.SECOND;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.act.OneSend;
import recovery.shared.act.PowerSend;
import recovery.shared.act.Settling;
import recovery.shared.ec2.InstanceState;
import recovery.shared.ec2.StopMode;
import recovery.shared.record.Intent.State;
import recovery.shared.record.Stage;

/** The fence: what counts as one, and how a stop that does not come is asked for again. */
class FenceTest {
    private static final String LOST = "it was stopped at 2026-03-01T10:04:00Z, not by this";
    private static final String DENIED = "UnauthorizedOperation: no";

    static List<Row> fences() {
        return List.of(
                new Row("the side that is left is stopped", fencing(), "Stop GRACEFUL, charged", "must write no more"),
                new Row(
                        "observed stopped, by us, is a fence",
                        sent().seen(InstanceState.STOPPED, BY_HAND, Optional.of(ASKED)),
                        "Enter MOVE",
                        "fenced"),
                new Row(
                        "what others stopped takes a second look",
                        fencing().seen(InstanceState.STOPPED, BY_HAND),
                        "Green",
                        "a second one follows"),
                new Row(
                        "which is due a minute after the first",
                        fencing()
                                .seen(InstanceState.STOPPED, BY_HAND)
                                .record(draft -> draft.greenSince(Optional.of(Case.NOW.minusSeconds(50)))),
                        "Wait",
                        "a minute after the first"),
                new Row(
                        "and then it is a fence",
                        fencing()
                                .seen(InstanceState.STOPPED, BY_HAND)
                                .record(draft -> draft.greenSince(Optional.of(Case.NOW.minusSeconds(60)))),
                        "Enter MOVE",
                        "fenced"),
                new Row(
                        "out of time, what an unclear stop may have left down is a person's",
                        Case.away()
                                .stopSent(State.WITHOUT_EFFECT, Settling.UNCLEAR + ": a second apart")
                                .in(Stage.STOP)
                                .unreadable()
                                .paged("fence-unproven")
                                .overdue(),
                        "Close NEEDS_PERSON",
                        Case.PRIMARY + " may be down by our stop or by somebody else's"),
                new Row(
                        "terminated is a fence",
                        fencing().seen(InstanceState.TERMINATED, BY_AWS),
                        "Enter MOVE",
                        "fenced"),
                new Row(
                        "shutting down is none",
                        fencing().seen(InstanceState.SHUTTING_DOWN, ""),
                        "Wait",
                        "shutting down"),
                new Row("nor is pending", fencing().seen(InstanceState.PENDING, ""), "Wait", "refuses a stop"),
                new Row(
                        "stopping is none",
                        sent().seen(InstanceState.STOPPING, BY_HAND),
                        "Wait",
                        "it is stopping, which is not yet a fence"),
                new Row("an answer of EC2's that we took is none", sent(), "Wait", "EC2 still shows it running"),
                new Row(
                        "one that lags behind our stop is no reason to stop again, though a stronger one was refused",
                        sent().stopSent(
                                        StopMode.SKIP_OS_SHUTDOWN,
                                        State.WITHOUT_EFFECT,
                                        "IncorrectInstanceState: stopping"),
                        "Wait",
                        "EC2 still shows it running"),
                new Row("what EC2 does not tell is none", fencing().unreadable(), "Wait", "throttled"),
                new Row(
                        "what EC2 has forgotten is none: nobody saw it terminated",
                        fencing().lateIn(Stage.STOP).forgotten(),
                        "Page fence-unproven",
                        "EC2 does not tell: EC2 knows no such instance"),
                new Row(
                        "what somebody started again after our stop is stopped again",
                        sent().launchedAgain(InstanceState.RUNNING),
                        "Stop GRACEFUL, charged",
                        "must write no more"),
                new Row(
                        "without the opt-in tag it may not be stopped",
                        fencing().optedOut(),
                        "Close NEEDS_PERSON",
                        "its opt-in tag does not name the plan"),
                new Row(
                        "nothing is stopped when the recovery's time is over",
                        fencing().overdue(),
                        "Close NEEDS_PERSON",
                        "its time was over before it could be fenced"),
                new Row(
                        "nothing moves when the recovery's time is over, though it is fenced",
                        sent().seen(InstanceState.STOPPED, BY_HAND, Optional.of(ASKED))
                                .overdue(),
                        "TurnBack",
                        "its time was over before the fence was proved"),
                new Row(
                        "a second before it is not too late",
                        sent().seen(InstanceState.STOPPED, BY_HAND, Optional.of(ASKED))
                                .at(Duration.ofMinutes(18).minus(SECOND)),
                        "Enter MOVE",
                        "fenced"),
                new Row("nothing is stopped while we only observe", fencing().heldBack(), "Enter REQUESTED", "OBSERVE"),
                new Row("off means no stop", fencing().off(), "Enter REQUESTED", "OFF"),
                new Row(
                        "what others stopped moves nothing while we only observe",
                        fencing().seen(InstanceState.STOPPED, BY_AWS).heldBack(),
                        "Enter REQUESTED",
                        "OBSERVE"),
                new Row(
                        "a fence of ours is taken back when we may not go on",
                        sent().seen(InstanceState.STOPPED, BY_HAND).heldBack(),
                        "TurnBack",
                        "the mode is OBSERVE"),
                new Row(
                        "a fence of ours that EC2 does not show is taken back as well",
                        sent().unreadable().heldBack(),
                        "TurnBack",
                        "the mode is OBSERVE"),
                new Row(
                        "where nothing of ours has begun there is nothing to take back",
                        fencing().unreadable().heldBack(),
                        "Wait",
                        "throttled"));
    }

    static List<Row> refusedStops() {
        return List.of(
                refusedStop("a state that EC2 does not stop from", "IncorrectInstanceState: pending"),
                refusedStop("too many requests", "RequestLimitExceeded: slowly"),
                refusedStop("a stop that was not sent in its time", OneSend.TOO_LATE + ": 9 s"),
                refusedStop("a stop of somebody else's", PowerSend.NOT_OURS + ": stopping"),
                new Row(
                        "after a pause it is asked for again",
                        unstopped("RequestLimitExceeded: slowly").at(Duration.ofSeconds(-15)),
                        "Stop GRACEFUL, charged",
                        "must write no more"),
                new Row(
                        "a stop that two looks did not see is asked for again",
                        unstopped(Settling.UNCHANGED).at(Duration.ofSeconds(-16)),
                        "Stop GRACEFUL, charged",
                        "must write no more"),
                new Row(
                        "a stop that is not permitted is a person's",
                        unstopped("UnauthorizedOperation: no"),
                        "Close NEEDS_PERSON",
                        "it cannot be stopped: UnauthorizedOperation"));
    }

    private static Row refusedStop(String why, String answer) {
        return new Row(
                why + " is not asked for again at once",
                unstopped(answer).at(Duration.ofSeconds(-16)),
                "Wait",
                "the last stop was answered " + answer);
    }

    static List<Row> hangingStops() {
        return List.of(
                new Row("the next stronger stop", hanging(StopMode.GRACEFUL), "Stop SKIP_OS_SHUTDOWN", "plan accepts"),
                new Row("and the strongest", hanging(StopMode.SKIP_OS_SHUTDOWN), "Stop FORCE", "plan accepts"),
                new Row("there is no stronger one", hanging(StopMode.FORCE), "Page fence-unproven", "no stronger stop"),
                new Row(
                        "a stronger one that was lost on its way is passed by",
                        harder(StopMode.SKIP_OS_SHUTDOWN, LOST),
                        "Stop FORCE",
                        "plan accepts FORCE"),
                new Row(
                        "so is one that does not fit the state",
                        harder(StopMode.SKIP_OS_SHUTDOWN, "IncorrectInstanceState: stopping"),
                        "Stop FORCE",
                        "plan accepts FORCE"),
                new Row(
                        "one that EC2 did not look at is asked for again",
                        harder(StopMode.SKIP_OS_SHUTDOWN, "RequestLimitExceeded: slowly"),
                        "Stop SKIP_OS_SHUTDOWN",
                        "plan accepts SKIP_OS_SHUTDOWN"),
                new Row(
                        "one that was refused for good calls a person at once, since the stop before it may still come",
                        harder(StopMode.SKIP_OS_SHUTDOWN, DENIED).in(Stage.STOP),
                        "Page fence-unproven",
                        "it hangs in stopping, and a stronger stop is refused: " + DENIED),
                new Row(
                        "and is not asked for again",
                        harder(StopMode.SKIP_OS_SHUTDOWN, DENIED).paged("fence-unproven"),
                        "Wait",
                        "a stronger stop is refused"),
                new Row(
                        "what is held back then is taken back",
                        harder(StopMode.SKIP_OS_SHUTDOWN, DENIED).in(Stage.STOP).heldBack(),
                        "TurnBack",
                        "the mode is OBSERVE"),
                new Row(
                        "the plan accepts no stronger one",
                        Case.gentle()
                                .stopSent(State.ACCEPTED, "")
                                .lateIn(Stage.STOP)
                                .seen(InstanceState.STOPPING, BY_HAND),
                        "Page fence-unproven",
                        "no stronger stop"),
                new Row(
                        "somebody else's stop is made no stronger",
                        fencing().lateIn(Stage.STOP).seen(InstanceState.STOPPING, BY_HAND),
                        "Page fence-unproven",
                        "no stronger stop"),
                new Row(
                        "nor is it when a stop of ours was refused",
                        unstopped("IncorrectInstanceState: stopping")
                                .lateIn(Stage.STOP)
                                .seen(InstanceState.STOPPING, BY_HAND),
                        "Page fence-unproven",
                        "no stronger stop"),
                new Row("off means no stronger stop", hanging(StopMode.GRACEFUL).off(), "TurnBack", "the mode is OFF"),
                new Row(
                        "nothing stronger is sent to what was opted out meanwhile",
                        hanging(StopMode.GRACEFUL).optedOut(),
                        "Page fence-unproven",
                        "no stronger stop"),
                new Row(
                        "nothing stronger is sent when the recovery's time is over",
                        hanging(StopMode.GRACEFUL).overdue(),
                        "Page fence-unproven",
                        "no stronger stop"),
                new Row(
                        "a second before it is not too late",
                        hanging(StopMode.GRACEFUL).at(Duration.ofMinutes(18).minus(SECOND)),
                        "Stop SKIP_OS_SHUTDOWN",
                        "plan accepts"),
                new Row(
                        "a person is called once",
                        hanging(StopMode.FORCE).paged("fence-unproven"),
                        "Wait",
                        "no stronger stop"),
                new Row(
                        "what cannot be proved in the recovery's time is taken back",
                        hanging(StopMode.FORCE).paged("fence-unproven").overdue(),
                        "TurnBack",
                        "the fence could not be proved"),
                new Row(
                        "an unproved fence calls a person when the step's time is over",
                        fencing().lateIn(Stage.STOP).unreadable(),
                        "Page fence-unproven",
                        "the fence is not proved, and nothing moves: EC2 does not tell"));
    }

    /** Being held begins the step anew only where nothing of ours is under way, and nothing hangs. */
    static List<Row> heldStops() {
        return List.of(
                new Row(
                        "a stop of ours that has its time keeps it when we may not go on",
                        sent().seen(InstanceState.STOPPING, BY_HAND).heldBack(),
                        "Wait",
                        "it is stopping"),
                new Row(
                        "one that hangs longer is taken back, and gets no time anew",
                        hanging(StopMode.GRACEFUL).heldBack(),
                        "TurnBack",
                        "the mode is OBSERVE"),
                new Row("so is one that EC2 does not show yet", sent().heldBack(), "TurnBack", "the mode is OBSERVE"),
                new Row(
                        "and one after which somebody started it again",
                        sent().launchedAgain(InstanceState.RUNNING).heldBack(),
                        "TurnBack",
                        "the mode is OBSERVE"),
                new Row(
                        "somebody else's stop has its time, too",
                        fencing().seen(InstanceState.STOPPING, BY_HAND).heldBack(),
                        "Wait",
                        "it is stopping"),
                new Row(
                        "and calls a person at its end, though we may not act",
                        fencing()
                                .lateIn(Stage.STOP)
                                .seen(InstanceState.STOPPING, BY_HAND)
                                .heldBack(),
                        "Page fence-unproven",
                        "it hangs in stopping"));
    }

    private static Case fencing() {
        return Case.away().in(Stage.STOP);
    }

    private static Case sent() {
        return Case.away().stopSent(State.ACCEPTED, "").in(Stage.STOP);
    }

    private static Case unstopped(String answer) {
        return Case.away().stopSent(State.WITHOUT_EFFECT, answer).in(Stage.STOP);
    }

    /** Our graceful stop hangs, and a stronger one that followed had no effect. */
    private static Case harder(StopMode mode, String answer) {
        return hanging(StopMode.GRACEFUL).stopSent(mode, State.WITHOUT_EFFECT, answer);
    }

    private static Case hanging(StopMode sent) {
        return Case.away().stopSent(sent, State.ACCEPTED, "").lateIn(Stage.STOP).seen(InstanceState.STOPPING, BY_HAND);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"fences", "refusedStops", "hangingStops", "heldStops"})
    void untilTheFenceIsSeen(Row row) {
        row.check();
    }
}
