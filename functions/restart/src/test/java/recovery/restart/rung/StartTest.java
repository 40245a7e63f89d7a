package recovery.restart.rung;

import static recovery.restart.rung.Row.BY_AWS;
import static recovery.restart.rung.Row.BY_HAND;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.ec2.InstanceState;
import recovery.shared.plan.Rung;
import recovery.shared.record.Intent.State;
import recovery.shared.record.Stage;

/** The rung that starts, and the duty to start: what is seen, and the move that follows. */
class StartTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

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
        row.check(Start::begin);
    }

    private static Case owed() {
        return Case.of(Rung.STOP_START)
                .stopSent(State.ACCEPTED, "")
                .in(Stage.START)
                .seen(InstanceState.STOPPED, BY_HAND);
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
                        "opt-in tag was removed"));
    }

    static List<Row> refusals() {
        return List.of(
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
                        "we go on slowly"));
    }

    static List<Row> afterAStart() {
        return List.of(
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
    @MethodSource({"starts", "refusals", "afterAStart"})
    void untilItRuns(Row row) {
        row.check(Start::untilRunning);
    }
}
