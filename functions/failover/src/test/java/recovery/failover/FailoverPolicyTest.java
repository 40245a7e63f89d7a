package recovery.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static recovery.failover.Case.ADDRESS;
import static recovery.failover.Case.ASKED;
import static recovery.failover.Case.READS;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.failover.step.Step;
import recovery.shared.act.OneSend;
import recovery.shared.act.PowerSend;
import recovery.shared.act.Settling;
import recovery.shared.alarm.Alarm;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.InstanceState;
import recovery.shared.ec2.StopMode;
import recovery.shared.look.Look;
import recovery.shared.record.Intent.Act;
import recovery.shared.record.Intent.State;
import recovery.shared.record.Stage;

/** A failover in each of its stages: what is seen, and the move that follows. */
class FailoverPolicyTest {
    private static final String BY_HAND = "Client.UserInitiatedShutdown";
    private static final String BY_AWS = "Server.InternalError";
    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration THREE_MINUTES = Duration.ofMinutes(3);

    /** What is to be done next, told shortly, and why. */
    record Row(String why, Case given, String move, String reason) {
        @Override
        public String toString() {
            return why;
        }
    }

    private static void check(Row row) {
        FailoverMove move =
                FailoverPolicy.next(row.given().recovery(), row.given().sight());
        assertThat(inShort(move)).as(move.reason()).isEqualTo(row.move());
        assertThat(move.reason()).contains(row.reason());
    }

    private static String inShort(FailoverMove move) {
        return switch (move) {
            case FailoverMove.Wait wait -> "Wait";
            case FailoverMove.Prepare prepare ->
                "Prepare "
                        + prepare.steps().stream()
                                .map(step -> step.name() + " " + step.before() + " " + step.after())
                                .toList();
            case FailoverMove.Stop stop -> "Stop " + stop.mode() + (stop.begins() ? ", charged" : "");
            case FailoverMove.Start start -> "Start";
            case FailoverMove.Set set ->
                set.act() + " " + set.step().name() + " from " + set.now().get("to") + " to "
                        + set.next().get("to");
            case FailoverMove.Settle settle ->
                "Settle " + settle.known().act() + " " + settle.known().state();
            case FailoverMove.Stands stands ->
                "Stands " + stands.step().name() + " " + stands.step().position();
            case FailoverMove.Enter enter -> "Enter " + enter.stage();
            case FailoverMove.TurnBack back -> "TurnBack";
            case FailoverMove.Green green -> green.since().isPresent() ? "Green" : "Green no more";
            case FailoverMove.Page page -> "Page " + page.what();
            case FailoverMove.Close close -> "Close " + close.outcome() + (close.endsDuty() ? ", nothing owed" : "");
        };
    }

    private static final String PREPARED = "Prepare [signpost reads {to=" + Case.PRIMARY + "} {to=" + Case.STANDBY
            + "}, signpost address {to=" + Case.PRIMARY + "} {to=" + Case.STANDBY + "}]";

