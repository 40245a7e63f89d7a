package recovery.systemtests.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Claims on service, primary and standby: opening, taking over, ending behind a fence, going home, acknowledging. */
class HandingTest {
    @Test
    void nothingIsHeldByTwoAndNoFenceIsLiftedInAnyOrder() {
        Handing.Result result = Handing.explored(Optional.empty());
        System.out.println("model of claims: " + result.states() + " states, " + result.transitions() + " transitions");
        assertThat(result.finding()).isEmpty();
        assertThat(result.states()).isGreaterThan(1_000);
    }

    @ParameterizedTest
    @EnumSource(Handing.Mistake.class)
    void aMistakeInHandingClaimsOverIsFound(Handing.Mistake mistake) {
        assertThat(Handing.explored(Optional.of(mistake)).finding()).isPresent();
    }
}
