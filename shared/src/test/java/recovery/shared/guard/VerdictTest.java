package recovery.shared.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What guards say, and the names under which people find them. */
class VerdictTest {
    private final Verdict passes = Verdict.passes("age", "young");
    private final Verdict holds = Verdict.holds("free", "it rests", Instant.EPOCH);

    @Test
    void everyGuardHasTheNameThatTheDesignGivesIt() {
        assertThat(Stream.of(
                                new SwitchGuard(),
                                new OptInGuard(),
                                new AlarmGuard(),
                                new WitnessGuard(),
                                new WillGuard(),
                                new LossGuard(),
                                new GroupGuard(),
                                new RateGuard())
                        .map(Guard::name))
                .containsExactly("switch", "opt-in", "alarm", "witness", "will", "loss", "group", "rate");
    }

    @Test
    void onlyPassingAndNotLookingRefuseNothing() {
        assertThat(EnumSet.allOf(Finding.class).stream().filter(finding -> !finding.refuses()))
                .containsExactly(Finding.PASSES, Finding.NOT_LOOKED_AT);
    }

    @Test
    void theFirstRefusalIsTheOneThatCounts() {
        assertThat(Verdict.firstRefusal(List.of(passes, Verdict.notLookedAt("will"))))
                .isEmpty();
        assertThat(Verdict.firstRefusal(List.of(passes, holds, Verdict.ignores("will", "no"))))
                .contains(holds);
    }

    @Test
    void aHoldMayNameWhenToLookAgain() {
        assertThat(holds.lookAgain()).contains(Instant.EPOCH);
        assertThat(holds.map()).isEqualTo(Map.of("guard", "free", "finding", "HOLDS", "sentence", "it rests"));
    }
}
