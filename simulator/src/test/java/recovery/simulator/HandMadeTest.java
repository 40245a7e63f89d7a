package recovery.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import recovery.shared.bus.BusEvent;

/** The clock, the ids and the bus that tests hand in. */
class HandMadeTest {
    private static final BusEvent NUDGE = new BusEvent(BusEvent.Kind.RESTART_REQUESTED, Map.of("target", "web"));

    @Test
    void aCorrectionOfTheWallClockDoesNotMoveTheUptime() {
        HandClock clock = HandClock.at("2026-03-01T10:00:00Z");
        clock.advance(Duration.ofMinutes(1));
        clock.correctBy(Duration.ofMinutes(-5));

        assertThat(clock.now()).isEqualTo(Instant.parse("2026-03-01T09:56:00Z"));
        assertThat(clock.uptime()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void aClockIsNotMovedBackByATimeInThePast() {
        HandClock clock = HandClock.at("2026-03-01T10:00:00Z");
        clock.advanceTo(Instant.parse("2026-03-01T09:00:00Z"));

        assertThat(clock.now()).isEqualTo(Instant.parse("2026-03-01T10:00:00Z"));
    }

    @Test
    void twoExecutionsDrawDifferentIds() {
        var first = new CountingIds("a");
        var second = new CountingIds("b");

        assertThat(first.next()).isEqualTo("a-1");
        assertThat(first.next()).isEqualTo("a-2");
        assertThat(second.next()).isEqualTo("b-1");
    }

    @Test
    void aBusThatRefusesDoesNotKeepTheEvent() {
        var bus = new RecordingBus();
        bus.refuseNext(1);

        assertThat(bus.put(NUDGE).trouble()).contains("the bus is out");
        assertThat(bus.put(NUDGE).trouble()).isEmpty();
        assertThat(bus.events()).hasSize(1);
    }

    @Test
    void aBusThatLosesItsAnswerKeepsTheEvent() {
        var bus = new RecordingBus();
        bus.loseNextAnswers(1);

        assertThat(bus.put(NUDGE).trouble()).contains("no answer came");
        assertThat(bus.events(BusEvent.Kind.RESTART_REQUESTED)).containsExactly(NUDGE);
    }
}
