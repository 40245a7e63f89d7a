package recovery.shared.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SaidTest {
    @Test
    void aTimeIsSaidToTheSecond() {
        assertThat(Said.time(Instant.parse("2026-03-01T10:05:07.123456789Z"))).isEqualTo("2026-03-01T10:05:07Z");
        assertThat(Said.time(Instant.parse("2026-03-01T10:05:00Z"))).isEqualTo("2026-03-01T10:05:00Z");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "PT0S, 0 s",
        "PT10S, 10 s",
        "PT7M, 7 min",
        "PT90S, 1 min 30 s",
        "PT1H30M, 1 h 30 min",
        "PT24H, 24 h",
        "PT0.9S, 0 s"
    })
    void aSpanIsSaidInItsUnits(Duration span, String said) {
        assertThat(Said.span(span)).isEqualTo(said);
    }

    @Test
    void oneIsNotMany() {
        assertThat(Said.count(1, "attempt")).isEqualTo("1 attempt");
        assertThat(Said.count(0, "attempt")).isEqualTo("0 attempts");
        assertThat(Said.count(2, "attempt")).isEqualTo("2 attempts");
    }
}
