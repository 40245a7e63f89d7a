package recovery.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import recovery.failover.step.Step;
import recovery.shared.bus.BusEvent;
import recovery.shared.ec2.InstanceId;
import recovery.shared.record.Notice;
import recovery.shared.record.Outcome;
import recovery.shared.record.Recovery;
import recovery.shared.record.Target;
import recovery.shared.words.Asks;
import recovery.shared.words.InstanceCommands;
import recovery.shared.words.Said;
import recovery.shared.words.Shown;

/** What people are told, with the exact commands that remain to them: first the looks, then the acts in their order. */
final class Pages {
    private final InstanceCommands instances;
    private final Remaining remaining;

    Pages(String region) {
        this.instances = new InstanceCommands(region);
        this.remaining = new Remaining(region);
    }

    Notice page(Recovery recovery, List<Step> steps, String reason, Instant now) {
        String text = "A person is needed for " + about(recovery) + ": " + reason + "." + look(recovery)
                + remaining.open(recovery, steps);
        return new Notice(BusEvent.Kind.RECOVERY_ESCALATED, recovery.target().key(), text, now);
    }

    Notice closed(Recovery recovery, List<Step> steps, Outcome outcome, String reason, Instant now) {
        Duration took = Duration.between(recovery.opening().at(), now);
        String told =
                outcome + ": " + about(recovery) + ": " + reason + ", " + Said.span(took) + " after it was opened.";
        String text = outcome.awaitsAcknowledgement()
                ? "A person is needed. " + told + look(recovery) + remaining.ended(recovery, steps, outcome)
                : told + (outcome == Outcome.FAILED_OVER ? home(recovery) : "");
        return new Notice(BusEvent.Kind.RECOVERY_CLOSED, recovery.target().key(), text, now);
    }

    private static String about(Recovery recovery) {
        return recovery.target().key() + " (recovery " + recovery.id() + ", plan "
                + recovery.plan().name() + ", " + recovery.symptom() + ")";
    }

    private static String home(Recovery recovery) {
        return " It goes home when a person asks: "
                + Shown.command(Asks.failback(recovery.plan().name()));
    }

    private String look(Recovery recovery) {
        return " First look."
                + instances(recovery).stream().map(id -> look(recovery, id)).collect(Collectors.joining());
    }

    private String look(Recovery recovery, InstanceId id) {
        String role = recovery.plan()
                .failover()
                .map(failover -> failover.standby().equals(id) ? "standby " : "primary ")
                .orElse("");
        return " At " + role + id + ": " + instances.look(id);
    }

    /** The target first, then the plan's primary and standby. */
    private static Set<InstanceId> instances(Recovery recovery) {
        var ids = new LinkedHashSet<InstanceId>();
        if (recovery.target() instanceof Target.OfInstance(var id)) {
            ids.add(id);
        }
        recovery.plan().failover().ifPresent(failover -> {
            ids.add(failover.primary());
            ids.add(failover.standby());
        });
        return ids;
    }
}