    static List<Row> beginnings() {
        return List.of(
                new Row("the undo of every step is stored before anything else", unprepared(), PREPARED, "all 2 steps"),
                new Row("what was just opened is prepared first", Case.away().untouched(), PREPARED, "all 2 steps"),
                new Row("the fence comes before the first step", Case.away(), "Enter STOP", "the fence comes first"),
                new Row("a plan may declare it safe without a fence", Case.unfenced(), "Enter MOVE", "safe without"),
                new Row(
                        "an unhealthy other side is awaited",
                        unprepared()
                                .other(Checks.Status.IMPAIRED)
                                .at(Duration.ofMinutes(3).minus(SECOND)),
                        "Wait",
                        "the other side is not ready to serve: "),
                new Row(
                        "an unhealthy other side is no help when the step's time is over",
                        unprepared().other(Checks.Status.IMPAIRED).at(Duration.ofMinutes(3)),
                        "Close NEEDS_PERSON",
                        "the other side is not ready to serve: "),
                new Row(
                        "another side of which EC2 does not tell is not ready",
                        unprepared().otherUnreadable(),
                        "Wait",
                        "its status could not be read: throttled"),
                new Row(
                        "without the undo of one lever nothing begins",
                        unprepared().leverUnreadable(ADDRESS),
                        "Wait",
                        "signpost address could not be read: throttled"),
                new Row(
                        "a lever that cannot go where the plan says is a person's",
                        unprepared().lever(READS, "elsewhere"),
                        "Close NEEDS_PERSON",
                        "signpost reads cannot be moved: it points to elsewhere"),
                new Row(
                        "a lever that was moved since its undo was stored lets nothing begin",
                        Case.away().lever(ADDRESS, "elsewhere"),
                        "Wait",
                        "signpost address is elsewhere and not " + Case.PRIMARY + " any more: somebody has moved it"),
                new Row(
                        "nor does one that cannot be read",
                        Case.away().leverUnreadable(ADDRESS),
                        "Wait",
                        "signpost address could not be read: throttled"),
                new Row(
                        "when the step's time is over it is a person's",
                        Case.away().lever(ADDRESS, "elsewhere").at(Duration.ofMinutes(3)),
                        "Close NEEDS_PERSON",
                        "signpost address is elsewhere"),
                new Row(
                        "the standby that serves is not stopped for a primary that is not ready",
                        Case.home().other(Checks.Status.IMPAIRED),
                        "Wait",
                        "the other side is not ready to serve: "),
                new Row(
                        "nor for a lever that somebody has moved since the failover",
                        Case.home().lever(READS, "elsewhere").at(Duration.ofMinutes(3)),
                        "Close ROLLED_BACK",
                        "nothing has moved: signpost reads is elsewhere and not " + Case.STANDBY + " any more"),
                new Row("it goes home from how the levers stand", Case.home(), "Enter STOP", "the fence comes first"),
                new Row("nothing begins while we only observe", Case.away().heldBack(), "Wait", "the mode is OBSERVE"),
                new Row("off means that nothing begins", Case.away().off(), "Wait", "the mode is OFF"),
                new Row(
                        "what could not begin in its time is a person's",
                        Case.away().heldBack().overdue(),
                        "Close NEEDS_PERSON",
                        "nothing could begin before its time was over"),
                new Row(
                        "what came too late to its first step is a person's",
                        Case.away().overdue(),
                        "Close NEEDS_PERSON",
                        "its time was over before the first step"),
                new Row(
                        "a second before it is not too late",
                        Case.away().at(Duration.ofMinutes(18).minus(SECOND)),
                        "Enter STOP",
                        ""),
                new Row(
                        "a person cancels it before anything has begun",
                        Case.away().cancelled().heldBack(),
                        "Close CANCELLED",
                        "a person cancelled it: Ann: a test"),
                new Row(
                        "a failback that is cancelled leaves the standby serving, which a person must know",
                        Case.home().cancelled().heldBack(),
                        "Close ROLLED_BACK",
                        "a person cancelled it: Ann: a test"),
                new Row(
                        "a Start that came along from restart is sent when nothing may begin",
                        Case.away().owed().heldBack(),
                        "TurnBack",
                        "the mode is OBSERVE"),
                new Row(
                        "off holds a Start that came along from restart not back either",
                        Case.away().owed().off(),
                        "TurnBack",
                        "no step is applied, so the Start that is owed is sent"),
                new Row(
                        "a plan without failover leaves it to a person",
                        Case.planless(),
                        "Close NEEDS_PERSON",
                        "the plan has no failover"),
                new Row(
                        "and keeps the Start that is owed",
                        Case.planless().owed(),
                        "Page no-way",
                        "the plan has no failover"),
                new Row("a person is called once", Case.planless().owed().paged("no-way"), "Wait", "was called"),
                new Row("what is closed stays closed", Case.away().closed(), "Wait", "it is closed"));
    }

