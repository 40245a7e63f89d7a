package recovery.shared.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TickTest {
    private static final Instant AT = Instant.parse("2026-03-01T10:05:00Z");
    private static final Incoming.Tick TICK = new Incoming.Tick(AT);

    @Test
    void aTickIsGoodForAMinute() {
        assertThat(TICK.outOfDate(AT)).isEmpty();
        assertThat(TICK.outOfDate(AT.plus(Duration.ofMinutes(1)))).isEmpty();
    }

    @Test
    void anOlderOneIsDroppedWithASentence() {
        assertThat(TICK.outOfDate(AT.plus(Duration.ofMinutes(1)).plusMillis(1)))
                .contains("the tick of 2026-03-01T10:05:00Z is older than a minute: a younger one follows");
    }
}
