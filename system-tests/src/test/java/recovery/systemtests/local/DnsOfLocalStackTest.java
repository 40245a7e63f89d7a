package recovery.systemtests.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import recovery.failover.step.Step;
import recovery.failover.step.Steps;
import recovery.shared.aws.AwsAddresses;
import recovery.shared.aws.AwsBalancers;
import recovery.shared.aws.AwsDns;
import recovery.shared.aws.AwsScaling;
import recovery.shared.ec2.InstanceId;
import recovery.shared.lever.Dns;
import recovery.shared.lever.LeverReply;
import recovery.shared.lever.Levers;
import recovery.shared.look.Look;
import recovery.shared.plan.Plan;
import recovery.shared.record.Recovery;
import recovery.shared.record.StepState;
import software.amazon.awssdk.services.route53.Route53Client;

/** The step that moves a DNS record, through the SDK, on LocalStack's Route 53; in an account of its own. */
@OnLocalStack
class DnsOfLocalStackTest {
    private static final String ACCOUNT = "210987654321";
    private static final String ZONE_NAME = "dns.example.com.";
    private static final Recovery.Sides SIDES =
            new Recovery.Sides(new InstanceId("i-00000000000000001"), new InstanceId("i-00000000000000002"));

    private final Clients clients;
    private final Route53Client route53;
    private final AwsDns dns;
    private final String zone;

    DnsOfLocalStackTest(Deployment deployment) {
        LocalStack localStack = deployment.world().localStack();
        clients = new Clients(localStack.endpoint(), localStack.region(), ACCOUNT);
        route53 = clients.route53();
        dns = new AwsDns(route53, route53);
        zone = route53.listHostedZonesByName(request -> request.dnsName(ZONE_NAME)).hostedZones().stream()
                .findFirst()
                .orElseGet(() -> route53.createHostedZone(
                                request -> request.name(ZONE_NAME).callerReference(ZONE_NAME))
                        .hostedZone())
                .id()
                .replace("/hostedzone/", "");
    }

    private Dns.Name name(String host, Optional<String> setIdentifier) {
        return new Dns.Name(zone, host + "." + ZONE_NAME, "A", setIdentifier);
    }

    /** Somebody has made it; a record set as Route 53 shows it, in the words of its API. */
    private Map<String, Object> exists(Dns.Name name, Map<String, Object> more, String... values) {
        makes(name, more, values);
        return seen(name);
    }

    private void makes(Dns.Name name, Map<String, Object> more, String... values) {
        var whole = new HashMap<String, Object>(more);
        whole.put("Name", name.name());
        whole.put("Type", "A");
        whole.put("TTL", 60L);
        whole.put(
                "ResourceRecords",
                List.of(values).stream().map(value -> Map.of("Value", value)).toList());
        name.setIdentifier().ifPresent(identifier -> whole.put("SetIdentifier", identifier));
        assertThat(dns.upsert(name, whole)).isInstanceOf(LeverReply.Accepted.class);
    }

    private Map<String, Object> seen(Dns.Name name) {
        Look<Map<String, Object>> look = dns.recordSet(name);
        return look.seen().orElseThrow(() -> new AssertionError(look.why()));
    }

    private Step step(Dns.Name name, String... values) {
        var settings = new HashMap<String, Object>(
                Map.of("zone", zone, "name", name.name(), "type", "A", "values", List.of(values)));
        name.setIdentifier().ifPresent(identifier -> settings.put("setIdentifier", identifier));
        var levers = new Levers(
                new AwsAddresses(clients.ec2(), clients.ec2()),
                dns,
                new AwsBalancers(clients.balancers(), clients.balancers()),
                new AwsScaling(clients.autoScaling(), clients.autoScaling()));
        return Steps.standard(() -> levers).of(new Plan.Step("dnsRecord", settings), SIDES);
    }

    private static Map<String, Object> goal(Step step, Map<String, Object> before) {
        return switch (step.goal(before)) {
            case Step.Goal.To(var setting) -> setting;
            case Step.Goal.Cannot(var why) -> throw new AssertionError(why);
        };
    }