    private static Case unprepared() {
        return Case.away().unprepared();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("beginnings")
    void beforeItBegins(Row row) {
        check(row);
    }

    static List<Row> unsettled() {
        return List.of(
                new Row(
                        "whoever noted a request may be sending it",
                        asked(State.WRITTEN, "").at(MINUTE.minus(SECOND)),
                        "Wait",
                        "may be sending it until"),
                new Row(
                        "until its time is over",
                        asked(State.WRITTEN, "").at(MINUTE),
                        "Settle APPLY UNKNOWN",
                        "never said"),
                new Row(
                        "a lever that cannot be read tells nothing of a lost reply",
                        asked(State.UNKNOWN, "").leverUnreadable(READS),
                        "Wait",
                        "signpost reads could not be read: throttled"),
                new Row(
                        "a lever that has moved tells that a request happened",
                        asked(State.UNKNOWN, "").lever(READS, Case.STANDBY.value()),
                        "Settle APPLY OBSERVED",
                        "the lever has moved"),
                new Row(
                        "one that is half-way there too",
                        asked(State.UNKNOWN, "").lever(READS, "both"),
                        "Settle APPLY OBSERVED",
                        "the lever has moved"),
                new Row(
                        "one that somebody else moved tells nothing: a person is called",
                        asked(State.UNKNOWN, "").lever(READS, "elsewhere"),
                        "Page somebody-else:signpost reads",
                        "signpost reads is elsewhere, neither as before"),
                new Row(
                        "and is waited for then",
                        asked(State.UNKNOWN, "").lever(READS, "elsewhere").paged("somebody-else:signpost reads"),
                        "Wait",
                        "a person was called"),
                new Row(
                        "one look at a lever that stands as before proves nothing",
                        asked(State.UNKNOWN, ""),
                        "Settle APPLY UNKNOWN",
                        "a first read says"),
                new Row(
                        "a second look a minute later proves that nothing happened",
                        asked(State.UNKNOWN, "a first read says: " + Settling.UNCHANGED),
                        "Settle APPLY WITHOUT_EFFECT",
                        Settling.UNCHANGED),
                new Row(
                        "a stop whose reply was lost is settled by what EC2 shows",
                        Case.away()
                                .stopSent(State.UNKNOWN, "")
                                .in(Stage.STOP)
                                .seen(InstanceState.STOPPED, BY_HAND, Optional.of(ASKED)),
                        "Settle STOP OBSERVED",
                        "EC2 says that it was stopped"));
    }

    /** A request to the first lever was noted a minute ago. */
    private static Case asked(State state, String answer) {
        return Case.away()
                .sending(READS)
                .asked(Act.APPLY, READS, MINUTE, state, answer)
                .in(Stage.MOVE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unsettled")
    void whatBecameOfARequest(Row row) {
        check(row);
    }

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

    private static Case fencing() {
        return Case.away().in(Stage.STOP);
    }

    private static Case sent() {
        return Case.away().stopSent(State.ACCEPTED, "").in(Stage.STOP);
    }

    private static Case unstopped(String answer) {
        return Case.away().stopSent(State.WITHOUT_EFFECT, answer).in(Stage.STOP);
    }

    private static Case hanging(StopMode sent) {
        return Case.away().stopSent(sent, State.ACCEPTED, "").lateIn(Stage.STOP).seen(InstanceState.STOPPING, BY_HAND);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"fences", "refusedStops", "hangingStops"})
    void untilTheFenceIsSeen(Row row) {
        check(row);
    }

    private static final String TO_STANDBY = " from " + Case.PRIMARY + " to " + Case.STANDBY;
    private static final String TO_PRIMARY = " from " + Case.STANDBY + " to " + Case.PRIMARY;

    static List<Row> waysOut() {
        return List.of(
                new Row("the first lever is moved", fenced(), "APPLY signpost reads" + TO_STANDBY, "signpost reads: "),
                new Row(
                        "then the next one",
                        fenced().applied(READS),
                        "APPLY signpost address" + TO_STANDBY,
                        "signpost address: "),
                new Row("then it is proved", moved(), "Enter PROOF", "all 2 steps are applied"),
                new Row(
                        "a lever that stands as planned is written down",
                        fenced().sending(READS).lever(READS, Case.STANDBY.value()),
                        "Stands signpost reads AFTER",
                        "signpost reads is " + Case.STANDBY),
                new Row(
                        "a lever half-way is moved on",
                        fenced().sending(READS).lever(READS, "both"),
                        "APPLY signpost reads from both to " + Case.STANDBY,
                        "signpost reads: both to "),
                new Row(
                        "what AWS accepted may show itself later",
                        fenced().accepted(Act.APPLY, READS, MINUTE.minus(SECOND)),
                        "Wait",
                        "signpost reads may still move"),
                new Row(
                        "what AWS accepted is not sent twice",
                        fenced().accepted(Act.APPLY, READS, MINUTE),
                        "Wait",
                        "signpost reads does not show what AWS accepted"),
                new Row(
                        "what AWS accepted and never shows turns it back",
                        fenced().accepted(Act.APPLY, READS, MINUTE).lateIn(Stage.MOVE),
                        "TurnBack",
                        "signpost reads does not show what AWS accepted"),
                new Row(
                        "what was seen to move is moved on without a pause",
                        fenced().accepted(Act.APPLY, READS, SECOND).lever(READS, "both"),
                        "APPLY signpost reads from both to " + Case.STANDBY,
                        "signpost reads: both to "),
                new Row(
                        "what has not yet taken effect is awaited",
                        notYet(fenced()),
                        "Wait",
                        "signpost reads: AWS tells it around"),
                new Row(
                        "what takes no effect in the step's time is taken back",
                        notYet(fenced()).lateIn(Stage.MOVE),
                        "TurnBack",
                        "signpost reads: AWS tells it around"),
                new Row(
                        "what AWS lost is sent again",
                        lost(),
                        "APPLY signpost reads from " + Case.STANDBY + " to " + Case.STANDBY,
                        "signpost reads is sent again: it forgot"),
                new Row(
                        "somebody else moves it: nothing is sent, and a person is called",
                        fenced().lever(READS, "elsewhere"),
                        "Page somebody-else:signpost reads",
                        "signpost reads is elsewhere, neither as before (" + Case.PRIMARY + ") nor as planned ("
                                + Case.STANDBY + ")"),
                new Row(
                        "a person is called once",
                        fenced().lever(READS, "elsewhere").paged("somebody-else:signpost reads"),
                        "Wait",
                        "a person was called"),
                new Row(
                        "a lever that cannot be read is not moved",
                        fenced().leverUnreadable(READS),
                        "Wait",
                        "signpost reads could not be read: throttled"),
                new Row(
                        "a lever that cannot be read in the step's time turns it back",
                        fenced().lateIn(Stage.MOVE).leverUnreadable(READS),
                        "TurnBack",
                        "signpost reads could not be read: throttled"));
    }

    static List<Row> refusals() {
        return List.of(
                new Row(
                        "a refusal for good turns it back",
                        refused("Final AccessDenied: no", MINUTE),
                        "TurnBack",
                        "signpost reads was refused: Final AccessDenied: no"),
                new Row(
                        "a passing one is not asked again at once",
                        refused("Throttling: slowly", Duration.ofSeconds(14)),
                        "Wait",
                        "signpost reads was answered Throttling: slowly"),
                new Row(
                        "but after a pause",
                        refused("Throttling: slowly", Duration.ofSeconds(15)),
                        "APPLY signpost reads" + TO_STANDBY,
                        "signpost reads: "),
                new Row(
                        "twice refused may be asked once more",
                        fenced().refused(READS, 2),
                        "APPLY signpost reads" + TO_STANDBY,
                        "signpost reads: "),
                new Row(
                        "three refusals are enough",
                        fenced().refused(READS, 3),
                        "TurnBack",
                        "signpost reads was refused: too often"),
                new Row(
                        "what AWS lost is not sent again at once either",
                        lost().asked(Act.APPLY, READS, SECOND, State.WITHOUT_EFFECT, "Throttling: slowly"),
                        "Wait",
                        "signpost reads was answered Throttling: slowly"),
                new Row(
                        "nor after a refusal for good",
                        lost().asked(Act.APPLY, READS, MINUTE, State.WITHOUT_EFFECT, "Final AccessDenied: no"),
                        "TurnBack",
                        "signpost reads was refused: Final AccessDenied: no"),
                new Row(
                        "nor more than three times",
                        lost().refused(READS, 3),
                        "TurnBack",
                        "signpost reads was refused: too often"),
                new Row(
                        "a second request that was never sent is sent, though the first was accepted",
                        unseen(
                                fenced().accepted(Act.APPLY, READS, THREE_MINUTES)
                                        .lever(READS, "both"),
                                Act.APPLY),
                        "APPLY signpost reads from both to " + Case.STANDBY,
                        "signpost reads: "),
                new Row(
                        "the refusal of one lever says nothing of another",
                        fenced().applied(READS).asked(Act.APPLY, READS, SECOND, State.WITHOUT_EFFECT, "Final no"),
                        "APPLY signpost address" + TO_STANDBY,
                        "signpost address: "));
    }

    static List<Row> pointsOfNoReturn() {
        return List.of(
                new Row("before it a mode that observes turns it back", fenced().heldBack(), "TurnBack", "OBSERVE"),
                new Row(
                        "before it the end of the recovery's time turns it back",
                        fenced().overdue(),
                        "TurnBack",
                        "its time was over before the point of no return"),
                new Row(
                        "a second before it is not too late",
                        fenced().at(Duration.ofMinutes(18).minus(SECOND)).lever(READS, Case.PRIMARY.value()),
                        "APPLY signpost reads" + TO_STANDBY,
                        ""),
                new Row(
                        "before it a primary that somebody starts again turns it back",
                        fenced().launchedAgain(InstanceState.RUNNING),
                        "TurnBack",
                        "somebody started " + Case.PRIMARY + " again, which was fenced"),
                new Row(
                        "and one that is only starting",
                        fenced().launchedAgain(InstanceState.PENDING),
                        "TurnBack",
                        "somebody started"),
                new Row(
                        "also one that others had stopped, where nothing is there to take back",
                        others().launchedAgain(InstanceState.RUNNING),
                        "Close NEEDS_PERSON",
                        "somebody started " + Case.PRIMARY + " again, which was fenced"),
                new Row(
                        "also one that others had stopped, where a step is taken back",
                        others().applied(READS).launchedAgain(InstanceState.RUNNING),
                        "TurnBack",
                        "somebody started " + Case.PRIMARY + " again, which was fenced"),
                new Row(
                        "an answer that lags behind our stop does not",
                        fenced().seen(InstanceState.RUNNING, ""),
                        "APPLY signpost reads" + TO_STANDBY,
                        ""),
                new Row(
                        "one that stands still again does not",
                        fenced().launchedAgain(InstanceState.STOPPED),
                        "APPLY signpost reads" + TO_STANDBY,
                        ""),
                new Row(
                        "one that is gone does not",
                        fenced().launchedAgain(InstanceState.TERMINATED),
                        "APPLY signpost reads" + TO_STANDBY,
                        ""),
                new Row(
                        "one that EC2 has forgotten since it was seen terminated does not",
                        others().forgotten(),
                        "APPLY signpost reads" + TO_STANDBY,
                        ""),
                new Row(
                        "where there is no fence the primary may run",
                        Case.unfenced().in(Stage.MOVE).launchedAgain(InstanceState.RUNNING),
                        "APPLY signpost reads" + TO_STANDBY,
                        ""),
                new Row(
                        "after it there is only forward, whatever the mode",
                        passed().heldBack(),
                        "Stands signpost address AFTER",
                        ""),
                new Row("whatever the time", passed().overdue(), "Stands signpost address AFTER", ""),
                new Row(
                        "where somebody starts the primary again a person is called",
                        passed().launchedAgain(InstanceState.RUNNING),
                        "Page two-run",
                        "it runs beside " + Case.STANDBY + ", which serves in its place"),
                new Row(
                        "once, and it goes forward all the same",
                        passed().launchedAgain(InstanceState.RUNNING).paged("two-run"),
                        "Stands signpost address AFTER",
                        ""),
                new Row(
                        "after it a lever that cannot be moved is a person's, and the Start stays owed",
                        passed().leverUnreadable(ADDRESS).lateIn(Stage.MOVE),
                        "Page no-way",
                        "signpost address could not be read"),
                new Row(
                        "where no Start is owed it ends with a person",
                        Case.unfenced()
                                .in(Stage.MOVE)
                                .applied(READS)
                                .sending(ADDRESS)
                                .leverUnreadable(ADDRESS)
                                .lateIn(Stage.MOVE),
                        "Close NEEDS_PERSON",
                        "signpost address could not be read"),
                new Row(
                        "before it a step that was applied is taken back, also where there is no fence",
                        Case.unfenced().in(Stage.MOVE).applied(READS).heldBack(),
                        "TurnBack",
                        "OBSERVE"),
                new Row(
                        "where nothing was applied and nothing is owed there is nothing to take back",
                        Case.unfenced().in(Stage.MOVE).heldBack(),
                        "Close NEEDS_PERSON",
                        "OBSERVE"),
                new Row("off stops it where it stands", passed().off(), "Page off", "it stands still where it is"),
                new Row(
                        "off stops it also before the point of no return",
                        fenced().applied(READS).off(),
                        "Page off",
                        "it stands still where it is"),
                new Row("off calls a person once", passed().off().paged("off"), "Wait", "a person was called"),
                new Row(
                        "off before any step sends the Start that is owed",
                        fenced().off(),
                        "TurnBack",
                        "no step is applied, so the Start that is owed is sent"),
                new Row(
                        "off where nothing is owed sends nothing",
                        Case.unfenced().in(Stage.MOVE).off(),
                        "Page off",
                        "it stands still where it is"));
    }

    /** The primary is fenced, and no lever has moved. */
    private static Case fenced() {
        return Case.away().stopSent(State.ACCEPTED, "").in(Stage.MOVE).seen(InstanceState.STOPPED, BY_HAND);
    }

    /** Others stopped the primary, so that no Start is owed, and that is the fence. */
    private static Case others() {
        return Case.away().in(Stage.MOVE).seen(InstanceState.STOPPED, BY_AWS);
    }

    private static Case moved() {
        return fenced().applied(READS).applied(ADDRESS);
    }

    /** The standby may write, as far as anybody can tell. */
    private static Case passed() {
        return fenced().applied(READS).sending(ADDRESS).lever(ADDRESS, Case.STANDBY.value());
    }

    private static Case notYet(Case given) {
        return given.sending(READS)
                .lever(READS, Case.STANDBY.value())
                .effect(new Step.Effect.NotYet("AWS tells it around"));
    }

    /** AWS accepted a request for the first lever, shows it, and has forgotten it. */
    private static Case lost() {
        return fenced().accepted(Act.APPLY, READS, MINUTE)
                .lever(READS, Case.STANDBY.value())
                .effect(new Step.Effect.Lost("it forgot"));
    }

    /** A request was noted after that, and two looks saw nothing of it. */
    private static Case unseen(Case given, Act act) {
        return given.refused(READS, 1).asked(act, READS, MINUTE, State.WITHOUT_EFFECT, Settling.UNCHANGED);
    }

    private static Case refused(String answer, Duration ago) {
        return fenced().refused(READS, 1).asked(Act.APPLY, READS, ago, State.WITHOUT_EFFECT, answer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"waysOut", "refusals", "pointsOfNoReturn"})
    void onTheWayOut(Row row) {
        check(row);
    }

    static List<Row> waysBack() {
        return List.of(
                new Row(
                        "the last lever goes back first",
                        back(moved()),
                        "UNDO signpost address" + TO_PRIMARY,
                        "signpost address: "),
                new Row("then the one before", back(), "UNDO signpost reads" + TO_PRIMARY, "signpost reads: "),
                new Row(
                        "a mode that observes does not hold the way back",
                        back().heldBack(),
                        "UNDO signpost reads" + TO_PRIMARY,
                        "signpost reads: "),
                new Row("off does", back().off(), "Page off", "it stands still where it is"),
                new Row(
                        "a lever that stands as before is written down",
                        back().lever(READS, Case.PRIMARY.value()),
                        "Stands signpost reads BEFORE",
                        "signpost reads is " + Case.PRIMARY),
                new Row(
                        "a lever that shows nothing of what AWS just accepted is not believed to stand as before",
                        back(fenced().accepted(Act.APPLY, READS, MINUTE.minus(SECOND))),
                        "Wait",
                        "signpost reads may still move"),
                new Row(
                        "after a minute it is",
                        back(fenced().accepted(Act.APPLY, READS, MINUTE)),
                        "Stands signpost reads BEFORE",
                        "signpost reads is " + Case.PRIMARY),
                new Row(
                        "nor is one that was seen as planned and shows the old setting once more",
                        back(fenced().accepted(Act.APPLY, READS, MINUTE.minus(SECOND))
                                .applied(READS)
                                .lever(READS, Case.PRIMARY.value())),
                        "Wait",
                        "signpost reads may still move"),
                new Row(
                        "until a minute is over",
                        back(fenced().accepted(Act.APPLY, READS, MINUTE)
                                .applied(READS)
                                .lever(READS, Case.PRIMARY.value())),
                        "Stands signpost reads BEFORE",
                        "signpost reads is " + Case.PRIMARY),
                new Row(
                        "half-way out it is taken back after a minute as well",
                        back(fenced().lever(READS, "both").accepted(Act.APPLY, READS, MINUTE)),
                        "UNDO signpost reads from both to " + Case.PRIMARY,
                        "signpost reads: both to "),
                new Row(
                        "what has not yet taken effect is awaited",
                        back().lever(READS, Case.PRIMARY.value()).effect(new Step.Effect.NotYet("AWS tells it around")),
                        "Wait",
                        "signpost reads: AWS tells it around"),
                new Row(
                        "the fence is taken back last",
                        back(fenced()),
                        "Enter START",
                        "everything is taken back: the side that was fenced is started"),
                new Row(
                        "where nothing is owed it ends, and says why it went back",
                        Case.unfenced().turnedBack("a test").in(Stage.UNDO),
                        "Close ROLLED_BACK",
                        "every lever stands as before: a test"),
                new Row(
                        "the refusal on the way out does not count on the way back",
                        back().asked(Act.APPLY, ADDRESS, SECOND, State.WITHOUT_EFFECT, "Final no"),
                        "UNDO signpost reads" + TO_PRIMARY,
                        "signpost reads: "),
                new Row(
                        "nor does it of the same lever, which stands half-way",
                        back(fenced().lever(READS, "both")
                                .sending(READS)
                                .asked(Act.APPLY, READS, SECOND, State.WITHOUT_EFFECT, "Final no")),
                        "UNDO signpost reads from both to " + Case.PRIMARY,
                        "signpost reads: both to "),
                new Row(
                        "an undo that was never sent is sent, though the way out was accepted",
                        unseen(
                                back(fenced().accepted(Act.APPLY, READS, THREE_MINUTES)
                                        .applied(READS)),
                                Act.UNDO),
                        "UNDO signpost reads" + TO_PRIMARY,
                        "signpost reads: "),
                new Row(
                        "what cannot be taken back is a person's",
                        stuck(back()),
                        "Page undo:signpost reads",
                        "it could not be taken back: signpost reads was refused"),
                new Row(
                        "and is not closed while a Start is owed",
                        stuck(back()).paged("undo:signpost reads"),
                        "Wait",
                        "it could not be taken back"),
                new Row(
                        "where nothing is owed a person is called as well",
                        stuck(backUnfenced()),
                        "Page undo:signpost reads",
                        "it could not be taken back"),
                new Row(
                        "before it ends",
                        stuck(backUnfenced()).paged("undo:signpost reads"),
                        "Close NEEDS_PERSON",
                        "it could not be taken back"));
    }

    private static Case back() {
        return back(fenced().applied(READS));
    }

    private static Case back(Case given) {
        return given.turnedBack("a test").in(Stage.UNDO);
    }

    private static Case backUnfenced() {
        return Case.unfenced().applied(READS).turnedBack("a test").in(Stage.UNDO);
    }

    private static Case stuck(Case given) {
        return given.refused(READS, 3);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysBack")
    void onTheWayBack(Row row) {
        check(row);
    }

    static List<Row> starts() {
        return List.of(
                new Row("what we fenced is started again", owed(), "Start", "we owe it a Start"),
                new Row("off does not hold it back", owed().off(), "Start", "we owe it a Start"),
                new Row("EC2 does not tell", owed().unreadable(), "Wait", "throttled"),
                new Row(
                        "a person is called when the recovery's time is over",
                        owed().unreadable().overdue(),
                        "Page recovery-clock",
                        "the recovery's time is over: EC2 does not tell"),
                new Row(
                        "once",
                        owed().unreadable().overdue().paged("recovery-clock"),
                        "Wait",
                        "the recovery's time is over"),
                new Row("it is starting", owed().seen(InstanceState.PENDING, ""), "Wait", "it is starting"),
                new Row("it is still stopping", owed().seen(InstanceState.STOPPING, BY_HAND), "Wait", "still stopping"),
                new Row(
                        "it runs as launched before our stop",
                        owed().seen(InstanceState.RUNNING, ""),
                        "Wait",
                        "EC2 still shows the launch before the stop"),
                new Row(
                        "it runs again",
                        owed().launchedAgain(InstanceState.RUNNING),
                        "Close ROLLED_BACK, nothing owed",
                        "every lever stands as before; " + Case.PRIMARY + " runs again"),
                new Row(
                        "it is gone: nothing is owed any more",
                        owed().seen(InstanceState.TERMINATED, BY_HAND),
                        "Close ROLLED_BACK, nothing owed",
                        Case.PRIMARY + " is terminated"),
                new Row(
                        "a person took the Start over",
                        Case.away().turnedBack("a test").in(Stage.START),
                        "Close ROLLED_BACK, nothing owed",
                        Case.PRIMARY + " needs no start; it went back because: a test"),
                new Row(
                        "the tag was taken away: a person is called instead",
                        owed().optedOut(),
                        "Page opted-out",
                        "the opt-in tag was removed while a Start is owed"),
                new Row(
                        "a start from before our stop does not count",
                        Case.away()
                                .startSent(MINUTE.plus(SECOND), State.ACCEPTED, "")
                                .stopSent(State.ACCEPTED, "")
                                .turnedBack("a test")
                                .in(Stage.START)
                                .seen(InstanceState.STOPPED, BY_HAND),
                        "Start",
                        "we owe it a Start"),
                new Row(
                        "somebody stopped it again",
                        owed().startSent(MINUTE, State.ACCEPTED, "")
                                .seen(InstanceState.STOPPED, BY_HAND, Optional.of(Case.NOW)),
                        "Close ROLLED_BACK, nothing owed",
                        "somebody stopped it again at 2026-03-01T10:05:00Z"),
                new Row(
                        "EC2's answer may still show our own stop after an accepted start",
                        owed().startSent(Duration.ofSeconds(59), State.ACCEPTED, "")
                                .seen(InstanceState.STOPPED, BY_HAND, Optional.of(ASKED)),
                        "Wait",
                        "EC2 does not yet show the start"),
                new Row(
                        "what AWS stopped again is nobody's will",
                        owed().startSent(MINUTE, State.ACCEPTED, "")
                                .seen(InstanceState.STOPPED, BY_AWS, Optional.of(Case.NOW)),
                        "Page fell-back:" + BY_AWS,
                        "it was started and stopped again for " + BY_AWS),
                new Row(
                        "what fell back is tried on slowly",
                        fellBack().at(Duration.ofMinutes(9).minus(SECOND)),
                        "Wait",
                        "it fell back to stopped"),
                new Row("after ten minutes", fellBack().at(Duration.ofMinutes(9)), "Start", "we owe it a Start"));
    }

    static List<Row> refusedStarts() {
        return List.of(
                new Row(
                        "no capacity: not at once",
                        unstarted(NO_CAPACITY, Duration.ofSeconds(44)),
                        "Wait",
                        "next is due"),
                new Row("but soon", unstarted(NO_CAPACITY, Duration.ofSeconds(45)), "Start", "we owe it a Start"),
                new Row(
                        "a stop that somebody sent meanwhile does not end the duty for a start that EC2 refused",
                        unstarted(NO_CAPACITY, Duration.ofSeconds(45))
                                .seen(InstanceState.STOPPED, BY_HAND, Optional.of(Case.NOW)),
                        "Start",
                        "we owe it a Start"),
                new Row(
                        "a start that two looks did not see is sent again soon",
                        unstarted(Settling.UNCHANGED, Duration.ofSeconds(45)),
                        "Start",
                        "we owe it a Start"),
                new Row(
                        "a quota calls a person",
                        unstarted("InstanceLimitExceeded: 20", MINUTE),
                        "Page start:InstanceLimitExceeded",
                        "it cannot be started: InstanceLimitExceeded: 20"),
                new Row(
                        "and is tried on slowly",
                        unstarted("InstanceLimitExceeded: 20", MINUTE)
                                .paged("start:InstanceLimitExceeded")
                                .at(Duration.ofMinutes(9).minus(SECOND)),
                        "Wait",
                        "next is due"),
                new Row(
                        "after ten minutes",
                        unstarted("InstanceLimitExceeded: 20", MINUTE)
                                .paged("start:InstanceLimitExceeded")
                                .at(Duration.ofMinutes(9)),
                        "Start",
                        "we owe it a Start"),
                new Row(
                        "after the un-stop budget a person is called, and it goes on",
                        unstarted(NO_CAPACITY, MINUTE).at(Duration.ofHours(1)),
                        "Page unstop-budget",
                        "we go on slowly"),
                new Row(
                        "slowly",
                        unstarted(NO_CAPACITY, Duration.ofMinutes(-59))
                                .paged("unstop-budget")
                                .paged("recovery-clock")
                                .at(Duration.ofHours(1)),
                        "Wait",
                        "next is due"));
    }

    private static final String NO_CAPACITY = "InsufficientInstanceCapacity: none";

    /** Everything is taken back, and the Start for our fence is owed. */
    private static Case owed() {
        return fenced().turnedBack("a test").in(Stage.START);
    }

    private static Case unstarted(String answer, Duration ago) {
        return owed().startSent(ago, State.WITHOUT_EFFECT, answer);
    }

    private static Case fellBack() {
        return owed().startSent(MINUTE, State.ACCEPTED, "")
                .seen(InstanceState.STOPPED, BY_AWS)
                .paged("fell-back:" + BY_AWS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"starts", "refusedStarts"})
    void untilTheFenceIsTakenBack(Row row) {
        check(row);
    }

    static List<Row> proofs() {
        return List.of(
                new Row("everything is as planned for the first time", serving(), "Green", "it must hold for PT2M"),
                new Row("it has not held long enough", serving().green(Duration.ofSeconds(119)), "Wait", "proved at"),
                new Row(
                        "it has held for the soak",
                        serving().green(Duration.ofMinutes(2)),
                        "Close FAILED_OVER, nothing owed",
                        Case.STANDBY + " serves in place of " + Case.PRIMARY),
                new Row("where no alarm opened it none is asked", serving().withoutAlarm(), "Green", "must hold"),
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
        check(row);
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
        check(row);
    }

    /** A request to a lever, on a way, and whether the other side may write from then on. */
    record Passing(String why, Case given, Act act, String step, State state, boolean passes) {
        @Override
        public String toString() {
            return why;
        }
    }

    static List<Passing> passings() {
        return List.of(
                new Passing(
                        "a step that lets the other side write", moving(), Act.APPLY, ADDRESS, State.ACCEPTED, true),
                new Passing("one that was seen to have happened", moving(), Act.APPLY, ADDRESS, State.OBSERVED, true),
                new Passing("one that had no effect", moving(), Act.APPLY, ADDRESS, State.WITHOUT_EFFECT, false),
                new Passing("one whose reply was lost", moving(), Act.APPLY, ADDRESS, State.UNKNOWN, false),
                new Passing("a step that lets nobody write", moving(), Act.APPLY, READS, State.ACCEPTED, false),
                new Passing("the way back", moving(), Act.UNDO, ADDRESS, State.ACCEPTED, false),
                new Passing("the way home", Case.home(), Act.APPLY, ADDRESS, State.ACCEPTED, false));
    }

    private static Case moving() {
        return Case.away().stopSent(State.ACCEPTED, "").in(Stage.MOVE);
    }

    /** From there on two would write if the primary were started: the duty to start it ends. */
    @ParameterizedTest(name = "{0}: {5}")
    @MethodSource("passings")
    void thePointOfNoReturnEndsTheDuty(Passing row) {
        var recovery = row.given()
                .asked(row.act(), row.step(), MINUTE, row.state(), "")
                .recovery();
        assertThat(Moving.passesTheReturn(recovery, recovery.lastIntent().orElseThrow()))
                .isEqualTo(row.passes());
    }

    @Test
    void aRecordNamesNoStepThatThePlanDoesNotKnow() {
        assertThatThrownBy(() -> Case.away().sight().lever("signpost writes"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the plan has no step signpost writes any more");
    }
}
