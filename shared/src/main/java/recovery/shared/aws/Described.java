package recovery.shared.aws;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import software.amazon.awssdk.services.ec2.model.EbsStatusDetails;
import software.amazon.awssdk.services.ec2.model.EbsStatusSummary;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;
import software.amazon.awssdk.services.ec2.model.InstanceStatusDetails;
import software.amazon.awssdk.services.ec2.model.InstanceStatusEvent;
import software.amazon.awssdk.services.ec2.model.InstanceStatusSummary;

/** Reads EC2's descriptions into words of ours. */
final class Described {
    /** EC2 writes {@code User initiated (2026-03-01 10:05:00 GMT)}. */
    private static final Pattern CHANGED =
            Pattern.compile("\\((\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d) (?:GMT|UTC)\\)");

    private static final DateTimeFormatter CHANGED_AT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private static final String UNKNOWN = "unknown";

    private Described() {}

    /** Empty if it lacks what every instance has, or shows a state that is not known to us. */
    static Optional<Instance> instance(software.amazon.awssdk.services.ec2.model.Instance found) {
        Optional<InstanceState> state = state(found.state());
        if (state.isEmpty() || found.launchTime() == null || !isId(found.instanceId())) {
            return Optional.empty();
        }
        var tags = new HashMap<String, String>();
        found.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        return Optional.of(new Instance(
                new InstanceId(found.instanceId()),
                state.get(),
                found.stateReason() == null ? "" : orElse(found.stateReason().code(), ""),
                changedAt(orElse(found.stateTransitionReason(), "")),
                found.launchTime(),
                found.placement() == null ? UNKNOWN : orElse(found.placement().availabilityZone(), UNKNOWN),
                "ebs".equals(found.rootDeviceTypeAsString())
                        ? Instance.RootDevice.EBS
                        : Instance.RootDevice.INSTANCE_STORE,
                tags));
    }

    static Optional<Instant> changedAt(String transitionReason) {
        Matcher matcher = CHANGED.matcher(transitionReason);
        if (!matcher.find()) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDateTime.parse(matcher.group(1), CHANGED_AT).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** Empty if it shows an id or a state that is not known to us. Types without the EBS check do not show it at all. */
    static Optional<Checks> checks(InstanceStatus status) {
        Optional<InstanceState> state = state(status.instanceState());
        if (state.isEmpty() || !isId(status.instanceId())) {
            return Optional.empty();
        }
        return Optional.of(new Checks(
                new InstanceId(status.instanceId()),
                state.get(),
                check(status.systemStatus()),
                check(status.instanceStatus()),
                storage(status.attachedEbsStatus()),
                status.events().stream()
                        .filter(Described::stands)
                        .map(event -> orElse(event.codeAsString(), UNKNOWN))
                        .collect(Collectors.toSet())));
    }

    /** EC2 shows an event for a week after it is over, with a mark at the front of its description. */
    private static boolean stands(InstanceStatusEvent event) {
        String description = orElse(event.description(), "");
        return !description.startsWith("[Completed]") && !description.startsWith("[Canceled]");
    }

    private static Checks.Check check(@Nullable InstanceStatusSummary summary) {
        return summary == null
                ? new Checks.Check(Checks.Status.INSUFFICIENT_DATA, Optional.empty())
                : check(summary.statusAsString(), summary.details().stream().map(InstanceStatusDetails::impairedSince));
    }

    private static Checks.Check storage(@Nullable EbsStatusSummary summary) {
        return summary == null
                ? new Checks.Check(Checks.Status.NOT_APPLICABLE, Optional.empty())
                : check(summary.statusAsString(), summary.details().stream().map(EbsStatusDetails::impairedSince));
    }

    private static Checks.Check check(@Nullable String status, Stream<@Nullable Instant> impairedSince) {
        return new Checks.Check(
                status(orElse(status, UNKNOWN)),
                impairedSince
                        .flatMap(since -> Optional.ofNullable(since).stream())
                        .min(Comparator.naturalOrder()));
    }

    private static Checks.Status status(String name) {
        return switch (name) {
            case "ok" -> Checks.Status.OK;
            case "impaired" -> Checks.Status.IMPAIRED;
            case "initializing" -> Checks.Status.INITIALIZING;
            case "not-applicable" -> Checks.Status.NOT_APPLICABLE;
            default -> Checks.Status.INSUFFICIENT_DATA; // what AWS adds later is not known to be healthy
        };
    }

    private static Optional<InstanceState> state(
            software.amazon.awssdk.services.ec2.model.@Nullable InstanceState state) {
        return Optional.ofNullable(state)
                .flatMap(shown -> InstanceState.ofWireName(orElse(shown.nameAsString(), UNKNOWN)));
    }

    private static boolean isId(@Nullable String text) {
        return text != null && InstanceId.isOne(text);
    }

    /** The SDK shows as null whatever the answer left out. */
    private static String orElse(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }
}
