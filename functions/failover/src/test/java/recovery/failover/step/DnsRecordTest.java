package recovery.failover.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recovery.shared.json.Fields;
import recovery.shared.json.Json;
import recovery.shared.lever.Dns;
import recovery.shared.lever.LeverReply;
import recovery.shared.look.Look;
import recovery.shared.record.StepState;
import recovery.simulator.Ec2Error;
import recovery.simulator.Fault;
import recovery.simulator.HandClock;
import recovery.simulator.SimulatedDns;

class DnsRecordTest extends StepContract {
    private static final Duration SPREAD = Duration.ofSeconds(40);
    private static final Dns.Name WEB = new Dns.Name("Z0123456789", "web.example.com.", "A", Optional.of("blue"));
    private static final Map<String, Object> BEFORE = Map.of(
            "Name", "web.example.com.",
            "Type", "A",
            "SetIdentifier", "blue",
            "Weight", 10L,
            "TTL", 60L,
            "ResourceRecords", List.of(Map.of("Value", "198.51.100.1")),
            "HealthCheckId", "abcdef11-2222-3333-4444-555555fedcba");

    private static final Map<String, Object> AFTER =
            with(BEFORE, "ResourceRecords", List.of(Map.of("Value", "203.0.113.10")));

    private final HandClock clock = HandClock.at("2026-03-01T10:00:00Z");
    private final SimulatedDns dns = new SimulatedDns(clock, SPREAD);

    DnsRecordTest() {
        dns.puts(WEB, BEFORE);
    }

    @Override
    Step step() {
        return step("203.0.113.10");
    }

    private Step step(String... values) {
        var settings = Map.<String, Object>of(
                "zone", "Z0123456789",
                "name", "web.example.com.",
                "type", "A",
                "setIdentifier", "blue",
                "values", List.of(values));
        return new DnsRecord(Fields.of(settings), LeversOf.dns(dns));
    }

    @Override
    void somebodyElseMovesIt() {
        dns.puts(WEB, with(BEFORE, "TTL", 300L));
    }

    @Override
    int requests() {
        return dns.requests();
    }

    private static Map<String, Object> with(Map<String, Object> setting, String field, Object value) {
        var other = new HashMap<>(setting);
        other.put(field, value);
        return other;
    }

    private StepState sent(LeverReply reply) {
        Optional<String> receipt = reply instanceof LeverReply.Accepted(var given) ? given : Optional.empty();
        return StepState.prepared(step().name(), true, BEFORE, AFTER).sent(receipt, clock.now());
    }

    private Step.Effect effect(StepState state) {
        return step().effect(state, state.after(), clock.now());
    }

    @Test
    void itsNameTellsTheRecordAndWhichOfSeveralItIs() {
        assertThat(step().name()).isEqualTo("dns-record web.example.com. A blue");
    }

    @Test
    void theGoalDiffersInTheValuesAlone() {
        assertThat(goal()).isEqualTo(AFTER);
    }

