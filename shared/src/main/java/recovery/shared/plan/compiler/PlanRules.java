package recovery.shared.plan.compiler;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import recovery.shared.json.Json;
import recovery.shared.plan.Plan;
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
        rules.checkInFlight();
        rules.checkClocks();
        rules.checkFailover();
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
            if (plan.rungs(trigger.symptom()).isEmpty()) {
                mistake("ladder." + trigger.symptom(), "an answer to this symptom, which a trigger names", "nothing");
            }
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

    private void mistake(String field, String expected, Object found) {
        mistakes.add("field " + field + ": expected " + expected + ", found " + found);
    }
}
