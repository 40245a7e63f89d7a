package recovery.systemtests.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import recovery.shared.control.Mode;
import recovery.shared.ec2.InstanceId;
import recovery.shared.plan.Plan;
import recovery.systemtests.story.Bundle;

/**
 * What one run is about: its machines, its plan, its mode and what befalls them.
 *
 * @param deeds what happens, in the order of time
 * @param faulty how long things go wrong
 */
record Setting(List<InstanceId> machines, Bundle bundle, Mode mode, List<Planned> deeds, Duration faulty) {
    /** Something that the world will do. */
    record Planned(Duration after, Deed deed, InstanceId machine) {}

    /** Something breaks within so many seconds: what comes before is ticks over a world that is well. */
    private static final int SOON = 120;

    private static final List<Deed> ALL = List.of(Deed.values());

    /** What can happen where nothing fails over. */
    private static final List<Deed> WITHOUT_LEVERS = ALL.stream()
            .filter(deed -> deed != Deed.LEVER_MOVED && deed != Deed.LEVERS_GONE)
            .filter(deed -> !ServiceAlarm.DEEDS.contains(deed))
            .toList();

    private static final Deed[] BREAKS = {Deed.HOST_BREAKS, Deed.HOST_BREAKS, Deed.GUEST_BREAKS, Deed.AWS_STOPS};
    private static final Deed[] BREAKS_WITH_STANDBY = {
        Deed.HOST_BREAKS, Deed.BREAKS_FOR_GOOD, Deed.GUEST_BREAKS, Deed.AWS_STOPS, Deed.AWS_TERMINATES
    };

    static Setting drawn(Choices choices) {
        List<InstanceId> machines = machines(3 + choices.below(2));
        Bundle bundle = DrawnPlan.bundle(choices, machines, choices.oneOf(10, 3, 2));
        Mode mode = choices.oneOf(Mode.ACT, Mode.ACT, Mode.ACT, Mode.ACT, Mode.ACT, Mode.ACT, Mode.OBSERVE, Mode.OFF);
        Duration faulty = Duration.ofMinutes(choices.oneOf(20, 25, 35, 50));
        List<Planned> deeds = deeds(choices, machines, failsOver(bundle), faulty);
        List<Planned> all = ServiceAlarm.isMeantBy(bundle) ? ServiceAlarm.among(deeds, choices, faulty) : deeds;
        return new Setting(machines, bundle, mode, all, faulty);
    }

    private static boolean failsOver(Bundle bundle) {
        return bundle.plans().named("web").flatMap(Plan::failover).isPresent();
    }

    private static List<InstanceId> machines(int count) {
        var machines = new ArrayList<InstanceId>();
        for (int each = 1; each <= count; each++) {
            machines.add(new InstanceId("i-000000000000000" + each + (char) ('a' + each - 1)));
        }
        return List.copyOf(machines);
    }

    /** What breaks machines comes most often: without it, nothing happens at all. */
    private static List<Planned> deeds(Choices choices, List<InstanceId> machines, boolean failsOver, Duration faulty) {
        List<Deed> others = failsOver ? ALL : WITHOUT_LEVERS;
        var deeds = new ArrayList<Planned>();
        int count = 1 + choices.below(8);
        int last = 0;
        InstanceId broken = machines.getFirst();
        for (int each = 0; each < count; each++) {
            boolean breaks = each == 0 || choices.below(2) == 0;
            Deed deed = breaks
                    ? choices.oneOf(failsOver ? BREAKS_WITH_STANDBY : BREAKS)
                    : others.get(choices.below(others.size()));
            // What comes soon after something broke, and often to the same machine, comes while it is being worked on.
            boolean soon = each > 0 && choices.below(3) > 0;
            int within = each == 0 ? SOON : (int) faulty.toSeconds() * 2 / 3;
            int after = 1 + (soon ? last + choices.below(300) : choices.below(within));
            // Where there is a standby, every second trouble is its primary's.
            InstanceId any = machines.get(failsOver && choices.below(2) == 0 ? 0 : choices.below(machines.size()));
            InstanceId machine = soon && !breaks && choices.below(2) == 1 ? broken : any;
            deeds.add(new Planned(Duration.ofSeconds(after), deed, machine));
            last = breaks ? after : last;
            broken = breaks ? machine : broken;
        }
        deeds.sort(Comparator.comparing(Planned::after));
        return List.copyOf(deeds);
    }
}
