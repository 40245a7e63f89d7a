package recovery.shared.act;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceState;
import recovery.shared.ec2.StopMode;
import recovery.shared.look.Look;
import recovery.shared.record.Intent;
import recovery.shared.record.Intent.State;
import recovery.shared.record.Recovery;

/** Nothing is owed for our stops: whether one of them may be what took the machine down. */
class StopInDoubtTest {
    private static final Instant ASKED = Owing.SINCE;
    private static final Instant LAUNCHED = ASKED.minus(Duration.ofDays(30));
    private static final Look<Instance> SILENT = new Look.Unreadable<>("throttled");
    private static final Intent UNSEEN = stop(Settling.UNCHANGED);
    private static final Intent UNCLEAR = stop(Settling.UNCLEAR + ": a second apart");
    private static final Intent NOT_OURS = stop(PowerSend.NOT_OURS + ": stopping");
    private static final Intent STARTED = start(State.ACCEPTED);

    record Row(String why, List<Intent> intents, Look<Instance> look, boolean mayHave) {
        @Override
        public String toString() {
            return why;
        }
    }

    static List<Row> rows() {
        return List.of(
                new Row("one that two reads did not see may have come late", List.of(UNSEEN), down(ASKED), true),
                new Row("so may one whose time is unclear", List.of(UNCLEAR), down(ASKED), true),
                new Row("clocks may differ", List.of(UNSEEN), down(ASKED.minusSeconds(120)), true),
                new Row("but not by more than that", List.of(UNSEEN), down(ASKED.minusSeconds(121)), false),
                new Row("without a time nobody knows", List.of(UNSEEN), is(InstanceState.STOPPED), true),
                new Row("nor without a look", List.of(UNSEEN), SILENT, true),
                new Row("what is stopping is down", List.of(UNSEEN), is(InstanceState.STOPPING), true),
                new Row("what runs is not", List.of(UNSEEN), is(InstanceState.RUNNING), false),
                new Row("nor is what is gone", List.of(UNSEEN), is(InstanceState.TERMINATED), false),
                new Row("a later stop that had no effect explains nothing", List.of(UNSEEN, NOT_OURS), SILENT, true),
                new Row("a refused one alone is in no doubt", List.of(NOT_OURS), SILENT, false),
                new Row("nor is one that EC2 took", List.of(taken()), SILENT, false),
                new Row("a start ends the doubt", List.of(UNSEEN, STARTED), SILENT, false),
                new Row("unless it was refused", List.of(UNSEEN, start(State.WITHOUT_EFFECT)), SILENT, true),
                new Row("a start that two reads did not see is no stop", List.of(unseenStart()), SILENT, false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void whatMayBeDownByUs(Row row) {
        assertThat(StopInDoubt.mayHaveLeftDown(unowed(row.intents()), row.look()))
                .isEqualTo(row.mayHave());
    }

    @Test
    void theRecordAloneTellsWhetherALookIsNeeded() {
        assertThat(StopInDoubt.isNoted(unowed(List.of(UNSEEN, NOT_OURS)))).isTrue();
        assertThat(StopInDoubt.isNoted(unowed(List.of(UNSEEN, STARTED)))).isFalse();
        assertThat(StopInDoubt.isNoted(unowed(List.of(NOT_OURS)))).isFalse();
    }

    @Test
    void asLongAsAStartIsOwedThereIsNoDoubt() {
        Recovery owing = unowed(List.of(UNSEEN)).next().owesStart(ASKED).done();
        assertThat(StopInDoubt.mayHaveLeftDown(owing, SILENT)).isFalse();
        assertThat(StopInDoubt.isNoted(owing)).isFalse();
    }

    private static Recovery unowed(List<Intent> intents) {
        var draft = Owing.paged(Set.of()).next().owesNothing();
        intents.forEach(draft::intends);
        return draft.done();
    }

    private static Intent stop(String answer) {
        return Intent.stop("a-1", StopMode.GRACEFUL, ASKED, "w", LAUNCHED).is(State.WITHOUT_EFFECT, answer, ASKED);
    }

    private static Intent taken() {
        return stop("").is(State.ACCEPTED, "accepted", ASKED);
    }

    private static Intent start(State state) {
        return Intent.start("a-2", ASKED, "w", LAUNCHED).is(state, "a start", ASKED);
    }

    private static Intent unseenStart() {
        return start(State.WITHOUT_EFFECT).is(State.WITHOUT_EFFECT, Settling.UNCHANGED, ASKED);
    }

    private static Look<Instance> down(Instant at) {
        return look(InstanceState.STOPPED, Optional.of(at));
    }

    private static Look<Instance> is(InstanceState state) {
        return look(state, Optional.empty());
    }

    private static Look<Instance> look(InstanceState state, Optional<Instant> at) {
        return new Look.Seen<>(new Instance(
                Owing.ID,
                state,
                "Client.UserInitiatedShutdown",
                at,
                LAUNCHED,
                "eu-west-1a",
                Instance.RootDevice.EBS,
                Map.of()));
    }
}
