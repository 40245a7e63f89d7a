package recovery.shared.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceState;
import recovery.shared.ec2.StopMode;
import recovery.shared.record.Intent;
import recovery.shared.record.Intent.State;
import recovery.shared.record.Recovery;
import recovery.shared.record.Stage;

/** An instance hangs in stopping: which stop follows on those that were asked for, oldest first. */
class HarderStopTest {
    private static final Instant LAUNCHED = Owing.SINCE.minus(Duration.ofDays(30));
    private static final Instant STEP_OVER = Owing.SINCE.plus(Duration.ofMinutes(5));
    private static final Instant IN_TIME = Owing.BUDGET.minusSeconds(1);
    private static final String LOST = "it was stopped at 2026-03-01T10:01:00Z, not by this";
    private static final String THROTTLED = "RequestLimitExceeded: slowly";
    private static final String DENIED = "UnauthorizedOperation: no";
    private static final Intent GRACEFUL = stop(StopMode.GRACEFUL, State.ACCEPTED, "accepted");
    private static final Intent SKIP = stop(StopMode.SKIP_OS_SHUTDOWN, State.OBSERVED, "EC2 says so");
    private static final Intent FORCE = stop(StopMode.FORCE, State.ACCEPTED, "accepted");

    record Row(String why, List<Intent> stops, Instant now, HarderStop expected) {
        @Override
        public String toString() {
            return why;
        }
    }

    static List<Row> rows() {
        var skip = new HarderStop.Ask(StopMode.SKIP_OS_SHUTDOWN);
        var force = new HarderStop.Ask(StopMode.FORCE);
        var used = new HarderStop.NoneLeft("there is no stronger stop");
        var late = new HarderStop.NoneLeft("there is no time left to ask for a stop again");
        var others = new HarderStop.NoneLeft("no stronger stop follows on one that is not known to be ours");
        return List.of(
                row("the next stronger one follows on ours", List.of(GRACEFUL), skip),
                row("and on that the strongest", List.of(GRACEFUL, SKIP), force),
                row("after which there is none", List.of(GRACEFUL, SKIP, FORCE), used),
                row("one that was lost on its way is passed by", List.of(GRACEFUL, skipping(LOST)), force),
                row(
                        "so is one that does not fit the state",
                        List.of(GRACEFUL, skipping("IncorrectInstanceState: stopping")),
                        force),
                row("so is one that two reads did not see", List.of(GRACEFUL, skipping(Settling.UNCHANGED)), force),
                row("also when it is late", List.of(GRACEFUL, skipping(LOST)), Owing.BUDGET, force),
                row("one that EC2 did not look at is asked for again", List.of(GRACEFUL, skipping(THROTTLED)), skip),
                row("as long as the recovery has time", List.of(GRACEFUL, skipping(THROTTLED)), Owing.BUDGET, late),
                row("the strongest that was lost is asked for again", List.of(GRACEFUL, SKIP, forcing(LOST)), force),
                row(
                        "as long as the recovery has time, too",
                        List.of(GRACEFUL, SKIP, forcing(LOST)),
                        Owing.BUDGET,
                        late),
                row(
                        "one that was refused for good is the last",
                        List.of(GRACEFUL, skipping(DENIED)),
                        new HarderStop.NoneLeft("a stronger stop is refused: " + DENIED)),
                row(
                        "which no time makes better",
                        List.of(GRACEFUL, skipping(DENIED)),
                        STEP_OVER.minusSeconds(1),
                        new HarderStop.NoneLeft("a stronger stop is refused: " + DENIED)),
                row(
                        "each has its step's time",
                        List.of(GRACEFUL, SKIP),
                        STEP_OVER.minusSeconds(1),
                        new HarderStop.NotYet()),
                row("and no second more", List.of(GRACEFUL, SKIP), STEP_OVER, force),
                row("so has somebody else's", List.of(), STEP_OVER.minusSeconds(1), new HarderStop.NotYet()),
                row("without a stop of ours it is somebody else's", List.of(), others),
                row(
                        "so it is after one of ours that had no effect",
                        List.of(stop(StopMode.GRACEFUL, State.WITHOUT_EFFECT, LOST)),
                        others),
                row(
                        "and where only a start of ours happened",
                        List.of(Intent.start("a-2", Owing.SINCE, "w", LAUNCHED).is(State.ACCEPTED, "", Owing.SINCE)),
                        others),
                row(
                        "and after ours, if it was launched again since",
                        List.of(ofAnotherLaunch(StopMode.GRACEFUL), ofAnotherLaunch(StopMode.FORCE)),
                        others),
                row(
                        "a stop of ours after another launch begins with the mildest again",
                        List.of(ofAnotherLaunch(StopMode.FORCE), GRACEFUL),
                        skip));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void follows(Row row) {
        Recovery recovery =
                Owing.paged(Set.of()).next().stage(Stage.STOP, STEP_OVER).done();
        for (Intent stop : row.stops()) {
            recovery = recovery.next().intends(stop).done();
        }
        assertThat(HarderStop.after(recovery, STOPPING, row.now())).isEqualTo(row.expected());
    }

    private static Row row(String why, List<Intent> stops, HarderStop expected) {
        return row(why, stops, IN_TIME, expected);
    }

    private static Row row(String why, List<Intent> stops, Instant now, HarderStop expected) {
        return new Row(why, stops, now, expected);
    }

    private static Intent skipping(String answer) {
        return stop(StopMode.SKIP_OS_SHUTDOWN, State.WITHOUT_EFFECT, answer);
    }

    private static Intent forcing(String answer) {
        return stop(StopMode.FORCE, State.WITHOUT_EFFECT, answer);
    }

    private static Intent stop(StopMode mode, State state, String answer) {
        return Intent.stop("a-" + mode, mode, Owing.SINCE, "w", LAUNCHED).is(state, answer, Owing.SINCE);
    }

    private static Intent ofAnotherLaunch(StopMode mode) {
        return Intent.stop("b-" + mode, mode, Owing.SINCE, "w", LAUNCHED.minusSeconds(1))
                .is(State.ACCEPTED, "accepted", Owing.SINCE);
    }

    private static final Instance STOPPING = new Instance(
            Owing.ID,
            InstanceState.STOPPING,
            "Client.UserInitiatedShutdown",
            Optional.of(Owing.SINCE),
            LAUNCHED,
            "eu-west-1a",
            Instance.RootDevice.EBS,
            Map.of());
}
