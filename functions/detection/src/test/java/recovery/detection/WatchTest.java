package recovery.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import recovery.shared.bus.BusEvent;
import recovery.shared.guard.Verdict;
import recovery.shared.plan.Symptom;
import recovery.shared.record.Notice;
import recovery.shared.record.Queues;
import recovery.shared.record.Target;
import recovery.shared.store.Write;
import recovery.simulator.InMemoryStore;

class WatchTest {
    private static final Instant NOW = Scene.NOW;
    private static final Target TARGET = new Target.OfInstance(Scene.TARGET);
    private static final List<Verdict> BRAKED = List.of(Verdict.holds("switch", "the brake is latched"));
    private static final Decision HOLD = new Decision.Hold(Optional.empty(), false, "braked", BRAKED);
    private static final Decision ESCALATE = new Decision.Escalate("held too long", BRAKED);
    private static final Decision IGNORE = new Decision.Ignore("old", List.of(Verdict.ignores("age", "old")));

    private final InMemoryStore store = new InMemoryStore();

    private Watch read(Instant now) {
        return Watch.read(store, TARGET, Symptom.SYSTEM, now);
    }

    private static Instant later(Duration time) {
        return NOW.plus(time);
    }

    private static Watch after(Watch watch, Decision decision, Instant now) {
        return watch.judged(decision, Optional.of(Scene.ALARM), now);
    }

    @Test
    void whatWasNeverWatchedIsNotHeldAndEverythingIsNews() {
        Watch fresh = read(NOW);
        assertThat(fresh.held()).isFalse();
        assertThat(fresh.heldSince(NOW)).isEqualTo(NOW);
        assertThat(fresh.isNews(HOLD.choice(), HOLD.verdicts(), NOW)).isTrue();
        assertThat(fresh.version()).isZero();
    }

    @Test
    void holdsInARowCountFromTheFirst() {
        Watch held = after(after(read(NOW), HOLD, NOW), HOLD, later(Duration.ofMinutes(5)));
        assertThat(held.heldSince(later(Duration.ofMinutes(9)))).isEqualTo(NOW);
    }

    @Test
    void aHoldAfterAnEndCountsAnew() {
        Instant again = later(Duration.ofMinutes(5));
        assertThat(after(read(NOW), HOLD, NOW).ended().heldSince(again)).isEqualTo(again);
        assertThat(after(after(read(NOW), HOLD, NOW), IGNORE, again).heldSince(again))
                .isEqualTo(again);
    }

    @Test
    void theSameVerdictsAreNewsOnceAnHour() {
        Watch held = after(read(NOW), HOLD, NOW);
        assertThat(held.isNews(HOLD.choice(), BRAKED, later(Duration.ofMinutes(59))))
                .isFalse();
        assertThat(held.isNews(HOLD.choice(), BRAKED, later(Duration.ofMinutes(60))))
                .isTrue();
    }

    @Test
    void aMinuteWithoutNewsDoesNotPutTheHourlySummaryOff() {
        Watch minutely = after(read(NOW), HOLD, NOW);
        for (int minute = 1; minute < 60; minute++) {
            minutely = after(minutely, HOLD, later(Duration.ofMinutes(minute)));
        }
        assertThat(minutely.isNews(HOLD.choice(), BRAKED, later(Duration.ofMinutes(60))))
                .isTrue();
    }

    @Test
    void anotherFindingIsNewsAndOtherNumbersAreNot() {
        Watch held = after(read(NOW), HOLD, NOW);
        assertThat(held.isNews("Hold", List.of(Verdict.holds("switch", "for 7 minutes now")), NOW))
                .isFalse();
        assertThat(held.isNews("Hold", List.of(Verdict.observes("switch", "the brake is latched")), NOW))
                .isTrue();
        assertThat(held.isNews("Escalate", BRAKED, NOW)).isTrue();
    }

    @Test
    void anEscalationIsRememberedAsLongAsTheRowOfHoldsLasts() {
        Watch escalated = after(after(read(NOW), HOLD, NOW), ESCALATE, later(Duration.ofHours(1)));
        assertThat(escalated.escalated()).isTrue();
        assertThat(after(escalated, HOLD, later(Duration.ofHours(2))).escalated())
                .isTrue();
        assertThat(after(escalated, IGNORE, later(Duration.ofHours(2))).escalated())
                .isFalse();
        assertThat(escalated.ended().escalated()).isFalse();
    }

    @Test
    void itIsReadBackAsItWasWritten() {
        var notice = new Notice(BusEvent.Kind.RECOVERY_ESCALATED, Scene.TARGET.value(), "come", NOW);
        Watch watch = after(read(NOW), ESCALATE, NOW).telling(notice);
        store.commit(List.of(new Write.Put(watch.item("w"))));
        assertThat(read(later(Duration.ofHours(1)))).isEqualTo(watch);
    }

    @Test
    void aServiceIsWatchedUnderItsOwnName() {
        Target service = new Target.OfService("web");
        Watch watch = after(Watch.read(store, service, Symptom.APPLICATION, NOW), HOLD, NOW);
        store.commit(List.of(new Write.Put(watch.item("w"))));
        assertThat(Watch.read(store, service, Symptom.APPLICATION, NOW)).isEqualTo(watch);
        assertThat(watch.item("w").key().partition()).isEqualTo("watch#service:web");
    }

    @Test
    void itStaysInTheQueueUntilNothingIsHeldAndEverythingIsTold() {
        var notice = new Notice(BusEvent.Kind.RECOVERY_ESCALATED, Scene.TARGET.value(), "come", NOW);
        Watch watch = after(read(NOW), ESCALATE, NOW).telling(notice);
        store.commit(List.of(new Write.Put(watch.item("w"))));
        Watch ended = watch.ended();
        store.commit(List.of(new Write.Put(ended.item("w"))));
        assertThat(Queues.read(store, Watch.QUEUE))
                .as("the notice must still be told")
                .containsExactly(Watch.key(TARGET, Symptom.SYSTEM));
        store.commit(List.of(new Write.Put(ended.told().item("w"))));
        assertThat(Queues.read(store, Watch.QUEUE)).isEmpty();
    }
}
