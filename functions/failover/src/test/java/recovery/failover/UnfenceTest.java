package recovery.failover;

import static recovery.failover.Case.ASKED;
import static recovery.failover.Case.BY_AWS;
import static recovery.failover.Case.BY_HAND;
import static recovery.failover.Case.MINUTE;
import static recovery.failover.Case.SECOND;
import static recovery.failover.Case.fenced;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.act.Settling;
import recovery.shared.ec2.InstanceState;
import recovery.shared.ec2.StopMode;
import recovery.shared.record.Intent;
import recovery.shared.record.Intent.State;
import recovery.shared.record.Stage;

/** The Start that is owed for our fence. */
class UnfenceTest {
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
                        "so it does when EC2 refused to stop it once more (seed 24051 of L)",
                        stopRefusedOnceMore("VcpuLimitExceeded: no").launchedAgain(InstanceState.RUNNING),
                        "Close ROLLED_BACK, nothing owed",
                        "every lever stands as before; " + Case.PRIMARY + " runs again"),
                new Row(
                        "a stop that two looks did not see may come yet",
                        stopRefusedOnceMore(Settling.UNCHANGED).launchedAgain(InstanceState.RUNNING),
                        "Wait",
                        "EC2 still shows the launch before the stop"),
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
                        "also when EC2 dates it after our start",
                        owed().startSent(Duration.ofSeconds(59), State.ACCEPTED, "")
                                .seen(InstanceState.STOPPED, BY_HAND, Optional.of(ASKED.plusSeconds(2))),
                        "Wait",
                        "EC2 does not yet show the start"),
                new Row(
                        "our own stop is nobody else's when EC2 still shows it after that",
                        owed().startSent(MINUTE, State.ACCEPTED, "")
                                .seen(InstanceState.STOPPED, BY_HAND, Optional.of(ASKED)),
                        "Page fell-back:" + BY_HAND,
                        "it was started and stopped again for " + BY_HAND),
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

    /** The start that was owed has launched it, and then another stop had no effect. */
    private static Case stopRefusedOnceMore(String answer) {
        var stop = Intent.stop("a-4", StopMode.GRACEFUL, Case.NOW, "w", Case.LAUNCHED_AGAIN)
                .is(State.WITHOUT_EFFECT, answer, Case.NOW);
        return owed().startSent(MINUTE, State.ACCEPTED, "").record(draft -> draft.intends(stop));
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
        row.check();
    }
}