    @Test
    void theOrderInWhichAPlanListsTheValuesMeansNothing() {
        assertThat(step("203.0.113.11", "203.0.113.10").goal(BEFORE))
                .isEqualTo(step("203.0.113.10", "203.0.113.11").goal(BEFORE));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "an alias has no values,                   AliasTarget,             is an alias",
        "a traffic policy alone changes its own,   TrafficPolicyInstanceId, belongs to a traffic policy"
    })
    void someRecordsCannotBeGivenValues(String why, String field, String words) {
        assertThat(step().goal(with(BEFORE, field, Map.of())))
                .isInstanceOfSatisfying(
                        Step.Goal.Cannot.class,
                        cannot -> assertThat(cannot.why()).as(why).contains(words));
    }

    @Test
    void aRecordThatHasTheValuesAlreadyHasNothingToBePutBack() {
        assertThat(step("198.51.100.1").goal(BEFORE))
                .isEqualTo(new Step.Goal.Cannot(
                        "dns-record web.example.com. A blue has these values already: 198.51.100.1"));
    }

    @Test
    void aMissingRecordIsAbsent() {
        dns.removes(WEB);
        assertThat(step().look()).isInstanceOf(Look.Absent.class);
    }

    @Test
    void aChangeTakesEffectWhenRoute53SaysThatAllItsNameServersHaveIt() {
        StepState state = sent(step().set(BEFORE, goal()));
        assertThat(effect(state)).isInstanceOf(Step.Effect.NotYet.class);
        clock.advance(SPREAD);
        assertThat(effect(state)).isEqualTo(new Step.Effect.There());
    }

    @Test
    void aChangeThatRoute53LostIsToBeSentAgain() {
        StepState state = sent(step().set(BEFORE, goal()));
        dns.losesChanges();
        assertThat(effect(state)).isInstanceOf(Step.Effect.Lost.class);
        StepState again = sent(step().set(state.after(), state.after()));
        clock.advance(SPREAD);
        assertThat(effect(again)).isEqualTo(new Step.Effect.There());
    }

    @Test
    void aChangeOfWhichNothingCanBeReadIsNotYetThere() {
        StepState state = sent(step().set(BEFORE, goal()));
        clock.advance(SPREAD);
        dns.blinds(true);
        assertThat(effect(state)).isInstanceOf(Step.Effect.NotYet.class);
        assertThat(step().look()).isInstanceOf(Look.Unreadable.class);
    }

    @Test
    void aChangeWhoseReplyWasLostCountsAsThereAfterAMinute() {
        Map<String, Object> after = goal();
        dns.arm(new Fault.LoseReply(true));
        LeverReply reply = step().set(BEFORE, after);
        assertThat(reply).isInstanceOf(LeverReply.Lost.class);
        StepState state = StepState.prepared(step().name(), true, BEFORE, after).sent(Optional.empty(), clock.now());
        clock.advance(Duration.ofSeconds(59));
        assertThat(effect(state)).isInstanceOf(Step.Effect.NotYet.class);
        clock.advance(Duration.ofSeconds(1));
        assertThat(effect(state)).isEqualTo(new Step.Effect.There());
    }

    @Test
    void aRecordForWhichNothingWasEverSentIsWhereItStands() {
        StepState state = StepState.prepared(step().name(), true, BEFORE, goal());
        assertThat(step().effect(state, BEFORE, Instant.EPOCH)).isEqualTo(new Step.Effect.There());
    }

    @Test
    void aZoneThatIsBusyRefusesForAWhile() {
        dns.arm(new Fault.Refuse(Ec2Error.PRIOR_REQUEST));
        assertThat(step().set(BEFORE, goal()))
                .isInstanceOfSatisfying(LeverReply.Refused.class, refused -> assertThat(refused.passing())
                        .isTrue());
        assertThat(seen()).isEqualTo(BEFORE);
    }

    @Test
    void theCommandPutsTheWholeRecordSet() {
        assertThat(step().command(BEFORE))
                .isEqualTo("aws route53 change-resource-record-sets --hosted-zone-id Z0123456789 --change-batch"
                        + " 'Changes=[{Action=UPSERT,ResourceRecordSet={"
                        + "HealthCheckId=abcdef11-2222-3333-4444-555555fedcba,"
                        + "Name=web.example.com.,ResourceRecords=[{Value=198.51.100.1}],"
                        + "SetIdentifier=blue,TTL=60,Type=A,Weight=10}}]'");
    }

    @Test
    void theQuotesOfATextRecordGoToTheCommandEncoded() {
        String command = step().command(with(BEFORE, "ResourceRecords", List.of(Map.of("Value", "\"it's\""))));
        assertThat(command)
                .startsWith("echo ")
                .endsWith(" | base64 -d | aws route53 change-resource-record-sets --hosted-zone-id Z0123456789"
                        + " --change-batch file:///dev/stdin");
        var decoded = Json.read(Base64.getDecoder().decode(command.split(" ", 3)[1]));
        assertThat(String.valueOf(decoded)).contains("Value=\"it's\"", "Action=UPSERT");
    }

    @Test
    void itNeedsTheControlPlaneOfAnotherRegion() {
        assertThat(step().otherRegion()).contains("the control plane of Route 53 is in us-east-1");
    }
}
