package recovery.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static recovery.operator.Desk.TARGET;
import static recovery.operator.Desk.WEB_1;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import recovery.shared.bus.BusEvent;
import recovery.shared.control.Installation;
import recovery.shared.record.Notice;
import recovery.shared.record.Outcome;
import recovery.shared.record.Owner;
import recovery.shared.record.Queues;
import recovery.shared.record.Recovery;
import recovery.shared.record.TargetState;
import recovery.shared.record.Wish;

class ChangesTest {
    private final Desk desk = new Desk();

    @Test
    void theBrakeIsReleasedWithItsRow() {
        Installation latched = Installation.read(desk.store)
                .charged(desk.now())
                .latched(
                        desk.now(),
                        "10 attempts in an hour",
                        new Notice(BusEvent.Kind.BRAKE_LATCHED, "installation", "latched", desk.now()));
        desk.put(Installation.KEY, 1, latched.item("restart").body());
        var answer = desk.ask("release-brake");
        assertThat(answer).containsEntry("done", true);
        Installation now = Installation.read(desk.store);
        assertThat(now.brake()).isEmpty();
        assertThat(now.attemptsWithin(desk.now())).isZero();
        assertThat(now.notices()).as("what is still to be told stays").hasSize(1);
        assertThat(desk.rows("installation")).singleElement().satisfies(row -> assertThat(row.sentence())
                .contains("10 attempts in an hour", "is released by Ann: a test"));
    }

    @Test
    void aBrakeThatIsFreeIsNotReleased() {
        assertThat(desk.ask("release-brake")).containsEntry("done", false);
        assertThat(desk.store.commits()).isEmpty();
    }

    @Test
    void anOutcomeIsAcknowledgedWithItsRowAndLeavesThePeoplesQueue() {
        desk.closed(desk.opened("r-1", TARGET, Owner.RESTART), Outcome.NEEDS_PERSON);
        assertThat(Queues.read(desk.store, TargetState.AWAITING)).hasSize(1);
        var answer = desk.ask("acknowledge", "target", WEB_1.value());
        assertThat(answer).containsEntry("done", true).doesNotContainKey("id");
        assertThat(TargetState.read(desk.store, TARGET).awaiting()).isEmpty();
        assertThat(Queues.read(desk.store, TargetState.AWAITING)).isEmpty();
        assertThat(desk.rows(WEB_1.value())).singleElement().satisfies(row -> assertThat(row.sentence())
                .contains("the outcome of r-1", "acknowledged by Ann: a test"));
    }

    @Test
    void aStartThatIsOwedIsEndedByItsOwnerAlone() {
        Recovery owes = desk.moved(desk.opened("r-1", TARGET, Owner.RESTART), draft -> draft.owesStart(desk.now()));
        var answer = desk.ask("acknowledge", "target", WEB_1.value());
        Recovery stored = Recovery.read(desk.store, "r-1").orElseThrow();
        assertThat(stored.version()).as("the record is the owner's").isEqualTo(owes.version());
        assertThat(wish(answer).kind()).isEqualTo(Wish.Kind.ACKNOWLEDGE);
    }

    @Test
    void aCancellationWaitsInTheOwnersQueueAndTheOwnerIsNudged() {
        desk.opened("r-1", TARGET, Owner.FAILOVER);
        var answer = desk.ask("cancel", "target", WEB_1.value());
        Wish wish = wish(answer);
        assertThat(wish.kind()).isEqualTo(Wish.Kind.CANCEL);
        assertThat(wish.recovery()).contains("r-1");
        assertThat(wish.by()).isEqualTo("Ann");
        assertThat(Queues.read(desk.store, "failover")).contains(Wish.key(wish.id()));
        assertThat(desk.bus.events(BusEvent.Kind.REQUEST_MADE))
                .singleElement()
                .satisfies(event -> assertThat(event.detail()).containsEntry("request", wish.id()));
    }

    @Test
    void aRecoveryIsCancelledByItsIdAsWell() {
        desk.opened("r-1", TARGET, Owner.RESTART);
        assertThat(wish(desk.ask("cancel", "recovery", "r-1")).target()).isEqualTo(TARGET);
    }

    @Test
    void aNudgeThatIsLostCostsAMinuteAtMost() {
        desk.opened("r-1", TARGET, Owner.RESTART);
        desk.bus.refuseNext(1);
        var answer = desk.ask("cancel", "recovery", "r-1");
        assertThat(answer).containsEntry("done", true);
        assertThat(String.valueOf(answer.get("text"))).contains("its next tick finds it within a minute");
    }

    @Test
    void theAnswerOfTheOwnerIsToldWhenThereIsOne() {
        desk.opened("r-1", TARGET, Owner.RESTART);
        Wish wish = wish(desk.ask("cancel", "recovery", "r-1"));
        assertThat(desk.ask("answer", "id", wish.id())).containsEntry("done", false);
        desk.store.commit(wish.answered("cancelled").writes("restart", Instant.EPOCH));
        assertThat(desk.ask("answer", "id", wish.id()))
                .containsEntry("done", true)
                .containsEntry("text", "CANCEL of r-1 by Ann: cancelled");
        assertThat(desk.ask("answer", "id", "unheard-of")).containsEntry("done", false);
    }

    @Test
    void aRecoveryOfALaterVersionIsLeftAlone() {
        desk.opened("r-1", TARGET, Owner.RESTART);
        desk.put(Recovery.key("r-1"), 2, Map.of("schema", 99L, "id", "r-1"));
        var answer = desk.ask("cancel", "recovery", "r-1");
        assertThat(answer).containsEntry("done", false);
        assertThat(String.valueOf(answer.get("text"))).contains("schema 99", "nothing was done");
    }

    private Wish wish(Map<String, Object> answer) {
        assertThat(answer).containsEntry("done", true).containsKey("id");
        return Wish.read(desk.store, Wish.key(String.valueOf(answer.get("id")))).orElseThrow();
    }
}
