package recovery.shared.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import recovery.shared.record.StepState.Position;

/** What a step's state keeps of its requests, such as of a refusal after AWS accepted an earlier one and lost it. */
class StepStateTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Map<String, Object> OLD = Map.of("value", "198.51.100.1");
    private static final Map<String, Object> NEW = Map.of("value", "198.51.100.2");
    private static final Optional<String> RECEIPT = Optional.of("/change/C1");

    private static StepState applied() {
        return StepState.prepared("dns-record", true, OLD, NEW)
                .sending(OLD, NEW)
                .sent(RECEIPT, NOW);
    }

    @Test
    void aRefusedFirstRequestLeavesItWhereItWas() {
        StepState state = StepState.prepared("dns-record", true, OLD, NEW)
                .sending(OLD, NEW)
                .refused();
        assertThat(state.position()).isEqualTo(Position.BEFORE);
    }

    @Test
    void aRequestThatIsSentAgainAndRefusedProvesNothing() {
        StepState again = applied().sending(NEW, NEW).refused();
        assertThat(again.position()).isEqualTo(Position.MOVED);
        assertThat(again.receipt()).as("the change that must be seen to spread").isEqualTo(RECEIPT);
    }

    @Test
    void norDoesOneOnTheWayBack() {
        StepState back = applied()
                .at(Position.AFTER)
                .sending(NEW, OLD)
                .sent(RECEIPT, NOW)
                .sending(OLD, OLD)
                .refused();
        assertThat(back.position()).isEqualTo(Position.MOVED);
        assertThat(back.receipt()).isEqualTo(RECEIPT);
    }

    @Test
    void whatStandsAtAnEndKeepsNoSettingBesidesTheTwo() {
        assertThat(applied().sentFrom()).contains(OLD);
        assertThat(applied().at(Position.AFTER).sentFrom()).isEmpty();
        assertThat(applied().at(Position.BEFORE).sentFrom()).isEmpty();
        StepState refused = StepState.prepared("dns-record", true, OLD, NEW)
                .sending(OLD, NEW)
                .refused();
        assertThat(refused.sentFrom()).isEmpty();
        assertThat(refused.refusals()).isEqualTo(1);
    }

    @Test
    void aRequestThatMovesItOnHasNoReceiptYet() {
        assertThat(applied().sending(NEW, OLD).receipt()).isEmpty();
    }

    @Test
    void aRequestThatIsSentAgainAndAcceptedHasTheNewReceipt() {
        Optional<String> next = Optional.of("/change/C2");
        assertThat(applied().sending(NEW, NEW).sent(next, NOW).receipt()).isEqualTo(next);
    }
}
