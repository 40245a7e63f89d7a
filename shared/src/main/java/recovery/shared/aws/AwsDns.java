package recovery.shared.aws;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import recovery.shared.json.Fields;
import recovery.shared.json.PlainText;
import recovery.shared.lever.Dns;
import recovery.shared.lever.LeverReply;
import recovery.shared.look.Look;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.route53.model.ChangeAction;
import software.amazon.awssdk.services.route53.model.ChangeInfo;
import software.amazon.awssdk.services.route53.model.ListResourceRecordSetsRequest;
import software.amazon.awssdk.services.route53.model.ResourceRecordSet;
import software.amazon.awssdk.services.route53.model.Route53Exception;

/** Route 53 through the SDK: changes are one request, no retries. */
public final class AwsDns implements Dns {
    private static final String VALUES = "ResourceRecords";
    private static final String VALUE = "Value";

    private static final Pattern INVALID_BATCH =
            Pattern.compile("<InvalidChangeBatch\\b.*?<Message>(.*?)</Message>", Pattern.DOTALL);

    private final Supplier<Route53Client> reading;
    private final Supplier<Route53Client> acting;

    /** @param withoutRetries from {@link AwsClients#route53WithoutRetries} */
    public AwsDns(Route53Client reading, Route53Client withoutRetries) {
        this(() -> reading, () -> withoutRetries);
    }

    /** For clients that are made when they are used first. */
    AwsDns(Supplier<Route53Client> reading, Supplier<Route53Client> withoutRetries) {
        this.reading = reading;
        this.acting = withoutRetries;
    }

    /** Record sets come in the order of their names; the first one from this name on is it, or there is none. */
    @Override
    public Look<Map<String, Object>> recordSet(Name name) {
        var request = ListResourceRecordSetsRequest.builder()
                .hostedZoneId(name.zone())
                .startRecordName(name.name())
                .startRecordType(name.type())
                .maxItems("1");
        name.setIdentifier().ifPresent(request::startRecordIdentifier);
        return LeverCalls.look(
                e -> Ec2Errors.code(e).equals("NoSuchHostedZone"),
                () -> reading.get().listResourceRecordSets(request.build()).resourceRecordSets().stream()
                        .filter(record -> sameName(record, name))
                        .findFirst()
                        .map(record -> found(name, record))
                        .orElseGet(() -> new Look.Absent<>("there is no record set of " + words(name))));
    }

    private static boolean sameName(ResourceRecordSet record, Name name) {
        return plain(record.name()).equals(plain(name.name()))
                && name.type().equals(record.typeAsString())
                && (name.setIdentifier().isEmpty()
                        || name.setIdentifier().equals(Optional.ofNullable(record.setIdentifier())));
    }

    /** Route 53 keeps names in lower case and writes an asterisk as {@code \052}. */
    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("\\052", "*");
    }

    private static Look<Map<String, Object>> found(Name name, ResourceRecordSet record) {
        return name.setIdentifier().isEmpty() && record.setIdentifier() != null
                ? new Look.Absent<>("there are several record sets of " + words(name)
                        + ", and the plan has no setIdentifier to tell them apart")
                : new Look.Seen<>(ordered(Structures.map(record)));
    }

    private static String words(Name name) {
        return name.name() + " " + name.type()
                + name.setIdentifier().map(identifier -> " " + identifier).orElse("") + " in " + name.zone();
    }

    /** The same with its values in the order of their text, so that equal record sets are equal maps. */
    private static Map<String, Object> ordered(Map<String, Object> whole) {
        var ordered = new HashMap<>(whole);
        if (whole.containsKey(VALUES)) {
            List<Map<String, Object>> values = Fields.of(whole).objects(VALUES).stream()
                    .sorted(Comparator.comparing(value -> value.text(VALUE)))
                    .map(Fields::asMap)
                    .toList();
            ordered.put(VALUES, values);
        }
        return Map.copyOf(ordered);
    }

    @Override
    public LeverReply upsert(Name name, Map<String, Object> whole) {
        ResourceRecordSet record =
                Structures.filled(ResourceRecordSet.builder(), whole).build();
        var change = software.amazon.awssdk.services.route53.model.Change.builder()
                .action(ChangeAction.UPSERT)
                .resourceRecordSet(record)
                .build();
        return LeverCalls.reply(() -> sent(name, change));
    }

    private LeverReply sent(Name name, software.amazon.awssdk.services.route53.model.Change change) {
        try {
            ChangeInfo taken = acting.get()
                    .changeResourceRecordSets(
                            request -> request.hostedZoneId(name.zone()).changeBatch(batch -> batch.changes(change)))
                    .changeInfo();
            return taken == null || taken.id() == null
                    ? new LeverReply.Lost("the answer names no change of " + words(name))
                    : new LeverReply.Accepted(Optional.of(taken.id()));
        } catch (Route53Exception e) {
            return invalidBatch(e).orElseThrow(() -> e);
        }
    }

    /** The one error that Route 53 writes in a form of its own, in which the SDK finds no code. */
    private static Optional<LeverReply> invalidBatch(Route53Exception e) {
        return Optional.ofNullable(e.awsErrorDetails())
                .map(AwsErrorDetails::rawResponse)
                .map(SdkBytes::asUtf8String)
                .map(INVALID_BATCH::matcher)
                .filter(Matcher::find)
                .map(found -> new LeverReply.Refused("InvalidChangeBatch", PlainText.clean(found.group(1)), false));
    }

    @Override
    public Look<Dns.Change> change(String receipt) {
        return LeverCalls.look(
                e -> Ec2Errors.code(e).equals("NoSuchChange"),
                () -> progress(
                        receipt,
                        reading.get().getChange(request -> request.id(receipt)).changeInfo()));
    }

    private static Look<Dns.Change> progress(String receipt, @Nullable ChangeInfo change) {
        return switch (change == null ? null : change.status()) {
            case PENDING -> new Look.Seen<>(Dns.Change.PENDING);
            case INSYNC -> new Look.Seen<>(Dns.Change.IN_SYNC);
            case null, default ->
                new Look.Unreadable<>("Route 53 does not say how far the change " + receipt + " has come");
        };
    }
}
