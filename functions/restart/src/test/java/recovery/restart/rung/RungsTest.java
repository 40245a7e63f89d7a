package recovery.restart.rung;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.act.PowerSend;
import recovery.shared.act.Settling;
import recovery.shared.alarm.Alarm;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.InstanceState;
import recovery.shared.ec2.StopMode;
import recovery.shared.look.Look;
import recovery.shared.plan.Rung;
import recovery.shared.record.Intent.State;
import recovery.shared.record.Outcome;
import recovery.shared.record.Recovery;
import recovery.shared.record.Stage;

/** Both rungs and the proof: what is seen, and the move that follows. */
class RungsTest {
    private static final String BY_HAND = "Client.UserInitiatedShutdown";
    private static final String BY_AWS = "Server.ScheduledStop";
    private static final Duration MINUTE = Duration.ofMinutes(1);

    /** What is to be done next, told shortly, and why. */
    record Row(String why, Case given, String move, String reason) {
        @Override
        public String toString() {
            return why;
        }
    }

    private static void check(Row row, BiFunction<Recovery, Observation, Move> rung) {
        Move move = rung.apply(row.given().recovery(), row.given().observation());
        assertThat(inShort(move)).as(move.reason()).isEqualTo(row.move());
        assertThat(move.reason()).contains(row.reason());
    }

    private static String inShort(Move move) {
        return switch (move) {
            case Move.StopHarder harder -> "StopHarder " + harder.mode();
            case Move.Start start -> start.owed() ? "Start, owed" : "Start";
            case Move.Enter enter -> "Enter " + enter.stage();
            case Move.Page page -> "Page " + page.what();
            case Move.Close close -> "Close " + close.outcome() + (close.endsDuty() ? ", nothing owed" : "");
            case Move.Green green -> green.since().isPresent() ? "Green" : "Green no more";
            case Move.HandOver over -> "HandOver" + (over.endsDuty() ? ", nothing owed" : "");
            case Move.Wait wait -> "Wait";
            case Move.Stop stop -> "Stop";
            case Move.Settle settle -> "Settle";
        };
    }

    private static Case stopStart() {
        return Case.of(Rung.STOP_START);
    }