    /** Sends it there, and asks by the receipt whether it has taken effect. */
    private static void moves(Step step, Map<String, Object> from, Map<String, Object> to) {
        LeverReply reply = step.set(from, to);
        assertThat(reply).isInstanceOf(LeverReply.Accepted.class);
        Optional<String> receipt = ((LeverReply.Accepted) reply).receipt();
        assertThat(receipt).isPresent();
        StepState sent = StepState.prepared(step.name(), true, from, to)
                .sending(from, to)
                .sent(receipt, Instant.EPOCH);
        assertThat(step.effect(sent, to, Instant.EPOCH)).isEqualTo(new Step.Effect.There());
    }

    @Test
    void aRecordGoesThereAndBackAndIsThenAsItWas() {
        Dns.Name www = name("www", Optional.empty());
        Map<String, Object> before = exists(www, Map.of(), "198.51.100.2", "198.51.100.1");
        Step step = step(www, "203.0.113.1");
        assertThat(step.look()).isEqualTo(new Look.Seen<>(before));
        Map<String, Object> after = goal(step, before);
        moves(step, before, after);
        assertThat(seen(www)).isEqualTo(after).containsEntry("TTL", 60L);
        assertThat(step.inWords(seen(www))).isEqualTo("203.0.113.1");
        moves(step, after, before);
        assertThat(seen(www)).isEqualTo(before);
        assertThat(step.inWords(before)).isEqualTo("198.51.100.1, 198.51.100.2");
    }

    @Test
    void ofSeveralOfOneNameOnlyThePlansOneMoves() {
        Dns.Name blue = name("coloured", Optional.of("blue"));
        Map<String, Object> before = exists(blue, Map.of("Weight", 10L), "198.51.100.1");
        makes(name("coloured", Optional.of("green")), Map.of("Weight", 20L), "198.51.100.2");
        Step step = step(blue, "203.0.113.2");
        Map<String, Object> after = goal(step, before);
        moves(step, before, after);
        assertThat(seen(blue)).isEqualTo(after).containsEntry("Weight", 10L);
        assertThat(values("coloured")).containsExactlyInAnyOrder("blue 203.0.113.2", "green 198.51.100.2");
        assertThat(dns.recordSet(name("coloured", Optional.empty()))).isInstanceOf(Look.Absent.class);
    }

    /** All that the zone has of a name, by set identifiers. */
    private List<String> values(String host) {
        return route53.listResourceRecordSets(request -> request.hostedZoneId(zone)).resourceRecordSets().stream()
                .filter(record -> record.name().equals(host + "." + ZONE_NAME))
                .map(record -> record.setIdentifier() + " "
                        + record.resourceRecords().getFirst().value())
                .toList();
    }

    @Test
    void whatDoesNotExistIsAbsentAndAZoneThatDoesNotExistIsRefused() {
        assertThat(dns.recordSet(name("nobody", Optional.empty()))).isInstanceOf(Look.Absent.class);
        var elsewhere = new Dns.Name("ZNOSUCHZONE", "www." + ZONE_NAME, "A", Optional.empty());
        assertThat(dns.recordSet(elsewhere)).isInstanceOf(Look.Absent.class);
        assertThat(dns.upsert(elsewhere, exists(name("src", Optional.empty()), Map.of(), "198.51.100.9")))
                .isInstanceOfSatisfying(LeverReply.Refused.class, refused -> assertThat(refused.code())
                        .isEqualTo("NoSuchHostedZone"));
    }

    /** Where it is not like AWS, so that the tests above prove less than they seem to; it fails once it is. */
    @Test
    void whereLocalStackIsNotLikeAws() {
        assertThat(dns.change("C0000000000000")).isEqualTo(new Look.Seen<>(Dns.Change.IN_SYNC));
        gap("every change is INSYNC at once, even one that never was; Route 53 says PENDING, and NoSuchChange");
        Dns.Name second = name("lettered", Optional.of("b"));
        makes(name("lettered", Optional.of("a")), Map.of("Weight", 1L), "198.51.100.1");
        makes(second, Map.of("Weight", 1L), "198.51.100.2");
        assertThat(dns.recordSet(second)).isInstanceOf(Look.Absent.class);
        gap(
                "a list does not begin at the set identifier that it is asked for, so that only the first of a name is found");
        gap("nothing is throttled, refused or lost; AwsDnsTest scripts all of these on the wire");
    }

    private static void gap(String sentence) {
        System.out.println("not in LocalStack: " + sentence);
    }
}
