package recovery.shared.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is known of a request, and what follows for the others. */
class IntentTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'noted: it may have been sent',          WRITTEN,        true,  true,  false",
        "'reply lost: it may have happened',      UNKNOWN,        true,  true,  false",
        "'accepted: it happened',                 ACCEPTED,       false, true,  true",
        "'observed: it happened',                 OBSERVED,       false, true,  true",
        "'without effect: it did not happen',     WITHOUT_EFFECT, false, false, false"
    })
    void tells(String why, Intent.State state, boolean unsettled, boolean mayHaveHappened, boolean happened) {
        Intent intent = Sample.stop("a-1").is(state, "so it is", Sample.NOW);
        assertThat(intent.unsettled()).isEqualTo(unsettled);
        assertThat(intent.mayHaveHappened()).isEqualTo(mayHaveHappened);
        assertThat(intent.happened()).isEqualTo(happened);
    }

    @Test
    void aRequestIsNotedUnsettledAndKeepsItsTimeWhenItSettles() {
        Intent noted = Intent.start("a-1", Sample.NOW, "writer", Instant.EPOCH);
        Intent settled = noted.is(Intent.State.ACCEPTED, "accepted", Sample.NOW.plusSeconds(2));
        assertThat(noted.unsettled()).isTrue();
        assertThat(settled.at()).isEqualTo(Sample.NOW);
        assertThat(settled.settledAt()).isEqualTo(Sample.NOW.plusSeconds(2));
        assertThat(settled.writer()).isEqualTo("writer");
    }

    @Test
    void aResultFindsItsRequestOnANewerVersion() {
        Recovery asked = Sample.opened().next().intends(Sample.stop("a-1")).done();
        Recovery moved = asked.next().cancelled("anna: maintenance").done();
        Recovery known = moved.next()
                .settles(Sample.stop("a-1").is(Intent.State.ACCEPTED, "accepted", Sample.NOW))
                .done();
        assertThat(known.unsettled()).isEmpty();
        assertThat(known.cancelled()).contains("anna: maintenance");
        assertThat(known.version()).isEqualTo(4);
    }

    @Test
    void theStartThatIsOwedHasTheBudgetOfTheFirstStop() {
        Recovery owing = Sample.opened().next().owesStart(Sample.NOW).done();
        Recovery again = owing.next().owesStart(Sample.NOW.plusSeconds(600)).done();
        assertThat(again.startOwed()).contains(Sample.NOW);
        assertThat(again.deadlines().unstop()).contains(Sample.NOW.plus(Sample.minutes(60)));
        Recovery done = again.next().owesNothing().done();
        assertThat(done.startOwed()).isEmpty();
        assertThat(done.deadlines().unstop()).isEmpty();
    }

    /** A stop that EC2 took, and stronger ones that it refuses again and again. */
    @Test
    void neitherTheStopThatHappenedNorTheLastOneIsForgotten() {
        Recovery asked = with(Sample.opened(), Sample.stop("a-0").is(Intent.State.ACCEPTED, "accepted", Sample.NOW));
        for (int each = 1; each <= 20; each++) {
            Intent again = Sample.stop("a-" + each);
            asked = with(asked, again).next().settles(refused(again)).done();
        }
        assertThat(asked.intents()).hasSize(RecoveryDraft.MOST_INTENTS);
        assertThat(asked.intents().getFirst().id()).isEqualTo("a-0");
        for (int each = 1; each <= 20; each++) {
            asked = with(asked, refused(Intent.start("s-" + each, Sample.NOW, "writer", Instant.EPOCH)));
        }
        assertThat(asked.intents()).hasSize(RecoveryDraft.MOST_INTENTS);
        assertThat(asked.intents().subList(0, 3)).extracting(Intent::id).containsExactly("a-0", "a-20", "s-15");
    }

    /** EC2 tells a time of our own stop; of a start that falls back it tells none. */
    @Test
    void aStartKnowsTheStopOnWhichItFollows() {
        Recovery stopped = with(Sample.opened(), Sample.stop("a-1").is(Intent.State.ACCEPTED, "", Sample.NOW));
        assertThat(stopped.stoppedBefore()).isEmpty();
        Recovery started = with(stopped, start("a-2").after(Optional.of(Sample.NOW)));
        assertThat(started.stoppedBefore()).contains(Sample.NOW);
        Recovery again = with(started, start("a-3"));
        assertThat(again.stoppedBefore()).as("the one before knows it").contains(Sample.NOW);
        assertThat(with(again, Sample.stop("a-4")).stoppedBefore())
                .as("this is another stop")
                .isEmpty();
    }

    private static Intent start(String id) {
        return Intent.start(id, Sample.NOW, "writer", Instant.EPOCH).is(Intent.State.ACCEPTED, "", Sample.NOW);
    }

    private static Recovery with(Recovery recovery, Intent intent) {
        return recovery.next().intends(intent).done();
    }

    private static Intent refused(Intent intent) {
        return intent.is(Intent.State.WITHOUT_EFFECT, "RequestLimitExceeded: slowly", Sample.NOW);
    }
}
