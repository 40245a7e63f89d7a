package recovery.shared.record;

import static org.assertj.core.api.Assertions.assertThat;
import static recovery.shared.record.Sample.NOW;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import recovery.shared.plan.Rung;
import recovery.shared.store.Item;
import recovery.shared.store.SmallStore;
import recovery.shared.store.Write;

/** What we did to one target, and what limits the next act. */
class TargetStateTest {
    private static final Duration DAY = Duration.ofHours(24);

    private final SmallStore store = new SmallStore();

    @Test
    void aTargetThatWasNeverTouchedIsFree() {
        TargetState fresh = TargetState.read(store, Sample.TARGET);
        assertThat(fresh)
                .isEqualTo(new TargetState(
                        Sample.TARGET, Optional.empty(), List.of(), Map.of(), Optional.empty(), Optional.empty(), 0));
    }

    @Test
    void everyFieldComesBackAsItWasStored() {
        var full = new TargetState(
                Sample.TARGET,
                Optional.of("r-2"),
                List.of(NOW, NOW.plusMillis(1)),
                Map.of(Rung.STOP_START, NOW, Rung.START, NOW.plusSeconds(9)),
                Optional.of(NOW.plusSeconds(5)),
                Optional.of("r-1"),
                1);
        store.commit(List.of(new Write.Put(full.item("writer"))));
        assertThat(TargetState.read(store, Sample.TARGET)).isEqualTo(full);
    }

    @Test
    void attemptsCountForLessThanADay() {
        TargetState state = fresh().charged(Rung.STOP_START, true, NOW);
        assertThat(state.attemptsWithin(NOW.plus(DAY).minusMillis(1))).hasSize(1);
        assertThat(state.attemptsWithin(NOW.plus(DAY))).isEmpty();
    }

    @Test
    void aChargeForgetsWhatDoesNotCountAnyMore() {
        TargetState old = fresh().charged(Rung.STOP_START, true, NOW);
        assertThat(old.charged(Rung.STOP_START, true, NOW.plusSeconds(60)).attempts())
                .containsExactly(NOW, NOW.plusSeconds(60));
        assertThat(old.charged(Rung.STOP_START, true, NOW.plus(DAY)).attempts()).containsExactly(NOW.plus(DAY));
    }

    @Test
    void aStartIsNoAttemptButBeginsItsRest() {
        TargetState started =
                fresh().charged(Rung.STOP_START, true, NOW).charged(Rung.START, false, NOW.plusSeconds(9));
        assertThat(started.attempts()).containsExactly(NOW);
        assertThat(started.lastUse())
                .containsExactlyInAnyOrderEntriesOf(Map.of(Rung.STOP_START, NOW, Rung.START, NOW.plusSeconds(9)));
    }

    @Test
    void eachChangeIsOneVersion() {
        TargetState state = fresh();
        assertThat(state.claimedBy("r-1").version()).isEqualTo(1);
        assertThat(state.charged(Rung.START, false, NOW).version()).isEqualTo(1);
        assertThat(state.released("r-1", Outcome.RECOVERED, NOW).version()).isEqualTo(1);
        assertThat(state.acknowledged().version()).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(Outcome.class)
    void onlyAnOutcomeThatNeedsAPersonKeepsTheTargetFromAutomaticWork(Outcome outcome) {
        TargetState ended = fresh().claimedBy("r-1").released("r-1", outcome, NOW);
        boolean awaits =
                switch (outcome) {
                    case NEEDS_PERSON, ROLLED_BACK -> true;
                    case RECOVERED, FAILED_OVER, FAILED_BACK, HEALED_ITSELF, CANCELLED -> false;
                };
        assertThat(ended.awaiting()).isEqualTo(awaits ? Optional.of("r-1") : Optional.empty());
        assertThat(ended.claim()).isEmpty();
        assertThat(ended.closedAt()).contains(NOW);
        assertThat(ended.acknowledged().awaiting()).isEmpty();
    }

    @Test
    void aServiceThatHealedMayFailOverAtOnce() {
        Target service = new Target.OfService("web");
        TargetState moved = TargetState.read(store, service)
                .claimedBy("r-1")
                .released("r-1", Outcome.FAILED_BACK, NOW)
                .claimedBy("r-2");
        assertThat(moved.released("r-2", Outcome.HEALED_ITSELF, NOW.plusSeconds(60))
                        .closedAt())
                .contains(NOW);
        assertThat(moved.released("r-2", Outcome.CANCELLED, NOW.plusSeconds(60)).closedAt())
                .contains(NOW.plusSeconds(60));
    }

    @Test
    void aGoodOutcomeDoesNotAcknowledgeAnOlderBadOne() {
        TargetState bad = fresh().claimedBy("r-1").released("r-1", Outcome.NEEDS_PERSON, NOW);
        TargetState good = bad.claimedBy("r-2").released("r-2", Outcome.RECOVERED, NOW.plusSeconds(60));
        assertThat(good.awaiting()).contains("r-1");
    }

    @Test
    void nobodyReleasesAnothersClaim() {
        assertThat(fresh().claimedBy("r-2")
                        .released("r-1", Outcome.CANCELLED, NOW)
                        .claim())
                .contains("r-2");
    }

    @Test
    void whatWaitsForAPersonIsListedForPeople() {
        TargetState bad = fresh().claimedBy("r-1").released("r-1", Outcome.NEEDS_PERSON, NOW);
        assertThat(bad.item("writer").queue()).contains(new Item.Queued(TargetState.AWAITING, NOW));
        assertThat(bad.acknowledged().item("writer").queue()).isEmpty();
        assertThat(TargetState.read(store, bad.item("writer").key()).target()).isEqualTo(Sample.TARGET);
    }

    @Test
    void aRecoveryLeavesItsClaimOrItsOutcomeBehind() {
        assertThat(fresh().claimedBy("r-1").isLeftBy("r-1")).isTrue();
        assertThat(fresh().claimedBy("r-1")
                        .released("r-1", Outcome.NEEDS_PERSON, NOW)
                        .isLeftBy("r-1"))
                .isTrue();
        assertThat(fresh().claimedBy("r-1").isLeftBy("r-2")).isFalse();
        assertThat(fresh().isLeftBy("r-1")).isFalse();
    }

    private static TargetState fresh() {
        return new TargetState(
                Sample.TARGET, Optional.empty(), List.of(), Map.of(), Optional.empty(), Optional.empty(), 0);
    }
}
