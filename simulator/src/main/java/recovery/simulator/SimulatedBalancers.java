package recovery.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import recovery.shared.ec2.InstanceId;
import recovery.shared.lever.Balancers;
import recovery.shared.lever.LeverReply;
import recovery.shared.look.Look;
import recovery.shared.time.Clock;

/**
 * A pretend Elastic Load Balancing behind the port, by a clock that tests move by hand. A target is {@code initial} for a
 * while and {@code healthy} then, if its machine runs; a target that was taken out is {@code draining} for a while.
 */
public final class SimulatedBalancers implements Balancers {
    private static final LeverReply TAKEN = new LeverReply.Accepted(Optional.empty());

    private final LeverDoor door = new LeverDoor();
    private final Clock clock;
    private final Spans spans;
    private final Predicate<InstanceId> runs;
    private final Map<String, List<Map<String, Object>>> actions = new HashMap<>();
    private final Map<Port, Map<InstanceId, Target>> groups = new HashMap<>();
    private final Set<InstanceId> sick = new TreeSet<>();

    /**
     * @param initial from registering to the first verdict of the health checks
     * @param draining for how long one that was taken out is still shown
     */
    public record Spans(Duration initial, Duration draining) {}

    /** A target group and a port; empty for the group's own. */
    private record Port(String group, Optional<Integer> number) {}

    /** Since when one is registered, or no more. */
    private record Target(boolean registered, Instant since) {}

    /** @param runs whether a machine runs now */
    public SimulatedBalancers(Clock clock, Spans spans, Predicate<InstanceId> runs) {
        this.clock = clock;
        this.spans = spans;
        this.runs = runs;
    }

    /** Somebody else puts the actions of a listener or a rule, which exists from then on. */
    public void puts(String arn, List<Map<String, Object>> whole) {
        actions.put(arn, List.copyOf(whole));
    }

    /** Somebody else registers targets, whose health checks have passed already; the group exists from then on. */
    public void registers(String group, Optional<Integer> port, InstanceId... instances) {
        Map<InstanceId, Target> targets = groups.computeIfAbsent(new Port(group, port), made -> new TreeMap<>());
        for (InstanceId instance : instances) {
            targets.put(instance, new Target(true, clock.now().minus(spans.initial())));
        }
    }

    /** Somebody else takes a target out, at once. */
    public void removes(String group, Optional<Integer> port, InstanceId instance) {
        groups.getOrDefault(new Port(group, port), Map.of()).remove(instance);
    }

    /** Whether a machine fails the health checks from now on. */
    public void sickens(InstanceId instance, boolean on) {
        if (on) {
            sick.add(instance);
        } else {
            sick.remove(instance);
        }
    }

    /** The next request that would change something, after those that meet the faults armed before, meets this one. */
    public void arm(Fault.AtTheDoor fault) {
        door.arm(fault);
    }

    /** Whether reads get no answer from now on. */
    public void blinds(boolean on) {
        door.blinds(on);
    }

    /** How many requests that would change something have come so far. */
    public int requests() {
        return door.requests();
    }

    @Override
    public Look<List<Map<String, Object>>> listenerActions(String listener) {
        return actions(listener);
    }

    @Override
    public Look<List<Map<String, Object>>> ruleActions(String rule) {
        return actions(rule);
    }

    private Look<List<Map<String, Object>>> actions(String arn) {
        return door.look(() -> Optional.ofNullable(actions.get(arn))
                .<Look<List<Map<String, Object>>>>map(Look.Seen::new)
                .orElseGet(() -> new Look.Absent<>("there is no " + arn)));
    }

    @Override
    public LeverReply setListenerActions(String listener, List<Map<String, Object>> whole) {
        return door.meets("ModifyListener", () -> set(listener, whole, "ListenerNotFound"));
    }

    @Override
    public LeverReply setRuleActions(String rule, List<Map<String, Object>> whole) {
        return door.meets("ModifyRule", () -> set(rule, whole, "RuleNotFound"));
    }

    private LeverReply set(String arn, List<Map<String, Object>> whole, String otherwise) {
        if (actions.replace(arn, List.copyOf(whole)) == null) {
            return LeverDoor.refused(Ec2Error.bad(otherwise, "there is no " + arn));
        }
        return TAKEN;
    }

    @Override
    public Look<Map<InstanceId, String>> targets(String group, Optional<Integer> port) {
        return door.look(() -> Optional.ofNullable(groups.get(new Port(group, port)))
                .<Look<Map<InstanceId, String>>>map(targets -> new Look.Seen<>(shown(targets)))
                .orElseGet(() -> new Look.Absent<>("there is no " + group)));
    }

    private Map<InstanceId, String> shown(Map<InstanceId, Target> targets) {
        var states = new TreeMap<InstanceId, String>();
        targets.forEach((instance, target) -> state(instance, target).ifPresent(state -> states.put(instance, state)));
        return states;
    }

    private Optional<String> state(InstanceId instance, Target target) {
        Duration age = Duration.between(target.since(), clock.now());
        if (!target.registered()) {
            return age.compareTo(spans.draining()) < 0 ? Optional.of("draining") : Optional.empty();
        }
        if (!runs.test(instance)) {
            return Optional.of("unused");
        }
        if (age.compareTo(spans.initial()) < 0) {
            return Optional.of("initial");
        }
        return Optional.of(sick.contains(instance) ? "unhealthy" : "healthy");
    }

    /** As on AWS, an instance must be running when it is registered (API_RegisterTargets). */
    @Override
    public LeverReply register(String group, InstanceId instance, Optional<Integer> port) {
        return door.meets(
                "RegisterTargets",
                () -> runs.test(instance)
                        ? inGroup(group, port, targets -> {
                            Target known = targets.get(instance);
                            if (known == null || !known.registered()) {
                                targets.put(instance, new Target(true, clock.now()));
                            }
                        })
                        : LeverDoor.refused(Ec2Error.bad("InvalidTarget", instance + " is not running")));
    }

    /** As on AWS, one that is not registered is taken out all the same. */
    @Override
    public LeverReply deregister(String group, InstanceId instance, Optional<Integer> port) {
        return door.meets(
                "DeregisterTargets",
                () -> inGroup(group, port, targets -> {
                    Target known = targets.get(instance);
                    if (known != null && known.registered()) {
                        targets.put(instance, new Target(false, clock.now()));
                    }
                }));
    }

    private LeverReply inGroup(String group, Optional<Integer> port, Consumer<Map<InstanceId, Target>> change) {
        Map<InstanceId, Target> targets = groups.get(new Port(group, port));
        if (targets == null) {
            return LeverDoor.refused(Ec2Error.bad("TargetGroupNotFound", "there is no " + group));
        }
        change.accept(targets);
        return TAKEN;
    }
}
