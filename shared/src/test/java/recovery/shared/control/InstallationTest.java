package recovery.shared.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import recovery.shared.bus.BusEvent;
import recovery.shared.record.Notice;
import recovery.shared.store.Item;
import recovery.shared.store.SmallStore;
import recovery.shared.store.StoreUnreadable;
import recovery.shared.store.Write;

/** What people control of the whole installation, and what is counted for it. */
class InstallationTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:05:00Z");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Notice LATCHED = new Notice(BusEvent.Kind.BRAKE_LATCHED, "installation", "It latched.", NOW);

    private final SmallStore store = new SmallStore();

    @Test
    void anInstallationThatWasNeverWrittenIsCalm() {
        assertThat(Installation.read(store)).isEqualTo(calm());
    }

    @Test
    void everyFieldComesBackAsItWasStored() {
        var full = new Installation(
                Optional.of(new Installation.Brake(NOW, "3 attempts")),
                List.of(NOW, NOW.plusMillis(1)),
                List.of(LATCHED),
                1);
        store.commit(List.of(new Write.Put(full.item("writer"))));
        assertThat(Installation.read(store)).isEqualTo(full);
    }

    @Test
    void attemptsCountForLessThanAnHour() {
        Installation charged = calm().charged(NOW);
        assertThat(charged.attemptsWithin(NOW)).isEqualTo(1);
        assertThat(charged.attemptsWithin(NOW.plus(HOUR).minusMillis(1))).isEqualTo(1);
        assertThat(charged.attemptsWithin(NOW.plus(HOUR))).isZero();
    }

    @Test
    void aChargeForgetsWhatDoesNotCountAnyMore() {
        Installation charged = calm().charged(NOW).charged(NOW.plusSeconds(60));
        assertThat(charged.attempts()).containsExactly(NOW, NOW.plusSeconds(60));
        assertThat(charged.charged(NOW.plus(HOUR)).attempts()).containsExactly(NOW.plusSeconds(60), NOW.plus(HOUR));
    }

    @Test
    void aBrakeStaysLatchedUntilAPersonReleasesItAndThenCountsAnew() {
        Installation latched = calm().charged(NOW).latched(NOW, "3 attempts", LATCHED);
        assertThat(latched.brake()).contains(new Installation.Brake(NOW, "3 attempts"));
        assertThat(latched.charged(NOW.plus(HOUR)).brake())
                .as("no time releases it")
                .isPresent();
        assertThat(latched.delivered().brake())
                .as("telling people does not release it")
                .isPresent();
        assertThat(latched.released().brake()).isEmpty();
        assertThat(latched.released().attempts()).isEmpty();
    }

    @Test
    void peopleAreStillToldOfABrakeThatWasReleasedBeforeTheyKnew() {
        Installation released = calm().latched(NOW, "3 attempts", LATCHED).released();
        assertThat(released.notices()).containsExactly(LATCHED);
        var second = new Notice(BusEvent.Kind.BRAKE_LATCHED, "installation", "Again.", NOW.plusSeconds(60));
        assertThat(released.latched(NOW.plusSeconds(60), "again", second).notices())
                .containsExactly(LATCHED, second);
    }

    @Test
    void pendingNoticesAreWorkForDetectionsTick() {
        Installation latched = calm().latched(NOW, "3 attempts", LATCHED);
        assertThat(latched.item("writer").queue()).contains(new Item.Queued("detection", NOW));
        assertThat(latched.delivered().item("writer").queue()).isEmpty();
    }

    @Test
    void eachChangeIsOneVersion() {
        assertThat(calm().charged(NOW).version()).isEqualTo(1);
        assertThat(calm().latched(NOW, "3 attempts", LATCHED).version()).isEqualTo(1);
        assertThat(calm().released().version()).isEqualTo(1);
        assertThat(calm().delivered().version()).isEqualTo(1);
    }

    @Test
    void aSwitchThatNobodySetOnlyObserves() {
        Switch fresh = Switch.read(store);
        assertThat(fresh).isEqualTo(new Switch(Mode.OBSERVE, "nobody", "never set", Optional.empty(), 0));
    }

    @Test
    void aSwitchComesBackAsItWasSet() {
        var set = new Switch(Mode.ACT, "anna", "we trust it", Optional.of(NOW), 1);
        store.commit(List.of(new Write.Put(set.item("operator"))));
        assertThat(Switch.read(store)).isEqualTo(set);
    }

    @Test
    void aSwitchThatCannotBeReadStopsEverything() {
        store.readable(false);
        assertThatThrownBy(() -> Switch.read(store))
                .isInstanceOf(StoreUnreadable.class)
                .hasMessage("switch unreadable, nothing is done");
    }

    private static Installation calm() {
        return new Installation(Optional.empty(), List.of(), List.of(), 0);
    }
}
