package recovery.systemtests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DeterminismTest {
    @Test
    void aSeedIsTheSameRunEachTime() {
        for (long seed = 1; seed <= 20; seed++) {
            Told first = Told.run(Engine.R, seed, new Coverage());
            Told again = Told.run(Engine.R, seed, new Coverage());
            assertThat(again.digest()).isEqualTo(first.digest());
            assertThat(again.choices().taken()).isEqualTo(first.choices().taken());
        }
    }

    @Test
    void theListOfItsChoicesIsTheSameRunToo() {
        Told seed = Told.run(Engine.R, 7, new Coverage());
        Told replayed = Told.run(Engine.R, Choices.of(seed.choices().taken()), new Coverage(), true);
        assertThat(replayed.digest()).isEqualTo(seed.digest());
        assertThat(replayed.lines()).isNotEmpty();
    }

    @Test
    void shrinkingKeepsOnlyWhatMatters() {
        int[] noisy = {3, 0, 9, 1, 4, 7, 2, 8, 5, 6};
        int[] least = Shrinker.least(noisy, choices -> choices.length > 5 && choices[2] == 9 && choices[5] == 7);
        assertThat(Arrays.toString(least)).isEqualTo("[0, 0, 9, 0, 0, 7]");
    }
}
