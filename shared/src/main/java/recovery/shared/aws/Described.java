package recovery.shared.aws;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import software.amazon.awssdk.services.ec2.model.EbsStatusDetails;
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

    private Described() {}

    static Instance instance(software.amazon.awssdk.services.ec2.model.Instance found) {
        var tags = new HashMap<String, String>();
        found.tags().forEach(tag -> tags.put(tag.key(), tag.value()));
        String reason = found.stateReason() == null || found.stateReason().code() == null
                ? ""
                : found.stateReason().code();
        return new Instance(
                new InstanceId(found.instanceId()),
                state(found.state().nameAsString()),
                reason,
                changedAt(found.stateTransitionReason() == null ? "" : found.stateTransitionReason()),
                found.launchTime(),
                found.placement() == null || found.placement().availabilityZone() == null
                        ? "unknown"
                        : found.placement().availabilityZone(),
                "instance-store".equals(found.rootDeviceTypeAsString())
                        ? Instance.RootDevice.INSTANCE_STORE
                        : Instance.RootDevice.EBS,
                tags);
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

    static Checks checks(InstanceStatus status) {
        Checks.Check storage = status.attachedEbsStatus() == null
                ? new Checks.Check(Checks.Status.NOT_APPLICABLE, Optional.empty())
                : new Checks.Check(
                        check(status.attachedEbsStatus().statusAsString()),
                        status.attachedEbsStatus().details().stream()
                                .map(EbsStatusDetails::impairedSince)
                                .flatMap(since -> Optional.ofNullable(since).stream())
                                .findFirst());
        return new Checks(
                new InstanceId(status.instanceId()),
                state(status.instanceState().nameAsString()),
                check(status.systemStatus()),
                check(status.instanceStatus()),
                storage,
                status.events().stream()
                        .filter(Described::stands)
                        .map(InstanceStatusEvent::codeAsString)
                        .collect(Collectors.toSet()));
    }

    /** EC2 shows an event for a week after it is over, with a mark at the front of its description. */
    private static boolean stands(InstanceStatusEvent event) {
        String description = event.description() == null ? "" : event.description();
        return !description.startsWith("[Completed]") && !description.startsWith("[Canceled]");
    }

    private static Checks.Check check(InstanceStatusSummary summary) {
        List<InstanceStatusDetails> details = summary.details();
        return new Checks.Check(
                check(summary.statusAsString()),
                details.stream()
                        .flatMap(detail -> Optional.ofNullable(detail.impairedSince()).stream())
                        .findFirst());
    }

    private static Checks.Status check(String name) {
        return switch (name) {
            case "ok" -> Checks.Status.OK;
            case "impaired" -> Checks.Status.IMPAIRED;
            case "initializing" -> Checks.Status.INITIALIZING;
            case "not-applicable" -> Checks.Status.NOT_APPLICABLE;
            default -> Checks.Status.INSUFFICIENT_DATA; // what AWS adds later is not known to be healthy
        };
    }

    private static InstanceState state(String name) {
        return InstanceState.ofWireName(name)
                .orElseThrow(() -> new IllegalArgumentException("EC2 shows the unknown state " + name));
    }
}
