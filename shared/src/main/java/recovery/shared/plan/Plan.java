package recovery.shared.plan;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import recovery.shared.control.Mode;
import recovery.shared.ec2.InstanceId;
import recovery.shared.json.Fields;

/**
 * The declared procedure for a group of targets. Every field has a value here: defaults stand in the schema and were
 * filled in when the bundle was built.
 *
 * @param hash tells two versions of a plan apart
 * @param document the plan as it was read, which a recovery carries along
 */
public record Plan(
        String name,
        Mode mode,
        List<Trigger> triggers,
        Limits limits,
        Map<Symptom, List<Rung>> ladder,
        Accept accept,
        Clocks clocks,
        Proof proof,
        Optional<Failover> failover,
        String hash,
        Map<String, Object> document) {

    public Plan {
        triggers = List.copyOf(triggers);
        ladder = Map.copyOf(ladder);
        document = Map.copyOf(document);
    }

    /**
     * How much may be done.
     *
     * @param minHealthy healthy members that must be left after an act
     * @param attemptsPerDay disruptive sends on one target in 24 hours
     * @param coolDown rest of a target between two uses of the same rung
     * @param quiet time after our own work in which alarms are taken for its echo
     * @param maxEventAge older events are not acted on; the sweep finds what is still true
     * @param holdDeadline a target that stays sick and held for so long is brought before a person
     */
    public record Limits(
            int minHealthy,
            int inFlightFloor,
            int inFlightPercent,
            int attemptsPerDay,
            Duration coolDown,
            Duration quiet,
            Duration maxEventAge,
            Duration holdDeadline) {

        /** How many members of a group of this size may be in recovery at once. */
        public int inFlight(int members) {
            return Math.max(inFlightFloor, members * inFlightPercent / 100);
        }
    }

    /** What the plan's owner accepts that is otherwise refused. */
    public record Accept(boolean forcedStop, boolean guestShutdown) {}

    /** How long a step, a recovery and the attempts to start a stopped instance may last before a person is called. */
    public record Clocks(Duration step, Duration recovery, Duration unstop) {}

    /** What must hold, and for how long, before a recovery counts as one. */
    public record Proof(Duration soak) {}

    /**
     * Which instance stands in for which, and how the service gets there.
     *
     * @param fence how it is made sure that the primary writes no more
     * @param window rest of the service between two failovers
     * @param bake how long the standby must have served before a failback may be asked for
     */
    public record Failover(
            InstanceId primary, InstanceId standby, Fence fence, List<Step> steps, Duration window, Duration bake) {
        public Failover {
            steps = List.copyOf(steps);
        }
    }

    /** How it is made sure that the side from which a service moves away writes no more. */
    public enum Fence {
        /** It is stopped; only an observed `stopped` or `terminated` counts. */
        STOP,
        /** The plan's owner declares the service safe without. */
        NONE
    }

    /**
     * One step of a failover.
     *
     * @param type the name of its type in a plan, such as {@code elasticIp}
     * @param settings its own fields, which its type knows
     */
    public record Step(String type, Map<String, Object> settings) {
        public Step {
            settings = Map.copyOf(settings);
        }

        /** Whether it lets the other side write. */
        public boolean standbyWrites() {
            return Fields.of(settings).flag("standbyWrites");
        }

        static Step of(Fields step) {
            String type = step.names().iterator().next();
            return new Step(type, step.object(type).asMap());
        }
    }

    /** The rungs for a symptom, in order; none if the plan has no answer to it. */
    public List<Rung> rungs(Symptom symptom) {
        return ladder.getOrDefault(symptom, List.of());
    }

    /** The trigger that means the alarm of this name by its name; empty if none does. */
    public Optional<Trigger.OnAlarm> triggerOf(String alarm) {
        return triggers.stream()
                .flatMap(trigger -> trigger instanceof Trigger.OnAlarm named ? Stream.of(named) : Stream.empty())
                .filter(trigger -> trigger.names(alarm))
                .findFirst();
    }

    /** Reads a plan that was normalised when the bundle was built. */
    public static Plan of(Map<String, Object> document) {
        Fields plan = Fields.of(document);
        return new Plan(
                plan.text("plan"),
                plan.oneOf("mode", Mode.class),
                plan.objects("triggers").stream().map(Trigger::of).toList(),
                limits(plan.object("limits")),
                ladder(plan.object("ladder")),
                new Accept(
                        plan.object("accept").flag("forcedStop"),
                        plan.object("accept").flag("guestShutdown")),
                new Clocks(
                        plan.object("clocks").duration("step"),
                        plan.object("clocks").duration("recovery"),
                        plan.object("clocks").duration("unstop")),
                new Proof(plan.object("proof").duration("soak")),
                plan.maybeObject("failover").map(Plan::failover),
                plan.text("hash"),
                document);
    }

    private static Failover failover(Fields failover) {
        return new Failover(
                new InstanceId(failover.text("primary")),
                new InstanceId(failover.text("standby")),
                failover.oneOf("fence", Fence.class),
                failover.objects("steps").stream().map(Step::of).toList(),
                failover.duration("window"),
                failover.duration("bake"));
    }

    private static Limits limits(Fields limits) {
        return new Limits(
                limits.count("minHealthy"),
                limits.object("inFlight").count("floor"),
                limits.object("inFlight").count("percent"),
                limits.count("attemptsPerDay"),
                limits.duration("coolDown"),
                limits.duration("quiet"),
                limits.duration("maxEventAge"),
                limits.duration("holdDeadline"));
    }

    private static Map<Symptom, List<Rung>> ladder(Fields ladder) {
        var rungs = new EnumMap<Symptom, List<Rung>>(Symptom.class);
        for (Symptom symptom : Symptom.values()) {
            var names = new ArrayList<Rung>();
            ladder.texts(symptom.name()).forEach(name -> names.add(Rung.valueOf(name)));
            if (!names.isEmpty()) {
                rungs.put(symptom, List.copyOf(names));
            }
        }
        return rungs;
    }
}
