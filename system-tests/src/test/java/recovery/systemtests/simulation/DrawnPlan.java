package recovery.systemtests.simulation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import recovery.shared.ec2.InstanceId;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Plans;
import recovery.systemtests.story.Bundle;
import recovery.systemtests.story.TestPlans;

/** A plan that is drawn; some have a failover from the first machine to the second, and of these some
 * also on the alarm of the service. */
final class DrawnPlan {
    private final Choices choices;
    private Map<String, Object> plan = TestPlans.web();

    private DrawnPlan(Choices choices) {
        this.choices = choices;
    }

    /** The functions under a plan that is drawn. */
    static Bundle bundle(Choices choices, List<InstanceId> machines, int attemptsPerHour) {
        Map<String, Object> plan = new DrawnPlan(choices).drawn(machines);
        return new Bundle(new Plans(List.of(Plan.of(plan))), attemptsPerHour);
    }

    private Map<String, Object> drawn(List<InstanceId> machines) {
        set("limits", "minHealthy", choices.oneOf(2L, 1L, 0L));
        set("limits", "inFlight", Map.of("floor", choices.oneOf(1L, 2L), "percent", choices.oneOf(20L, 67L)));
        set("limits", "attemptsPerDay", choices.oneOf(3L, 1L, 2L));
        set("limits", "coolDown", choices.oneOf("PT30M", "PT1M"));
        set("limits", "quiet", choices.oneOf("PT5M", "PT1M"));
        set("limits", "holdDeadline", choices.oneOf("PT1H", "PT10M"));
        set("accept", "forcedStop", choices.below(2) == 1);
        set("accept", "guestShutdown", choices.below(2) == 1);
        set("clocks", "recovery", choices.oneOf("PT20M", "PT10M"));
        set("clocks", "unstop", choices.oneOf("PT1H", "PT10M"));
        if (choices.below(12) == 11) {
            set("mode", choices.oneOf("OBSERVE", "OFF"));
        }
        if (choices.below(5) >= 3) {
            failover(machines);
        }
        set("hash", String.format("%016d", choices.below(1000)));
        return plan;
    }

    private void set(String section, String field, Object value) {
        plan = TestPlans.setting(section, field, value).apply(plan);
    }

    private void set(String field, Object value) {
        plan = TestPlans.setting(field, value).apply(plan);
    }

    private void failover(List<InstanceId> machines) {
        var failover = new LinkedHashMap<String, Object>();
        failover.put("primary", machines.get(0).value());
        failover.put("standby", machines.get(1).value());
        boolean fenced = choices.below(5) < 4;
        failover.put("fence", fenced ? "STOP" : "NONE");
        failover.put("steps", steps(fenced));
        failover.put("window", choices.oneOf("PT1H", "PT10M", "PT2M"));
        failover.put("bake", choices.oneOf("PT3M", "PT10M"));
        set("failover", failover);
        set("clocks", "step", choices.oneOf("PT5M", "PT2M"));
        // Without a rung for a broken host, nothing but the failover is left.
        if (choices.below(2) == 1) {
            set("ladder", "SYSTEM", List.of());
        }
        if (choices.below(2) == 1) {
            var triggers = new ArrayList<Object>(List.of(ServiceAlarm.trigger()));
            triggers.addAll((List<?>) plan.getOrDefault("triggers", List.of()));
            set("triggers", triggers);
        }
    }

    /** Each lever at most once, and no targets that go back to a stopped primary: the compiler of plans refuses both. */
    private List<Map<String, Object>> steps(boolean fenced) {
        var levers = new ArrayList<>(List.of(Lever.values()));
        var steps = new ArrayList<Map<String, Object>>();
        int count = 1 + choices.below(4);
        for (int each = 0; each < count; each++) {
            Lever lever = levers.remove(choices.below(levers.size()));
            var settings = new LinkedHashMap<>(lever.settings());
            boolean writes = choices.below(3) > 0;
            settings.put("standbyWrites", writes || (fenced && lever == Lever.TARGETS));
            steps.add(Map.of(lever.type, settings));
        }
        return steps;
    }
}
