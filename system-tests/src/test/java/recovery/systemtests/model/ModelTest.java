package recovery.systemtests.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModelTest {
    private static final boolean FULL = "full".equals(System.getProperty("model.scope", "small"));

    @Test
    void everyPropertyHoldsInEveryStateThatCanBeReached() {
        Exploration.Result result = Exploration.of(FULL ? Scope.full() : Scope.small());
        System.out.println("model: " + result.states() + " states, " + result.transitions() + " transitions");
        assertThat(result.finding()).isEmpty();
        assertThat(result.states()).isGreaterThan(FULL ? 2_000_000 : 40_000);
    }

    @ParameterizedTest
    @EnumSource(Mutation.class)
    void aMistakeInTheModelIsFoundByTheNamedProperty(Mutation mutation) {
        Exploration.Result result = Exploration.of(Scope.forMistakes(mutation.limits()), mutation);
        System.out.println("model with " + mutation + ": found after " + result.states() + " states");
        assertThat(result.finding()).isPresent();
        assertThat(result.finding().orElseThrow().property())
                .as(String.join("\n", result.finding().orElseThrow().way()))
                .isEqualTo(mutation.finder());
    }
}
