package recovery.shared.signal;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import recovery.shared.bus.BusEvent;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.json.BadInput;
import recovery.shared.json.Fields;
import recovery.shared.json.PlainText;
import recovery.shared.signal.Incoming.Irrelevant;
import recovery.shared.signal.Incoming.Nudge;
import recovery.shared.signal.Incoming.Observed;
import recovery.shared.signal.Incoming.Tick;

/**
 * Reads whatever arrives at a door into words of ours.
 *
 * <p>AWS sends the same news in several forms: an alarm comes as the document of an alarm action or inside an
 * EventBridge event, on one metric, several, other alarms or one series of many. The forms are those of the CloudWatch
 * User Guide ("Invoke a Lambda function from an alarm", "Alarm events and EventBridge"), the EC2 User Guide
 * ("instance state changes") and the AWS Health User Guide ("EventBridge schema").
 *
 * <p>What is well-formed and none of our business is {@link Irrelevant}; what is none of our forms, or one of them with
 * a field that cannot be used, is a {@link BadInput} that names the field. Fields that we do not use may be anything.
 */
public final class EventReader {
    private static final String BUNDLE = "recovery.";

    private final String account;
    private final String region;

    /** A reader for the account and the Region of this installation. Events of any other are irrelevant. */
    public EventReader(String account, String region) {
        this.account = account;
        this.region = region;
    }

    /**
     * Reads one document.
     *
     * @param now the time of a tick that names none, and what decides whether an announcement has ended
     */
    public Incoming read(Map<String, Object> document, Instant now) {
        var event = Fields.of(document);
        if (event.has("tick")) {
            return tick(event, now);
        }
        if (event.has("alarmData")) {
            return alarmAction(event);
        }
        if (event.has("detail-type")) {
            return fromEventBridge(event, now);
        }
        throw noneOfOurs(event);
    }

    private static Incoming tick(Fields event, Instant now) {
        if (!event.text("tick").equals("sweep")) {
            throw event.wrong("tick", "sweep");
        }
        return new Tick(event.has("at") ? Reading.instant(event, "at") : now);
    }

    private Incoming alarmAction(Fields event) {
        return elsewhere(event.text("accountId"), event.text("region"))
                .orElseGet(() -> new Observed(AlarmReader.read(
                        event.object("alarmData"), event.text("alarmArn"), Reading.instant(event, "time"))));
    }

    private Incoming fromEventBridge(Fields event, Instant now) {
        String type = event.text("detail-type");
        String source = event.text("source");
        if (source.equals("aws.health") && type.equals("AWS Health Event")) {
            // Health sends what concerns one Region also to others, so the envelope's Region says nothing.
            return HealthReader.read(event, Reading.detail(event), account, region, now);
        }
        return elsewhere(event.text("account"), event.text("region"))
                .orElseGet(() -> source.startsWith(BUNDLE) ? nudge(event, type) : fromAws(event, source, type));
    }

    /** EventBridge lets nobody but AWS use a source that begins with "aws.": what says so is no forgery. */
    private static Incoming fromAws(Fields event, String source, String type) {
        return switch (source + " " + type) {
            case "aws.cloudwatch CloudWatch Alarm State Change",
                    "aws.cloudwatch CloudWatch Alarm Contributor State Change" ->
                new Observed(
                        AlarmReader.read(Reading.detail(event), firstResource(event), Reading.instant(event, "time")));
            case "aws.ec2 EC2 Instance State-change Notification" -> new Observed(instanceChanged(event));
            // It may carry "ALARM" as the state: the alarm was created, changed or deleted, and nobody got sick.
            case "aws.cloudwatch CloudWatch Alarm Configuration Change" ->
                new Irrelevant("an alarm's configuration changed, not its state");
            default ->
                new Irrelevant("nothing here handles events of type " + quoted(type) + " from " + quoted(source));
        };
    }

    private static Signal instanceChanged(Fields event) {
        Fields detail = Reading.detail(event);
        // Replays of archived events have been seen with the second spelling.
        String field = detail.has("instance_id") && !detail.has("instance-id") ? "instance_id" : "instance-id";
        InstanceState state = InstanceState.ofWireName(detail.text("state"))
                .orElseThrow(() -> detail.wrong(
                        "state",
                        Arrays.stream(InstanceState.values())
                                .map(InstanceState::wireName)
                                .collect(Collectors.joining(", ", "one of ", ""))));
        if (!InstanceId.isOne(detail.text(field))) {
            throw detail.wrong(field, "an instance id such as i-0123456789abcdef0");
        }
        return new Signal.InstanceChanged(
                new InstanceId(detail.text(field)), state, Reading.instant(event, "time"), Signal.Origin.DELIVERED);
    }

    private static Incoming nudge(Fields event, String type) {
        Map<String, Object> detail = Reading.withoutNulls(Reading.detail(event).asMap());
        return Arrays.stream(BusEvent.Kind.values())
                .filter(kind -> kind.wireName().equals(type))
                .findFirst()
                .<Incoming>map(kind -> new Nudge(kind, detail))
                .orElseGet(() -> new Irrelevant("the bundle's bus has no events of type " + quoted(type)));
    }

    private static String firstResource(Fields event) {
        return event.texts("resources").stream()
                .findFirst()
                .orElseThrow(() -> new BadInput("field resources: expected the alarm's ARN, found none"));
    }

    private Optional<Incoming> elsewhere(String itsAccount, String itsRegion) {
        return Reading.elsewhere("account", itsAccount, account)
                .or(() -> Reading.elsewhere("Region", itsRegion, region))
                .map(Irrelevant::new);
    }

    private static BadInput noneOfOurs(Fields event) {
        if (event.has("Records") || event.has("AlarmName")) {
            return new BadInput("the document: expected the alarm itself, found a message of SNS or SQS;"
                    + " make the function the alarm's action, or use the EventBridge rule");
        }
        if (event.has("request")) {
            return new BadInput(
                    "field request: expected at the operator's function, which takes requests, found at another");
        }
        String found = event.names().isEmpty() ? "none" : String.join(", ", event.names());
        return new BadInput("the document: expected one of the fields alarmData, detail-type and tick, found "
                + PlainText.clean(found));
    }

    private static String quoted(String text) {
        return '"' + PlainText.clean(text) + '"';
    }
}
