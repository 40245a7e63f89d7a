package recovery.systemtests.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import recovery.shared.alarm.Alarm;
import recovery.shared.alarm.Metric;
import recovery.simulator.SimulatedAlarms;
import recovery.systemtests.story.Bundle;

/** The alarm on the service itself, which names no instance, and the second alarm that must ring beside it. */
final class ServiceAlarm {
    /** What these two can do. */
    static final Set<Deed> DEEDS = EnumSet.of(
            Deed.SERVICE_RINGS,
            Deed.SERVICE_CALMS,
            Deed.SERVICE_SILENCED,
            Deed.SERVICE_HEARD,
            Deed.WITNESS_RINGS,
            Deed.WITNESS_CALMS);

    private static final String NAME = "recovery-web-http-5xx";
    private static final String WITNESS = "recovery-web-canary";

    private final SimulatedAlarms alarms;
    private final Coverage coverage;

    ServiceAlarm(SimulatedAlarms alarms, Coverage coverage) {
        this.alarms = alarms;
        this.coverage = coverage;
        alarms.define(
                NAME, new Metric("AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", Map.of("LoadBalancer", "web")));
        alarms.define(WITNESS, new Metric("CloudWatchSynthetics", "Failed", Map.of("CanaryName", "web")));
    }

    /** The trigger by which a plan fails over on it. */
    static Map<String, Object> trigger() {
        return Map.of("alarm", "recovery-web-http-*", "symptom", "APPLICATION", "witness", WITNESS);
    }

    /** Whether the plan listens to it. */
    static boolean isMeantBy(Bundle bundle) {
        return bundle.plans()
                .named("web")
                .filter(plan -> plan.failover().isPresent())
                .flatMap(plan -> plan.triggerOf(NAME))
                .isPresent();
    }

    // --- what befalls them ---

    /** What the world does, with a service that fails once or twice; in every second run, nothing else does. */
    static List<Setting.Planned> among(List<Setting.Planned> others, Choices choices, Duration faulty) {
        Setting.Planned any = others.getFirst();
        var deeds = new ArrayList<>(choices.below(2) == 1 ? List.of() : others);
        int times = 1 + choices.below(2);
        for (int each = 0; each < times; each++) {
            int rings = 60 + choices.below((int) faulty.toSeconds() / 2);
            fails(choices, rings)
                    .forEach((deed, at) ->
                            deeds.add(new Setting.Planned(Duration.ofSeconds(Math.max(1, at)), deed, any.machine())));
        }
        deeds.sort(Comparator.comparing(Setting.Planned::after));
        return List.copyOf(deeds);
    }

    /** The alarm rings at that second. The other one may not, or come later or before; and either is OK again, or not. */
    private static Map<Deed, Integer> fails(Choices choices, int rings) {
        var deeds = new LinkedHashMap<Deed, Integer>();
        deeds.put(Deed.SERVICE_RINGS, rings);
        int witness = choices.below(8);
        if (witness > 0) {
            deeds.put(Deed.WITNESS_RINGS, rings + later(choices, witness));
        }
        int calms = choices.below(8);
        if (calms < 7) {
            deeds.put(Deed.SERVICE_CALMS, rings + (calms < 2 ? choices.below(4) : 150 * choices.oneOf(1, 2, 3, 6)));
        }
        int witnessCalms = choices.below(8);
        if (witnessCalms < 7) {
            deeds.put(Deed.WITNESS_CALMS, rings + (witnessCalms < 2 ? choices.below(4) : 90 + choices.below(600)));
        }
        if (choices.below(8) == 7) {
            deeds.put(Deed.SERVICE_SILENCED, rings + choices.below(60) - 30);
        }
        return deeds;
    }

    private static int later(Choices choices, int witness) {
        return switch (witness) {
            case 6 -> 30 + choices.below(200);
            case 7 -> -choices.below(60);
            default -> choices.below(3);
        };
    }

    void carryOut(Deed deed) {
        switch (deed) {
            case SERVICE_RINGS -> alarms.set(NAME, Alarm.State.ALARM);
            case SERVICE_CALMS -> alarms.set(NAME, Alarm.State.OK);
            case SERVICE_SILENCED -> alarms.enableActions(NAME, false);
            case SERVICE_HEARD -> alarms.enableActions(NAME, true);
            case WITNESS_RINGS -> alarms.set(WITNESS, Alarm.State.ALARM);
            case WITNESS_CALMS -> alarms.set(WITNESS, Alarm.State.OK);
            default -> throw new IllegalArgumentException(deed + " is no deed of these alarms");
        }
    }

    /** The service serves again. */
    void repair() {
        carryOut(Deed.SERVICE_CALMS);
        carryOut(Deed.WITNESS_CALMS);
        carryOut(Deed.SERVICE_HEARD);
    }

    /** Counts what went wrong on the way with the news that it rings. */
    void announced(Alarm alarm, Optional<Trouble> met) {
        if (alarm.name().equals(NAME) && alarm.state() == Alarm.State.ALARM) {
            coverage.count("service alarm " + met.map(Trouble::name).orElse("EVENT_IN_TIME"));
        }
    }
}
