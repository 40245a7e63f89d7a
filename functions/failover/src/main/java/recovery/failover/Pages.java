package recovery.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import recovery.failover.step.Step;
import recovery.shared.bus.BusEvent;
import recovery.shared.record.Notice;
import recovery.shared.record.Outcome;
import recovery.shared.record.Passage;
import recovery.shared.record.Recovery;
import recovery.shared.record.StepState;
import recovery.shared.record.Target;

/** What people are told, with the exact commands that remain to them. */
final class Pages {
    private final String region;
    private final Commands commands;

    Pages(String region) {
        this.region = region;
        this.commands = new Commands(region);
    }

    Notice page(Recovery recovery, List<Step> steps, String reason, Instant now) {
        String text = "A person is needed for " + about(recovery) + ": " + reason + "." + start(recovery)
                + levers(recovery, steps) + look(recovery) + acknowledge(recovery);
        return new Notice(BusEvent.Kind.RECOVERY_ESCALATED, recovery.target().key(), text, now);
    }

    Notice closed(Recovery recovery, List<Step> steps, Outcome outcome, String reason, Instant now) {
        Duration took = Duration.between(recovery.opening().at(), now);
        String told =
                outcome + ": " + about(recovery) + ": " + reason + ", " + took.toSeconds() + " s after it was opened.";
        String text = outcome.awaitsAcknowledgement()
                ? "A person is needed. " + told + levers(recovery, steps) + look(recovery) + acknowledge(recovery)
                : told + (outcome == Outcome.FAILED_OVER ? home(recovery) : "");
        return new Notice(BusEvent.Kind.RECOVERY_CLOSED, recovery.target().key(), text, now);
    }

    private static String about(Recovery recovery) {
        return recovery.target().key() + " (recovery " + recovery.id() + ", plan "
                + recovery.plan().name() + ", " + recovery.symptom() + ")";
    }

    private static String home(Recovery recovery) {
        return " It goes home when a person asks: make ask REQUEST=failback TARGET=service:"
                + recovery.plan().name();
    }

    private static String acknowledge(Recovery recovery) {
        return " When it is done: make ask REQUEST=acknowledge TARGET="
                + recovery.target().key();
    }

    private String start(Recovery recovery) {
        boolean owes = recovery.startOwed().isPresent();
        return owes
                ? " A Start is owed: aws ec2 start-instances --region " + region + " --instance-ids "
                        + recovery.instance() + "."
                : "";
    }

    /** The undo in the order in which it is to be done, and what remains forward. */
    private String levers(Recovery recovery, List<Step> steps) {
        Optional<Passage> passage = recovery.passage();
        if (passage.isEmpty() || passage.get().steps().isEmpty()) {
            return "";
        }
        var back = new ArrayList<String>();
        var forward = new ArrayList<String>();
        for (StepState state : passage.get().steps().reversed()) {
            if (state.position() != StepState.Position.BEFORE) {
                command(steps, state, true).ifPresent(back::add);
            }
        }
        for (StepState state : passage.get().steps()) {
            if (state.position() != StepState.Position.AFTER) {
                command(steps, state, false).ifPresent(forward::add);
            }
        }
        return told(" To take it back, in this order: ", back) + told(" To go on, in this order: ", forward);
    }

    private static String told(String what, List<String> commands) {
        return commands.isEmpty() ? "" : what + String.join("; ", commands) + ".";
    }

    private Optional<String> command(List<Step> steps, StepState state, boolean back) {
        return steps.stream()
                .filter(step -> step.name().equals(state.name()))
                .map(step -> commands.brief(step, back ? state.before() : state.after()))
                .findFirst();
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