    static List<Row> firstStops() {
        return List.of(
                new Row("it runs, and we may act", stopStart(), "Stop", "stop it, then start it elsewhere"),
                new Row("it runs, and we may not act", stopStart().forbidden(), "Wait", "the switch says OFF"),
                new Row("EC2 does not tell", stopStart().unreadable(), "Wait", "throttled"),
                new Row("it is starting", stopStart().seen(InstanceState.PENDING, ""), "Wait", "EC2 refuses a stop"),
                new Row(
                        "somebody else stopped it before us",
                        stopStart().seen(InstanceState.STOPPED, BY_HAND, Optional.of(Case.ASKED)),
                        "Close CANCELLED",
                        "it is stopped for Client.UserInitiatedShutdown, and not by us"),
                new Row(
                        "somebody else's stop needs no reason",
                        stopStart().seen(InstanceState.STOPPING, ""),
                        "Close CANCELLED",
                        "it is stopping for no stated reason, and not by us"),
                new Row(
                        "after a stop of ours that had no effect it stands still, and EC2 does not say since when",
                        stopStart()
                                .stopSent(State.WITHOUT_EFFECT, Settling.UNCHANGED)
                                .seen(InstanceState.STOPPED, BY_HAND),
                        "Close NEEDS_PERSON",
                        "whether it is our stop or another's"),
                new Row(
                        "it went down when a stop of ours was sent, which two reads did not see",
                        stopStart()
                                .stopSent(State.WITHOUT_EFFECT, Settling.UNCHANGED)
                                .seen(InstanceState.STOPPING, BY_HAND, Optional.of(Case.ASKED)),
                        "Close NEEDS_PERSON",
                        "whether it is our stop or another's"),
                new Row(
                        "it went down well before that stop of ours",
                        stopStart()
                                .stopSent(State.WITHOUT_EFFECT, Settling.UNCHANGED)
                                .seen(InstanceState.STOPPED, BY_HAND, Optional.of(Case.ASKED.minusSeconds(121))),
                        "Close CANCELLED",
                        "not by us"),
                new Row(
                        "after a stop of ours whose time did not tell whose it was",
                        stopStart()
                                .stopSent(State.WITHOUT_EFFECT, Settling.UNCLEAR + ": it was stopped a minute before")
                                .seen(InstanceState.STOPPED, BY_HAND, Optional.of(Case.ASKED.minusSeconds(60))),
                        "Close NEEDS_PERSON",
                        "whether it is our stop or another's"),
                new Row(
                        "after a stop of ours that came too late for somebody else's",
                        stopStart()
                                .stopSent(State.WITHOUT_EFFECT, "it was stopped an hour ago, not by this")
                                .seen(InstanceState.STOPPED, BY_HAND, Optional.of(Case.ASKED.minusSeconds(3600))),
                        "Close CANCELLED",
                        "not by us"),
                new Row(
                        "somebody terminated it",
                        stopStart().seen(InstanceState.TERMINATED, BY_HAND),
                        "Close CANCELLED, nothing owed",
                        "somebody's will"),
                new Row(
                        "AWS took it, and no other machine stands in",
                        stopStart().seen(InstanceState.TERMINATED, "Server.InternalError"),
                        "Close NEEDS_PERSON, nothing owed",
                        "terminated"),
                new Row(
                        "AWS took it, and another machine stands in",
                        Case.withStandby(Rung.STOP_START).seen(InstanceState.TERMINATED, "Server.InternalError"),
                        "HandOver, nothing owed",
                        "terminated"),
                new Row(
                        "AWS took it, and it is itself the one that stands in for another machine",
                        Case.standingIn(Rung.STOP_START).seen(InstanceState.TERMINATED, "Server.InternalError"),
                        "Close NEEDS_PERSON, nothing owed",
                        "terminated"),
                new Row(
                        "nothing could begin until the recovery's time was over",
                        stopStart().forbidden().overdue(),
                        "Close NEEDS_PERSON",
                        "the switch says OFF"),
                new Row(
                        "a stop that two reads did not see may be asked for anew",
                        stopStart().stopSent(State.WITHOUT_EFFECT, Settling.UNCHANGED),
                        "Stop",
                        "broken host"),
                new Row(
                        "a throttled stop is asked for again a little later",
                        stopStart().stopSent(State.WITHOUT_EFFECT, "RequestLimitExceeded: slowly"),
                        "Stop",
                        "broken host"),
                new Row(
                        "but not at once",
                        stopStart()
                                .stopSent(State.WITHOUT_EFFECT, "RequestLimitExceeded: slowly")
                                .at(Duration.ofSeconds(-16)),
                        "Wait",
                        "RequestLimitExceeded"),
                new Row(
                        "a stop that is not permitted is a person's",
                        stopStart().stopSent(State.WITHOUT_EFFECT, "UnauthorizedOperation: no"),
                        "Close NEEDS_PERSON",
                        "it cannot be stopped: UnauthorizedOperation"),
                new Row(
                        "EC2 took our stop from another state than running: it was not ours",
                        stopStart().stopSent(State.WITHOUT_EFFECT, PowerSend.NOT_OURS + ": stopping"),
                        "Close CANCELLED",
                        PowerSend.NOT_OURS),
                new Row(
                        "unless a stop of ours before it may have come late",
                        stopStart()
                                .stopSent(State.WITHOUT_EFFECT, Settling.UNCHANGED)
                                .stopSent(State.WITHOUT_EFFECT, PowerSend.NOT_OURS + ": stopping"),
                        "Close NEEDS_PERSON",
                        "whether it is our stop or another's"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("firstStops")
    void theFirstStop(Row row) {
        check(row, StopStart::begin);
    }

    private static Case stopping() {
        return stopStart().stopSent(State.ACCEPTED, "").in(Stage.STOP).seen(InstanceState.STOPPING, BY_HAND);
    }

    /** Our graceful stop hangs, and a stronger one that followed had no effect. */
    private static Case harder(StopMode mode, String answer) {
        return hanging(StopMode.GRACEFUL).stopSent(mode, State.WITHOUT_EFFECT, answer);
    }

    private static Case hanging(StopMode sent) {
        return stopStart().stopSent(sent, State.ACCEPTED, "").lateIn(Stage.STOP).seen(InstanceState.STOPPING, BY_HAND);
    }

    static List<Row> stops() {
        return List.of(
                new Row("it is stopping", stopping(), "Wait", "it is stopping"),
                new Row("it is stopped", stopping().seen(InstanceState.STOPPED, BY_HAND), "Enter START", "stopped"),
                new Row(
                        "EC2 announced it, though its answers lag",
                        stopping().announced(Case.ASKED),
                        "Enter START",
                        "announced `stopped`"),
                new Row(
                        "an announcement from before our stop tells nothing",
                        stopping().announced(Case.ASKED.minusSeconds(1)),
                        "Wait",
                        "it is stopping"),
                new Row(
                        "EC2 still shows it running",
                        stopping().seen(InstanceState.RUNNING, ""),
                        "Wait",
                        "still shows"),
                new Row(
                        "somebody was faster and started it",
                        stopping().launchedAgain(InstanceState.RUNNING),
                        "Enter START",
                        "launched again since our stop"),
                new Row("EC2 does not tell", stopping().unreadable(), "Wait", "throttled"),
                new Row(
                        "it hangs: the next stronger stop",
                        hanging(StopMode.GRACEFUL),
                        "StopHarder SKIP_OS_SHUTDOWN",
                        "hangs in stopping"),
                new Row("and the strongest", hanging(StopMode.SKIP_OS_SHUTDOWN), "StopHarder FORCE", "hangs"),
                new Row("there is no stronger one", hanging(StopMode.FORCE), "Page stop-overdue", "still owed"),
                new Row(
                        "a stronger one that was lost on its way is passed by",
                        harder(StopMode.SKIP_OS_SHUTDOWN, "it was stopped at 10:04, not by this"),
                        "StopHarder FORCE",
                        "hangs in stopping"),
                new Row(
                        "one that EC2 did not look at is asked for again",
                        harder(StopMode.SKIP_OS_SHUTDOWN, "RequestLimitExceeded: slowly"),
                        "StopHarder SKIP_OS_SHUTDOWN",
                        "hangs in stopping"),
                new Row(
                        "one that was refused for good calls a person at once",
                        harder(StopMode.SKIP_OS_SHUTDOWN, "UnauthorizedOperation: no")
                                .in(Stage.STOP),
                        "Page stop-overdue",
                        "a stronger stop is refused: UnauthorizedOperation: no; the Start is still owed"),
                new Row(
                        "a person is called once",
                        hanging(StopMode.FORCE).paged("stop-overdue"),
                        "Wait",
                        "hangs in stopping"),
                new Row(
                        "off means no stronger stop",
                        hanging(StopMode.GRACEFUL).forbidden(),
                        "Page stop-overdue",
                        "owed"),
                new Row(
                        "the plan accepts no stronger stop",
                        Case.gentle(Rung.STOP_START)
                                .stopSent(State.ACCEPTED, "")
                                .lateIn(Stage.STOP)
                                .seen(InstanceState.STOPPING, BY_HAND),
                        "Page stop-overdue",
                        "accepts no stronger stop"),
                new Row(
                        "it hangs, and another machine stands in",
                        hangingWithStandby(),
                        "HandOver",
                        "it hangs in stopping"),
                new Row(
                        "off means that nothing is handed over",
                        hangingWithStandby().forbidden(),
                        "Page stop-overdue",
                        "still owed"),
                new Row(
                        "the tag was taken away: a person is called, since a Start is owed",
                        stopping().optedOut(),
                        "Page opted-out",
                        "opt-in tag was removed while a Start is owed"),
                new Row(
                        "the tag of a terminated machine says nothing",
                        stopping().seen(InstanceState.TERMINATED, BY_HAND).optedOut(),
                        "Close CANCELLED, nothing owed",
                        "terminated"));
    }

    private static Case hangingWithStandby() {
        return Case.withStandby(Rung.STOP_START)
                .stopSent(State.ACCEPTED, "")
                .lateIn(Stage.STOP)
                .seen(InstanceState.STOPPING, BY_HAND);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("stops")
    void afterAStop(Row row) {
        check(row, StopStart::awaitStopped);
    }

    static List<Row> firstStarts() {
        Case start = Case.of(Rung.START);
        return List.of(
                new Row("AWS stopped it", start.seen(InstanceState.STOPPED, BY_AWS), "Start", BY_AWS),
                new Row(
                        "a person stopped it",
                        Case.of(Rung.START).seen(InstanceState.STOPPED, BY_HAND),
                        "Close CANCELLED",
                        "somebody's will"),
                new Row(
                        "the market took a Spot instance",
                        Case.of(Rung.START).seen(InstanceState.STOPPED, "Server.SpotInstanceShutdown"),
                        "Close CANCELLED",
                        "somebody's will"),
                new Row("it runs already", Case.of(Rung.START), "Enter PROOF", "runs already"),
                new Row(
                        "its owner took the tag away before anything began",
                        Case.of(Rung.START).seen(InstanceState.STOPPED, BY_AWS).optedOut(),
                        "Close CANCELLED",
                        "the opt-in tag was removed while it was stopped"),
                new Row(
                        "off means that nothing is begun",
                        Case.of(Rung.START).seen(InstanceState.STOPPED, BY_AWS).forbidden(),
                        "Wait",
                        "the switch says OFF"),
                new Row(
                        "the recovery's time is over",
                        Case.of(Rung.START).seen(InstanceState.STOPPED, BY_AWS).overdue(),
                        "Close NEEDS_PERSON",
                        "time was over"),
                new Row(
                        "it is still stopping",
                        Case.of(Rung.START).seen(InstanceState.STOPPING, ""),
                        "Wait",
                        "stopping"),
                new Row("EC2 does not tell", Case.of(Rung.START).unreadable(), "Wait", "throttled"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("firstStarts")
    void theFirstStart(Row row) {
        check(row, Start::begin);
    }

    private static Case owed() {
        return stopStart().stopSent(State.ACCEPTED, "").in(Stage.START).seen(InstanceState.STOPPED, BY_HAND);
    }

    private static Case refused(String answer, Duration ago) {
        return owed().startSent(ago, State.WITHOUT_EFFECT, answer);
    }

    static List<Row> starts() {
        return List.of(
                new Row("it is stopped by us", owed(), "Start, owed", "we owe it a Start"),
                new Row("off does not hold an owed Start back", owed().forbidden(), "Start, owed", "we owe it"),
                new Row(
                        "an owed Start is sent even when the recovery's time is over",
                        owed().overdue(),
                        "Start, owed",
                        "we owe it"),
                new Row("EC2 does not tell", owed().unreadable(), "Wait", "throttled"),
                new Row(
                        "EC2 does not tell, but announced `stopped`",
                        owed().unreadable().announced(Case.ASKED),
                        "Start, owed",
                        "we owe it"),
                new Row(
                        "it is still stopping",
                        owed().seen(InstanceState.STOPPING, BY_HAND),
                        "Wait",
                        "it is still stopping"),
                new Row(
                        "an announcement from before our stop tells nothing",
                        owed().seen(InstanceState.STOPPING, BY_HAND).announced(Case.ASKED.minusSeconds(1)),
                        "Wait",
                        "it is still stopping"),
                new Row(
                        "EC2 announced `stopped`, though its answers lag",
                        owed().seen(InstanceState.STOPPING, BY_HAND).announced(Case.ASKED),
                        "Start, owed",
                        "we owe it"),
                new Row(
                        "the tag was taken away: a person is called instead",
                        owed().optedOut(),
                        "Page opted-out",
                        "opt-in tag was removed"),
                new Row(
                        "no capacity: a little later",
                        refused("InsufficientInstanceCapacity: none", Duration.ofSeconds(44)),
                        "Wait",
                        "next is due"),
                new Row(
                        "no capacity: again",
                        refused("InsufficientInstanceCapacity: none", Duration.ofSeconds(45)),
                        "Start, owed",
                        "we owe it"),
                new Row(
                        "a quota calls a person at once",
                        refused("InstanceLimitExceeded: 20", MINUTE),
                        "Page start:InstanceLimitExceeded",
                        "it cannot be started"),
                new Row(
                        "and is tried on slowly",
                        refused("InstanceLimitExceeded: 20", MINUTE)
                                .paged("start:InstanceLimitExceeded")
                                .at(Duration.ofMinutes(9).minusSeconds(1)),
                        "Wait",
                        "next is due"),
                new Row(
                        "after ten minutes",
                        refused("InstanceLimitExceeded: 20", MINUTE)
                                .paged("start:InstanceLimitExceeded")
                                .at(Duration.ofMinutes(9)),
                        "Start, owed",
                        "we owe it"),
                new Row(
                        "after the un-stop budget a person is called, and it goes on",
                        refused("InsufficientInstanceCapacity: none", MINUTE).at(Duration.ofHours(1)),
                        "Page unstop-budget",
                        "we go on slowly"),
                new Row(
                        "it came up",
                        owed().startSent(MINUTE, State.ACCEPTED, "").launchedAgain(InstanceState.RUNNING),
                        "Enter PROOF",
                        "it runs"),
                new Row(
                        "EC2 still shows the launch before",
                        owed().startSent(MINUTE, State.ACCEPTED, "").seen(InstanceState.RUNNING, ""),
                        "Wait",
                        "the launch before the stop"),
                new Row("it is starting", owed().seen(InstanceState.PENDING, ""), "Wait", "it is starting"),
                new Row(
                        "somebody stopped it again after our start",
                        owed().startSent(MINUTE, State.ACCEPTED, "")
                                .seen(InstanceState.STOPPED, BY_HAND, Optional.of(Case.NOW)),
                        "Close CANCELLED, nothing owed",
                        "somebody stopped it again"),
                new Row(
                        "our own stop is nobody else's, though EC2 dates it after our start",
                        owed().startSent(MINUTE.plusSeconds(1), State.ACCEPTED, "")
                                .seen(InstanceState.STOPPED, BY_HAND, Optional.of(Case.ASKED)),
                        "Page fell-back:" + BY_HAND,
                        "it was started and stopped again for " + BY_HAND),
                new Row(
                        "EC2's answer may lag behind an accepted start",
                        owed().startSent(Duration.ofSeconds(59), State.ACCEPTED, ""),
                        "Wait",
                        "does not yet show the start"),
                new Row(
                        "it fell back to stopped",
                        owed().startSent(MINUTE, State.ACCEPTED, "")
                                .seen(InstanceState.STOPPED, "Server.InternalError"),
                        "Page fell-back:Server.InternalError",
                        "stopped again for Server.InternalError"),
                new Row(
                        "EC2's answer may still show our own stop after an accepted start",
                        owed().startSent(Duration.ofSeconds(59), State.ACCEPTED, "")
                                .seen(InstanceState.STOPPED, BY_HAND, Optional.of(Case.ASKED)),
                        "Wait",
                        "does not yet show the start"),
                new Row(
                        "what fell back is tried on slowly",
                        fellBack().at(Duration.ofMinutes(9).minusSeconds(1)),
                        "Wait",
                        "it fell back to stopped for Server.InternalError"),
                new Row(
                        "what fell back is started again after ten minutes",
                        fellBack().at(Duration.ofMinutes(9)),
                        "Start, owed",
                        "we owe it"),
                new Row(
                        "a person is called when the recovery's time is over, and the duty goes on",
                        owed().seen(InstanceState.PENDING, "").overdue(),
                        "Page recovery-clock",
                        "the recovery's time is over: it is starting"),
                new Row(
                        "where another machine stands in, it takes over with the duty then",
                        owedWithStandby().overdue(),
                        "HandOver",
                        "the recovery's time is over: it is starting"),
                new Row(
                        "off means that nothing is handed over",
                        owedWithStandby().overdue().forbidden(),
                        "Page recovery-clock",
                        "the recovery's time is over: it is starting"),
                new Row(
                        "what nobody owes it ends with the recovery's time",
                        unowed().seen(InstanceState.PENDING, "").overdue(),
                        "Close NEEDS_PERSON",
                        "the recovery's time is over: it is starting"),
                new Row("what AWS stopped is started again", unowed(), "Start", "it is stopped by nobody's will"),
                new Row("off holds a Start back that nobody owes", unowed().forbidden(), "Wait", "the switch says OFF"),
                new Row(
                        "somebody stopped it since, and nobody owes it a Start",
                        unowed().seen(InstanceState.STOPPED, BY_HAND),
                        "Close CANCELLED",
                        "it is stopped for Client.UserInitiatedShutdown, which is somebody's will"),
                new Row(
                        "its owner took the tag away, and nobody owes it a Start",
                        unowed().optedOut(),
                        "Close CANCELLED",
                        "the opt-in tag was removed while it was stopped"),
                new Row(
                        "it was terminated meanwhile: nothing is owed any more",
                        owed().seen(InstanceState.TERMINATED, BY_HAND),
                        "Close CANCELLED, nothing owed",
                        "terminated"));
    }

    private static Case fellBack() {
        return owed().startSent(MINUTE, State.ACCEPTED, "")
                .seen(InstanceState.STOPPED, "Server.InternalError")
                .paged("fell-back:Server.InternalError");
    }

    private static Case owedWithStandby() {
        return Case.withStandby(Rung.STOP_START)
                .stopSent(State.ACCEPTED, "")
                .in(Stage.START)
                .seen(InstanceState.PENDING, "");
    }

    /** AWS stopped it, and a first start of ours was refused for a while. */
    private static Case unowed() {
        return Case.of(Rung.START)
                .startSent(MINUTE, State.WITHOUT_EFFECT, "InsufficientInstanceCapacity: none")
                .in(Stage.START)
                .seen(InstanceState.STOPPED, BY_AWS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("starts")
    void untilItRuns(Row row) {
        check(row, Start::untilRunning);
    }

    private static Case restarted() {
        return stopStart()
                .stopSent(State.ACCEPTED, "")
                .startSent(Duration.ofSeconds(30), State.ACCEPTED, "")
                .in(Stage.PROOF)
                .launchedAgain(InstanceState.RUNNING);
    }

    private static Case green(Duration ago) {
        return restarted().record(draft -> draft.greenSince(Optional.of(Case.NOW.minus(ago))));
    }

    static List<Row> proofs() {
        return List.of(
                new Row("everything is ok for the first time", restarted(), "Green", "it must hold for 2 min"),
                new Row("it has not held long enough", green(Duration.ofSeconds(119)), "Wait", "proved at"),
                new Row("it has held for the soak", green(Duration.ofMinutes(2)), "Close RECOVERED", "for 2 min"),
                new Row(
                        "running alone is no success",
                        restarted().system(Checks.Status.INITIALIZING),
                        "Wait",
                        "not yet healthy"),
                new Row(
                        "a type without a check passes it",
                        restarted().system(Checks.Status.NOT_APPLICABLE),
                        "Green",
                        "must hold"),
                new Row(
                        "the old launch proves nothing",
                        restarted().seen(InstanceState.RUNNING, ""),
                        "Wait",
                        "still shows"),
                new Row("the alarm still rings", restarted().alarmIs(Alarm.State.ALARM), "Wait", "is ALARM"),
                new Row(
                        "the alarm lacks data",
                        restarted().alarmIs(Alarm.State.INSUFFICIENT_DATA),
                        "Wait",
                        "is INSUFF"),
                new Row(
                        "the alarm was deleted: the checks speak",
                        restarted().alarm(new Look.Absent<>("deleted")),
                        "Green",
                        "must hold"),
                new Row(
                        "the alarm cannot be read",
                        restarted().alarm(new Look.Unreadable<>("throttled")),
                        "Wait",
                        "could not be read: throttled"),
                new Row("the checks cannot be read", restarted().checksUnreadable(), "Wait", "could not be read"),
                new Row(
                        "what was ok is ok no more: the soak begins anew",
                        green(MINUTE).system(Checks.Status.IMPAIRED),
                        "Green no more",
                        "impaired"),
                new Row(
                        "what had healed by itself is broken again: the rung begins",
                        stopStart().in(Stage.PROOF).system(Checks.Status.IMPAIRED),
                        "Enter REQUESTED",
                        "nothing was tried yet"),
                new Row(
                        "it did not help in time",
                        restarted().lateIn(Stage.PROOF).system(Checks.Status.IMPAIRED),
                        "Close NEEDS_PERSON",
                        "did not help in time"),
                new Row(
                        "somebody stopped it again",
                        restarted().seen(InstanceState.STOPPED, BY_HAND),
                        "Close CANCELLED",
                        "somebody's will"),
                new Row(
                        "it stopped again by nobody's will",
                        restarted().seen(InstanceState.STOPPED, "Server.InternalError"),
                        "Close NEEDS_PERSON",
                        "stopped again"),
                new Row("EC2 does not tell", restarted().unreadable(), "Wait", "throttled"),
                new Row(
                        "AWS took it while it was watched",
                        restarted().seen(InstanceState.TERMINATED, "Server.InternalError"),
                        "Close NEEDS_PERSON, nothing owed",
                        "terminated"),
                new Row(
                        "it healed without us",
                        stopStart()
                                .in(Stage.PROOF)
                                .record(draft -> draft.greenSince(Optional.of(Case.NOW.minus(Duration.ofMinutes(2))))),
                        "Close HEALED_ITSELF",
                        "for 2 min"),
                new Row(
                        "it healed though a stop of ours was refused",
                        stopStart()
                                .stopSent(State.WITHOUT_EFFECT, "RequestLimitExceeded: slowly")
                                .in(Stage.PROOF)
                                .record(draft -> draft.greenSince(Optional.of(Case.NOW.minus(Duration.ofMinutes(2))))),
                        "Close " + Outcome.HEALED_ITSELF,
                        "for 2 min"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("proofs")
    void theProof(Row row) {
        check(row, Proof::next);
    }
}
