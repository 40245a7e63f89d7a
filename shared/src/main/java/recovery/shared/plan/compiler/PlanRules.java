package recovery.shared.plan.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Trigger;

/** What a schema cannot say of a plan. */
final class PlanRules {
    private PlanRules() {}

    static List<String> mistakes(String file, Map<String, Object> complete) {
        var withHash = new TreeMap<>(complete);
        withHash.put("hash", "");
        Plan plan = Plan.of(withHash);
        var mistakes = new ArrayList<String>();
        if (!plan.name().equals(file)) {
            mistakes.add("field plan: expected the name of the file, " + file + ", found " + plan.name());
        }
        for (Trigger trigger : plan.triggers()) {
            if (plan.rungs(trigger.symptom()).isEmpty()) {
                mistakes.add("field ladder." + trigger.symptom() + ": expected an answer to this symptom,"
                        + " since a trigger names it, found nothing");
            }
        }
        if (plan.clocks().step().compareTo(plan.clocks().recovery()) > 0) {
            mistakes.add("field clocks.step: expected at most clocks.recovery, "
                    + plan.clocks().recovery() + ", found " + plan.clocks().step());
        }
        if (plan.proof().soak().compareTo(plan.clocks().recovery()) >= 0) {
            mistakes.add("field proof.soak: expected less than clocks.recovery, "
                    + plan.clocks().recovery() + ", found " + plan.proof().soak());
        }
        plan.failover()
                .filter(failover -> failover.primary().equals(failover.standby()))
                .ifPresent(failover ->
                        mistakes.add("field failover.standby: expected another instance than the primary, found "
                                + failover.standby()));
        return List.copyOf(mistakes);
    }
}
