package recovery.systemtests.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.systemtests.story.Runs;

/** The product as it is keeps every invariant in every run. */
class RunsTest {
    static List<String> runs() {
        return new Runs().names();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runs")
    void nothingIsBroken(String run) {
        assertThat(new Runs().apply(run)).isEmpty();
    }
}
