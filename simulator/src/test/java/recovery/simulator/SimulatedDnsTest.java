package recovery.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recovery.shared.lever.Dns;
import recovery.shared.lever.LeverReply;
import recovery.shared.look.Look;

class SimulatedDnsTest {
    private static final Dns.Name WEB = new Dns.Name("Z1", "web.example.com.", "A", Optional.empty());
    private static final Map<String, Object> BEFORE = Map.of("TTL", 60L);
    private static final Map<String, Object> AFTER = Map.of("TTL", 5L);

    private final HandClock clock = HandClock.at("2026-03-01T10:00:00Z");
    private final SimulatedDns dns = new SimulatedDns(clock, Duration.ofSeconds(40));

    SimulatedDnsTest() {
        dns.puts(WEB, BEFORE);
    }

    private static String receipt(LeverReply reply) {
        return reply instanceof LeverReply.Accepted(var receipt) ? receipt.orElseThrow() : reply.toString();
    }

    @Test
    void aChangeIsShownAtOnceAndInSyncAfterAWhile() {
        String change = receipt(dns.upsert(WEB, AFTER));
        assertThat(dns.recordSet(WEB)).isEqualTo(new Look.Seen<>(AFTER));
        clock.advance(Duration.ofSeconds(39));
        assertThat(dns.change(change)).isEqualTo(new Look.Seen<>(Dns.Change.PENDING));
        clock.advance(Duration.ofSeconds(1));
        assertThat(dns.change(change)).isEqualTo(new Look.Seen<>(Dns.Change.IN_SYNC));
    }

    @Test
    void aLostChangeIsUnknownAndANewOneIsNot() {
        String lost = receipt(dns.upsert(WEB, AFTER));
        dns.losesChanges();
        assertThat(dns.change(lost)).isInstanceOf(Look.Absent.class);
        String again = receipt(dns.upsert(WEB, AFTER));
        assertThat(again).isNotEqualTo(lost);
        assertThat(dns.change(again)).isInstanceOf(Look.Seen.class);
    }

    @ParameterizedTest(name = "carried out: {0}")
    @ValueSource(booleans = {true, false})
    void aReplyMayBeLostAndACallerMayDieOnEitherSideOfTheChange(boolean carriedOut) {
        dns.arm(new Fault.LoseReply(carriedOut));
        dns.arm(new Fault.KillCaller(carriedOut));
        assertThat(dns.upsert(WEB, AFTER)).isInstanceOf(LeverReply.Lost.class);
        assertThat(dns.recordSet(WEB)).isEqualTo(new Look.Seen<>(carriedOut ? AFTER : BEFORE));
        dns.puts(WEB, BEFORE);
        assertThatThrownBy(() -> dns.upsert(WEB, AFTER)).isInstanceOf(CallerDied.class);
        assertThat(dns.recordSet(WEB)).isEqualTo(new Look.Seen<>(carriedOut ? AFTER : BEFORE));
        assertThat(dns.requests()).isEqualTo(2);
    }

    @Test
    void aRefusalChangesNothingAndIsUsedUp() {
        dns.arm(new Fault.Refuse(Ec2Error.PRIOR_REQUEST));
        assertThat(dns.upsert(WEB, AFTER)).isInstanceOf(LeverReply.Refused.class);
        assertThat(dns.recordSet(WEB)).isEqualTo(new Look.Seen<>(BEFORE));
        assertThat(dns.upsert(WEB, AFTER)).isInstanceOf(LeverReply.Accepted.class);
    }

    @Test
    void anInternalErrorMayHaveHappened() {
        dns.arm(new Fault.Refuse(Ec2Error.INTERNAL));
        assertThat(dns.upsert(WEB, AFTER)).isInstanceOf(LeverReply.Lost.class);
    }

    @Test
    void whoIsBlindedSeesNothingOfWhatIsThere() {
        String change = receipt(dns.upsert(WEB, AFTER));
        dns.blinds(true);
        assertThat(dns.recordSet(WEB)).isInstanceOf(Look.Unreadable.class);
        assertThat(dns.change(change)).isInstanceOf(Look.Unreadable.class);
        dns.blinds(false);
        dns.removes(WEB);
        assertThat(dns.recordSet(WEB)).isInstanceOf(Look.Absent.class);
    }
}
