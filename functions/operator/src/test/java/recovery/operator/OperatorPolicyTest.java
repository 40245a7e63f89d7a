package recovery.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recovery.shared.bus.BusEvent;
import recovery.shared.control.Mode;
import recovery.shared.control.Switch;
import recovery.shared.record.Notice;
import recovery.shared.record.Outcome;
import recovery.shared.record.Owner;
import recovery.shared.record.Recovery;
import recovery.shared.record.TargetState;
import recovery.shared.record.Wish;

class OperatorPolicyTest {
    private static final Request.Signature SIGNED = new Request.Signature("Ann", "a test");

    private final Desk desk = new Desk();

    private static Switch at(Mode mode, long version) {
        return new Switch(mode, "Bob", "his reason", Optional.empty(), version);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'nobody else moved it: ACT is set',                    OBSERVE, 3, OBSERVE, 3, ACT,     SetSwitch",
        "'somebody set OFF meanwhile: ACT does not overrule it', OBSERVE, 3, OFF,     4, ACT,     Refuse",
        "'somebody set OFF meanwhile: neither does OBSERVE',     ACT,     3, OFF,     4, OBSERVE, Refuse",
        "'somebody set ACT meanwhile: OFF overrules it',         OBSERVE, 3, ACT,     4, OFF,     SetSwitch",
        "'somebody set OFF meanwhile: OFF is set once more',     ACT,     3, OFF,     4, OFF,     SetSwitch",
        "'the mode is what it was: who and why are still noted', ACT,     3, ACT,     3, ACT,     SetSwitch",
    })
    void setsTheMode(String why, Mode first, long seen, Mode stored, long found, Mode asked, String expected) {
        var request = new Request.SetMode(asked, SIGNED);
        Ruling ruling = OperatorPolicy.setMode(request, at(first, seen), at(stored, found), desk.now());
        assertThat(ruling.getClass().getSimpleName()).isEqualTo(expected);
        if (ruling instanceof Ruling.SetSwitch set) {
            assertThat(set.next()).isEqualTo(new Switch(asked, "Ann", "a test", Optional.of(desk.now()), found + 1));
        }
    }

    @Test
    void offSaysThatAStartThatIsOwedIsStillSent() {
        var request = new Request.SetMode(Mode.OFF, SIGNED);
        assertThat(OperatorPolicy.setMode(request, at(Mode.ACT, 3), at(Mode.ACT, 3), desk.now())
                        .sentence())
                .isEqualTo("the mode was ACT and is OFF now, set by Ann: a test; a Start that is owed is still sent");
    }

    private Ruling acknowledge(Optional<Recovery> claimed) {
        var state = TargetState.read(desk.store, Desk.TARGET);
        return OperatorPolicy.acknowledge(new Request.Acknowledge(Desk.TARGET, SIGNED), state, claimed, desk.now());
    }

    @Test
    void anOutcomeThatWaitsIsAcknowledgedAtOnce() {
        desk.closed(desk.opened("r-1", Desk.TARGET, Owner.RESTART), Outcome.NEEDS_PERSON);
        assertThat(acknowledge(Optional.empty())).isInstanceOfSatisfying(Ruling.Clear.class, clear -> assertThat(
                        clear.next().awaiting())
                .isEmpty());
    }

    @Test
    void nothingWaitsOnATargetThatWasNeverRecovered() {
        assertThat(acknowledge(Optional.empty())).isInstanceOf(Ruling.Refuse.class);
    }

    @Test
    void aRecoveryThatNeedsNobodyIsNotEndedByAnAcknowledgement() {
        Recovery recovery = desk.opened("r-1", Desk.TARGET, Owner.RESTART);
        assertThat(acknowledge(Optional.of(recovery)))
                .isInstanceOfSatisfying(Ruling.Refuse.class, refuse -> assertThat(refuse.sentence())
                        .contains("needs nobody before 2026-03-01T10:20:00Z: cancel would end it"));
    }

    @Test
    void aPersonTakesOverWhereAStartIsOwedOrSomebodyWasCalledOrTheTimeIsOver() {
        Recovery first = desk.opened("r-1", Desk.TARGET, Owner.RESTART);
        var page = new Notice(BusEvent.Kind.RECOVERY_ESCALATED, "x", "x", desk.now());
        Recovery owes = first.next().owesStart(desk.now()).done();
        Recovery paged = first.next().pages("something", page).done();
        assertThat(acknowledge(Optional.of(owes))).isEqualTo(taken(owes));
        assertThat(acknowledge(Optional.of(paged))).isEqualTo(taken(paged));
        desk.clock.advance(Duration.ofMinutes(20));
        assertThat(acknowledge(Optional.of(first))).isEqualTo(taken(first));
    }

    private static Ruling taken(Recovery recovery) {
        return new Ruling.AskOwner(
                Wish.Kind.ACKNOWLEDGE,
                recovery,
                "restart is asked to end r-1, which is taken over by a person, with nothing owed any more");
    }

    @Test
    void whatIsCancelledAlreadyOrClosedOrNotThereCannotBeCancelled() {
        Recovery open = desk.opened("r-1", Desk.TARGET, Owner.RESTART);
        Recovery cancelled = open.next().cancelled("Bob: enough").done();
        assertThat(OperatorPolicy.cancel("r-1", Optional.of(open))).isInstanceOf(Ruling.AskOwner.class);
        assertThat(OperatorPolicy.cancel("r-1", Optional.of(cancelled)).sentence())
                .contains("cancelled already (Bob: enough)");
        assertThat(OperatorPolicy.cancel("r-1", Optional.of(desk.closed(open, Outcome.RECOVERED))))
                .isInstanceOf(Ruling.Refuse.class);
        assertThat(OperatorPolicy.cancel("r-1", Optional.empty()).sentence()).isEqualTo("no recovery is open for r-1");
    }
}
