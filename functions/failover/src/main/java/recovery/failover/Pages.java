package recovery.failover;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import recovery.shared.bus.BusEvent;
import recovery.shared.record.Notice;
import recovery.shared.record.Outcome;
import recovery.shared.record.Recovery;
import recovery.shared.record.Target;

/** What people are told, with the exact commands that remain to them. */
final class Pages {
    private final String region;

    Pages(String region) {
        this.region = region;
    }

    Notice page(Recovery recovery, String reason, Instant now) {
        String start = recovery.startOwed().isPresent() ? start(recovery) : "";
        String text = "A person is needed for " + about(recovery) + ": " + reason + "." + start + look(recovery)
                + acknowledge(recovery);
        return new Notice(BusEvent.Kind.RECOVERY_ESCALATED, recovery.target().key(), text, now);
    }

    Notice closed(Recovery recovery, Outcome outcome, String reason, Instant now) {
        String told = outcome + ": " + about(recovery) + ": " + reason + ".";
        String text = outcome.awaitsAcknowledgement()
                ? "A person is needed. " + told + look(recovery) + acknowledge(recovery)
                : told;
        return new Notice(BusEvent.Kind.RECOVERY_CLOSED, recovery.target().key(), text, now);
    }

    private static String about(Recovery recovery) {
        return recovery.target().key() + " (recovery " + recovery.id() + ", plan "
                + recovery.plan().name() + ", " + recovery.symptom() + ")";
    }

    private static String acknowledge(Recovery recovery) {
        return " When it is done: make ask REQUEST=acknowledge TARGET="
                + recovery.target().key();
    }

    private String start(Recovery recovery) {
        return instances(recovery).stream()
                .limit(1)
                .map(id -> " Start it: aws ec2 start-instances --region " + region + " --instance-ids " + id + ".")
                .collect(Collectors.joining());
    }

    /** One command for each instance: if one id is not found, EC2 refuses a request that names both. */
    private String look(Recovery recovery) {
        return instances(recovery).stream().map(id -> look(recovery, id)).collect(Collectors.joining());
    }

    private String look(Recovery recovery, String id) {
        String role = recovery.plan()
                .failover()
                .map(failover -> failover.standby().value().equals(id) ? "standby " : "primary ")
                .orElse("");
        return " Look at " + role + id + ": aws ec2 describe-instances --region " + region + " --instance-ids " + id
                + " and aws ec2 describe-instance-status --include-all-instances --region " + region
                + " --instance-ids " + id + ".";
    }

    /** The target first, then the plan's primary and standby. */
    private static Set<String> instances(Recovery recovery) {
        var ids = new LinkedHashSet<String>();
        if (recovery.target() instanceof Target.OfInstance(var id)) {
            ids.add(id.value());
        }
        recovery.plan().failover().ifPresent(failover -> {
            ids.add(failover.primary().value());
            ids.add(failover.standby().value());
        });
        return ids;
    }
}
