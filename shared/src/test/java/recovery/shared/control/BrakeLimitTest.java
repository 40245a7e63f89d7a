package recovery.shared.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The brake latches with the attempt that reaches the limit, in the same item. */
class BrakeLimitTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:05:00Z");
    private static final Installation ONE = new Installation(Optional.empty(), List.of(NOW), List.of(), 4);

    @Test
    void anAttemptBelowTheLimitOnlyCounts() {
        assertThat(ONE.charged(NOW, 3)).isEqualTo(ONE.charged(NOW));
    }

    @Test
    void theAttemptThatReachesTheLimitCountsAndLatchesTheBrakeInOneVersion() {
        Installation latched = ONE.charged(NOW, 2);
        assertThat(latched.brake())
                .contains(new Installation.Brake(NOW, "2 attempts within an hour, which is the limit"));
        assertThat(latched.attempts()).containsExactly(NOW, NOW);
        assertThat(latched.notices()).singleElement().satisfies(notice -> assertThat(notice.text())
                .containsSubsequence(
                        "The brake has latched: 2 attempts within an hour",
                        "[ make ask REQUEST=status ]",
                        "[ make ask REQUEST=release-brake REASON='...' ]"));
        assertThat(latched.version()).isEqualTo(5);
    }
}
