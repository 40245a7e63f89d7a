package recovery.shared.plan.compiler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import recovery.shared.json.Fields;
import recovery.shared.json.Json;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Symptom;
import recovery.shared.plan.Trigger;

/** What a schema cannot say of a plan. */
final class PlanRules {
    /** Every recovery carries its plan, and a record has at most 16 KB. */
    private static final int LARGEST = 4 * 1024;

    private final Plan plan;
    private final List<String> mistakes = new ArrayList<>();

    private PlanRules(Plan plan) {
        this.plan = plan;
    }

    /** @param normal the plan with every default and its hash */
    static List<String> mistakes(String file, Map<String, Object> normal) {
        var rules = new PlanRules(Plan.of(normal));
        rules.checkName(file);
        rules.checkSize(Json.write(normal).length());
        rules.checkLadder();
        rules.checkAlarms();
        rules.checkInFlight();
        rules.checkClocks();
        rules.checkFailover();
        rules.checkSteps();
        rules.checkWaysBack();
        return rules.mistakes.stream().distinct().toList();
    }

    private void checkName(String file) {
        if (!plan.name().equals(file)) {
            mistake("plan", "the name of its file, \"" + file + "\"", "\"" + plan.name() + "\"");
        }
    }

    private void checkSize(int size) {
        if (size > LARGEST) {
            mistakes.add("the plan: expected at most " + LARGEST + " characters with its defaults, found " + size);
        }
    }

    private void checkLadder() {
        for (Trigger trigger : plan.triggers()) {
            if (trigger.symptom() != Symptom.APPLICATION
                    && plan.rungs(trigger.symptom()).isEmpty()) {
                mistake("ladder." + trigger.symptom(), "an answer to this symptom, which a trigger names", "nothing");
            }
        }
    }

    private void checkAlarms() {
        for (int i = 0; i < plan.triggers().size(); i++) {
            if (plan.triggers().get(i) instanceof Trigger.OnAlarm alarm) {
                checkAlarm("triggers[" + i + "]", alarm);
            }
        }
    }

    private void checkAlarm(String at, Trigger.OnAlarm alarm) {
        if (plan.failover().isEmpty()) {
            mistake(
                    at + ".alarm",
                    "a section failover beside it, because this version has no rung for APPLICATION",
                    "none");
        }
        if (alarm.names(alarm.witness())) {
            mistake(at + ".witness", "another alarm than those that the trigger names", "\"" + alarm.witness() + "\"");
        }
    }

    private void checkInFlight() {
        Plan.Limits limits = plan.limits();
        if (limits.inFlightFloor() == 0 && limits.inFlightPercent() == 0) {
            mistake("limits.inFlight", "a floor or a percent of 1 or more", "0 for both, which forbids every recovery");
        }
    }

    private void checkClocks() {
        Duration recovery = plan.clocks().recovery();
        Duration step = plan.clocks().step();
        Duration soak = plan.proof().soak();
        if (step.compareTo(recovery) > 0) {
            mistake("clocks.step", "at most clocks.recovery, " + recovery, step);
        } else if (soak.plus(step).compareTo(recovery) > 0) {
            mistake("proof.soak", "at most clocks.recovery less one step, " + recovery.minus(step), soak);
        }
    }

    private void checkFailover() {
        plan.failover()
                .filter(failover -> failover.primary().equals(failover.standby()))
                .ifPresent(failover ->
                        mistake("failover.standby", "another instance than the primary", failover.standby()));
    }

    /** Each lever has one value before and one after: a second step on it would find the first one's. */
    private void checkSteps() {
        var levers = new HashSet<String>();
        List<Plan.Step> steps = plan.failover().map(Plan.Failover::steps).orElse(List.of());
        for (int i = 0; i < steps.size(); i++) {
            String lever = leverOf(steps.get(i));
            if (!levers.add(lever)) {
                mistake("failover.steps[" + i + "]", "each lever once", lever + " again");
            }
        }
    }

    /** An instance must be running when it is registered with a target group, also on the way back (API_RegisterTargets). */
    private void checkWaysBack() {
        plan.failover().filter(failover -> failover.fence() == Plan.Fence.STOP).ifPresent(failover -> {
            for (int i = 0; i < failover.steps().size(); i++) {
                Plan.Step step = failover.steps().get(i);
                if (step.type().equals("targets") && !step.standbyWrites()) {
                    mistake(
                            "failover.steps[" + i + "].targets.standbyWrites",
                            "true (then there is no way back after it), or failover.fence NONE, because no load"
                                    + " balancer takes back an instance that the fence has stopped",
                            false);
                }
            }
        });
    }

    private static String leverOf(Plan.Step step) {
        Fields settings = Fields.of(step.settings());
        String lever =
                switch (step.type()) {
                    case "elasticIp" -> settings.text("address");
                    case "dnsRecord" -> dnsRecord(settings);
                    case "listenerWeights" -> settings.text("listener");
                    case "listenerRule" -> settings.text("rule");
                    case "targets" ->
                        settings.text("group")
                                + settings.maybeNumber("port")
                                        .map(port -> " port " + port)
                                        .orElse("");
                    default -> settings.text("group");
                };
        return step.type() + " " + lever;
    }

    private static String dnsRecord(Fields settings) {
        String which =
                settings.maybeText("setIdentifier").map(set -> " of set " + set).orElse("");
        // Route 53 takes names in any case for the same.
        return settings.text("zone") + " " + settings.text("name").toLowerCase(Locale.ROOT) + " "
                + settings.text("type") + which;
    }

    private void mistake(String field, String expected, Object found) {
        mistakes.add("field " + field + ": expected " + expected + ", found " + found);
    }
}
