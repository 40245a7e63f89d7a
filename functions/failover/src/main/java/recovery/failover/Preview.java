package recovery.failover;

import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import recovery.failover.step.Step;
import recovery.failover.step.Steps;
import recovery.shared.door.Ports;
import recovery.shared.ec2.Checks;
import recovery.shared.look.Look;
import recovery.shared.plan.Plan;
import recovery.shared.record.Recovery;
import recovery.shared.record.StepState;
import recovery.shared.words.Shown;

/** Tells what a failover by a plan would do now, step by step. It only looks. */
final class Preview {
    private final Ports ports;
    private final Steps steps;
    private final Commands commands;

    Preview(Ports ports, Steps steps, String region) {
        this.ports = ports;
        this.steps = steps;
        this.commands = new Commands(region);
    }

    String of(Plan plan) {
        Plan.Failover failover = plan.failover().orElseThrow();
        var lines = new ArrayList<String>();
        lines.add("failover of service:" + plan.name() + " from " + failover.primary() + " to " + failover.standby());
        lines.add("standby: " + readiness(ports.ec2().checks(failover.standby())));
        lines.add(
                switch (failover.fence()) {
                    case STOP ->
                        "fence: " + failover.primary() + " is stopped"
                                + (plan.accept().forcedStop() ? ", harder and harder if it hangs" : "")
                                + "; undo: it is started";
                    case NONE -> "fence: none, the plan declares the service safe without";
                });
        boolean past = false;
        var sides = new Recovery.Sides(failover.primary(), failover.standby());
        var all = new ArrayList<Step>();
        var states = new ArrayList<StepState>();
        for (Plan.Step each : failover.steps()) {
            past |= each.standbyWrites();
            Step step = steps.of(each, sides);
            Look<Map<String, Object>> look = step.look();
            lines.add(line(step, look, past));
            all.add(step);
            look.seen()
                    .flatMap(before -> prepared(step, each.standbyWrites(), before))
                    .ifPresent(states::add);
        }
        Headroom.missing(plan, states, all).ifPresent(why -> lines.add("record: NO ROOM, nothing would begin: " + why));
        return String.join("\n", lines);
    }

    private static Optional<StepState> prepared(Step step, boolean standbyWrites, Map<String, Object> before) {
        return switch (step.goal(before)) {
            case Step.Goal.To(var after) -> Optional.of(StepState.prepared(step.name(), standbyWrites, before, after));
            case Step.Goal.Cannot cannot -> Optional.empty();
        };
    }

    private String line(Step step, Look<Map<String, Object>> look, boolean past) {
        String way = look.seen()
                .map(before -> switch (step.goal(before)) {
                    case Step.Goal.To(var after)
                    when after.equals(before) ->
                        step.inWords(before) + " already, as planned: nothing is sent, and nothing to undo";
                    case Step.Goal.To(var after) ->
                        step.inWords(before) + " -> " + step.inWords(after) + "; undo: "
                                + Shown.command(commands.whole(step, before));
                    case Step.Goal.Cannot(String why) -> "CANNOT be moved: " + why;
                })
                .orElseGet(() -> "could not be read: " + look.why());
        return step.name() + ": " + way + (past ? "; past the point of no return" : "; can be taken back")
                + step.otherRegion().map(where -> "; " + where).orElse("");
    }

    private static String readiness(Look<Checks> look) {
        return look.seen()
                .map(checks -> (checks.healthy() ? "ready, " : "NOT ready, ") + checks.inWords())
                .orElseGet(() -> "NOT ready, its status could not be read: " + look.why());
    }
}
