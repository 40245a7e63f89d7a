package recovery.failover.step;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import recovery.shared.json.Fields;
import recovery.shared.lever.Dns;
import recovery.shared.lever.LeverReply;
import recovery.shared.lever.Levers;
import recovery.shared.look.Look;
import recovery.shared.record.StepState;

/**
 * A record set of Route 53 gets other values. Its setting is the whole record set, under Route 53's own names, so that what
 * is put back is what was there; the goal differs in its values alone.
 */
final class DnsRecord implements Step {
    /** "Changes generally propagate to all Route 53 name servers within 60 seconds" (API_ChangeResourceRecordSets). */
    private static final Duration USUAL_SPREAD = Duration.ofSeconds(60);

    private static final String VALUES = "ResourceRecords";
    private static final String VALUE = "Value";

    private final Dns.Name record;
    private final List<String> values;
    private final Dns dns;

    DnsRecord(Fields settings, Levers levers) {
        this.record = new Dns.Name(
                settings.text("zone"),
                settings.text("name"),
                settings.text("type"),
                settings.maybeText("setIdentifier"));
        this.values = settings.texts("values");
        this.dns = levers.dns();
    }

    @Override
    public String name() {
        return "dns-record " + record.name() + " " + record.type()
                + record.setIdentifier().map(identifier -> " " + identifier).orElse("");
    }

    @Override
    public Look<Map<String, Object>> look() {
        return dns.recordSet(record);
    }

    @Override
    public Goal goal(Map<String, Object> before) {
        Map<String, Object> after = new HashMap<>(before);
        after.put(VALUES, entries(values));
        if (before.containsKey("AliasTarget")) {
            return new Goal.Cannot(name() + " is an alias, which has no values");
        }
        if (before.containsKey("TrafficPolicyInstanceId")) {
            return new Goal.Cannot(name() + " belongs to a traffic policy, which alone may change it");
        }
        return after.equals(before)
                ? new Goal.Cannot(name() + " has these values already: " + inWords(before))
                : new Goal.To(after);
    }

    /** In the order of their text, as every setting has them: Route 53 attaches no meaning to their order. */
    private static List<Map<String, Object>> entries(List<String> values) {
        return values.stream()
                .sorted()
                .map(value -> Map.<String, Object>of(VALUE, value))
                .toList();
    }

    @Override
    public LeverReply set(Map<String, Object> now, Map<String, Object> next) {
        return dns.upsert(record, next);
    }

    @Override
    public Effect effect(StepState state, Map<String, Object> now, Instant at) {
        return state.receipt()
                .map(this::asked)
                .orElseGet(() -> state.sentAt().map(sent -> waited(sent, at)).orElse(new Effect.There()));
    }

    private Effect asked(String receipt) {
        return switch (dns.change(receipt)) {
            case Look.Seen<Dns.Change>(var change) ->
                change == Dns.Change.IN_SYNC
                        ? new Effect.There()
                        : new Effect.NotYet("Route 53 has not told all its name servers yet");
            case Look.Absent<Dns.Change>(var why) -> new Effect.Lost("Route 53 lost the change: " + why);
            case Look.Unreadable<Dns.Change>(var why) ->
                new Effect.NotYet("Route 53 does not say how far the change has come: " + why);
        };
    }

    /** After a lost reply there is no receipt to ask by. */
    private static Effect waited(Instant sent, Instant at) {
        return at.isBefore(sent.plus(USUAL_SPREAD))
                ? new Effect.NotYet("within a minute Route 53 tells all its name servers")
                : new Effect.There();
    }

    @Override
    public String command(Map<String, Object> to) {
        Map<String, Object> change = Map.of("Action", "UPSERT", "ResourceRecordSet", to);
        return Shorthand.command(
                "aws route53 change-resource-record-sets --hosted-zone-id " + record.zone() + " --change-batch",
                Map.of("Changes", List.of(change)));
    }

    @Override
    public String inWords(Map<String, Object> setting) {
        String said = Fields.of(setting).objects(VALUES).stream()
                .map(entry -> entry.text(VALUE))
                .collect(Collectors.joining(", "));
        return said.isEmpty() ? "no values" : said;
    }

    @Override
    public Optional<String> otherRegion() {
        return Optional.of("the control plane of Route 53 is in us-east-1");
    }
}
