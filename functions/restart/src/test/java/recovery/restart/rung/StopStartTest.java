package recovery.restart.rung;

import static recovery.restart.rung.Row.BY_HAND;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.act.PowerSend;
import recovery.shared.act.Settling;
import recovery.shared.ec2.InstanceState;
import recovery.shared.ec2.StopMode;
import recovery.shared.plan.Rung;
import recovery.shared.record.Intent.State;
import recovery.shared.record.Stage;

/** The rung that stops and starts again: what is seen, and the move that follows. */
class StopStartTest {
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
        row.check(StopStart::begin);
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
                        "it hangs in stopping, and the switch says OFF; the Start is still owed"),
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
        row.check(StopStart::awaitStopped);
    }
}
