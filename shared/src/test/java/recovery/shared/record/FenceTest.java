package recovery.shared.record;

import static org.assertj.core.api.Assertions.assertThat;
import static recovery.shared.record.Sample.NOW;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import recovery.shared.control.Installation;

/** What stays on a target after the end of its recovery, until a person has acknowledged it. */
class FenceTest {
    private static final TargetState HELD = state(Optional.of("r-1"), Optional.empty());

    @Test
    void aFencedTargetKeepsItsClaimAndMovesByOneVersion() {
        TargetState fenced = HELD.fenced("r-1", Outcome.FAILED_OVER, NOW);
        assertThat(fenced.claim()).contains("r-1");
        assertThat(fenced.closedAt()).contains(NOW);
        assertThat(fenced.version()).isEqualTo(4);
        assertThat(HELD.fenced("r-1", Outcome.NEEDS_PERSON, NOW).awaiting()).contains("r-1");
    }

    @Test
    void acknowledgingARecoveryLiftsItsClaimAndItsOutcomeAndNobodyElses() {
        TargetState waiting = state(Optional.of("r-1"), Optional.of("r-1"));
        TargetState lifted = waiting.acknowledged("r-1");
        assertThat(lifted.claim()).isEmpty();
        assertThat(lifted.awaiting()).isEmpty();
        assertThat(lifted.version()).isEqualTo(4);
        TargetState others = waiting.acknowledged("r-2");
        assertThat(others.claim()).contains("r-1");
        assertThat(others.awaiting()).contains("r-1");
    }

    @Test
    void aTargetIsFreeWithoutAClaimAndWithoutAnOutcomeThatWaits() {
        assertThat(state(Optional.empty(), Optional.empty()).free()).isTrue();
        assertThat(HELD.free()).isFalse();
        assertThat(state(Optional.empty(), Optional.of("r-1")).free()).isFalse();
    }

    @Test
    void anInstallationMovesWithAStep() {
        var installation = new Installation(Optional.empty(), List.of(), List.of(), 9);
        Transition step = Transition.of(Sample.opened(), Sample.opened().next().done(), "writer");
        assertThat(step.with(installation)).isSameAs(step);
    }

    private static TargetState state(Optional<String> claim, Optional<String> awaiting) {
        return new TargetState(Sample.TARGET, claim, List.of(), Map.of(), Optional.empty(), awaiting, 3);
    }
}
