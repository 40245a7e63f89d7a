package recovery.systemtests.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import recovery.shared.control.Mode;
import recovery.shared.ec2.InstanceId;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Plans;
import recovery.systemtests.story.Bundle;
import recovery.systemtests.story.TestPlans;

/**
 * What one run is about: its machines, its plan, its mode and what befalls them.
 *
 * @param deeds what happens, in the order of time
 * @param faulty how long things go wrong
 */
record Setting(List<InstanceId> machines, Bundle bundle, Mode mode, List<Planned> deeds, Duration faulty) {
    /** Something that the world will do. */
    record Planned(Duration after, Deed deed, InstanceId machine) {}

    private static final Deed[] DEEDS = Deed.values();

    static Setting drawn(Choices choices) {
        List<InstanceId> machines = machines(3 + choices.below(2));
        Bundle bundle = bundle(choices, choices.oneOf(10, 3, 2));
        Mode mode = choices.oneOf(Mode.ACT, Mode.ACT, Mode.ACT, Mode.ACT, Mode.ACT, Mode.ACT, Mode.OBSERVE, Mode.OFF);
        Duration faulty = Duration.ofMinutes(choices.oneOf(20, 25, 35, 50));
        return new Setting(machines, bundle, mode, deeds(choices, machines, faulty), faulty);
    }

    private static List<InstanceId> machines(int count) {
        var machines = new ArrayList<InstanceId>();
        for (int each = 1; each <= count; each++) {
            machines.add(new InstanceId("i-000000000000000" + each + (char) ('a' + each - 1)));
        }
        return List.copyOf(machines);
    }

    /** The functions under a plan that is drawn. */
    static Bundle bundle(Choices choices, int attemptsPerHour) {
        Map<String, Object> plan = TestPlans.web();
        plan = set(plan, "limits", "minHealthy", choices.oneOf(2L, 1L, 0L));
        plan = set(
                plan, "limits", "inFlight", Map.of("floor", choices.oneOf(1L, 2L), "percent", choices.oneOf(20L, 67L)));
        plan = set(plan, "limits", "attemptsPerDay", choices.oneOf(3L, 1L, 2L));
        plan = set(plan, "limits", "coolDown", choices.oneOf("PT30M", "PT1M"));
        plan = set(plan, "limits", "quiet", choices.oneOf("PT5M", "PT1M"));
        plan = set(plan, "limits", "holdDeadline", choices.oneOf("PT1H", "PT10M"));
        plan = set(plan, "accept", "forcedStop", choices.below(2) == 1);
        plan = set(plan, "accept", "guestShutdown", choices.below(2) == 1);
        plan = set(plan, "clocks", "recovery", choices.oneOf("PT20M", "PT10M"));
        plan = set(plan, "clocks", "unstop", choices.oneOf("PT1H", "PT10M"));
        if (choices.below(12) == 11) {
            plan = new LinkedHashMap<>(plan);
            plan.put("mode", choices.oneOf("OBSERVE", "OFF"));
        }
        plan = new LinkedHashMap<>(plan);
        plan.put("hash", String.format("%016d", choices.below(1000)));
        return new Bundle(new Plans(List.of(Plan.of(plan))), attemptsPerHour);
    }

    private static Map<String, Object> set(Map<String, Object> plan, String section, String field, Object value) {
        return TestPlans.setting(section, field, value).apply(plan);
    }

    /** What breaks machines comes most often: without it, nothing happens at all. */
    private static List<Planned> deeds(Choices choices, List<InstanceId> machines, Duration faulty) {
        var deeds = new ArrayList<Planned>();
        int count = 1 + choices.below(8);
        int last = 0;
        InstanceId broken = machines.getFirst();
        for (int each = 0; each < count; each++) {
            boolean breaks = each == 0 || choices.below(2) == 0;
            Deed deed = breaks
                    ? choices.oneOf(Deed.HOST_BREAKS, Deed.HOST_BREAKS, Deed.GUEST_BREAKS, Deed.AWS_STOPS)
                    : DEEDS[choices.below(DEEDS.length)];
            // What comes soon after something broke, and often to the same machine, comes while it is being worked on.
            boolean soon = each > 0 && choices.below(3) > 0;
            int after = 1 + (soon ? last + choices.below(300) : choices.below((int) faulty.toSeconds() * 2 / 3));
            InstanceId any = machines.get(choices.below(machines.size()));
            InstanceId machine = soon && !breaks && choices.below(2) == 1 ? broken : any;
            deeds.add(new Planned(Duration.ofSeconds(after), deed, machine));
            last = breaks ? after : last;
            broken = breaks ? machine : broken;
        }
        deeds.sort(Comparator.comparing(Planned::after));
        return List.copyOf(deeds);
    }
}
