package recovery.failover.step;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import recovery.shared.ec2.InstanceId;
import recovery.shared.json.Fields;
import recovery.shared.lever.Balancers;
import recovery.shared.lever.LeverReply;
import recovery.shared.lever.Levers;
import recovery.shared.look.Look;
import recovery.shared.record.Recovery;
import recovery.shared.record.StepState;

/**
 * The other side is registered with a target group, and this side taken out once the other one is healthy there. Its setting
 * says which of the two sides are registered; other targets of the group are none of its business. A target that drains is
 * taken out already: the load balancer sends it nothing new.
 *
 * <p>One side is registered before the other is taken out, on the way back too, where nobody waits for health. An instance
 * must be running when it is registered (API_RegisterTargets): the compiler of plans therefore refuses this step where it is
 * to have a way back to a side that the fence has stopped.
 */
final class Targets implements Step {
    private static final String REGISTERED = "registered";
    private static final String HEALTHY = "healthy";
    private static final String DRAINING = "draining";

    private final String group;
    private final Optional<Integer> port;
    private final Recovery.Sides sides;
    private final Balancers balancers;

    Targets(Fields settings, Recovery.Sides sides, Levers levers) {
        this.group = settings.text("group");
        this.port = settings.maybeNumber("port").map(Math::toIntExact);
        this.sides = sides;
        this.balancers = levers.balancers();
    }

    @Override
    public String name() {
        return "targets " + Arns.targetGroup(group)
                + port.map(number -> ":" + number).orElse("");
    }

    @Override
    public Look<Map<String, Object>> look() {
        return Looks.as(
                balancers.targets(group, port),
                states -> setting(Stream.of(sides.from(), sides.to())
                        .filter(side -> !states.getOrDefault(side, DRAINING).equals(DRAINING))
                        .toList()));
    }

    /** A group in which neither is registered is one from which this side was taken out when it was terminated. */
    @Override
    public Goal goal(Map<String, Object> before) {
        return new Goal.To(setting(List.of(sides.to())));
    }

    /** Whoever is missing is registered first; only when nobody is missing is anybody taken out. */
    @Override
    public Optional<Map<String, Object>> towards(
            Map<String, Object> now, Map<String, Object> from, Map<String, Object> to) {
        Set<InstanceId> here = registered(now);
        Set<InstanceId> begun = registered(from);
        Set<InstanceId> wanted = registered(to);
        Set<InstanceId> both = union(begun, wanted);
        boolean ours = both.containsAll(here) && (here.containsAll(begun) || here.containsAll(wanted));
        return ours ? Optional.of(setting(here.containsAll(wanted) ? wanted : both)) : Optional.empty();
    }

    /** Where nothing is to be changed, what is so already is asked for again. */
    @Override
    public LeverReply set(Map<String, Object> now, Map<String, Object> next) {
        Set<InstanceId> here = registered(now);
        Set<InstanceId> wanted = registered(next);
        Optional<InstanceId> surplus = without(here, wanted);
        Optional<InstanceId> taken = without(wanted, here)
                .or(() ->
                        surplus.isPresent() ? Optional.empty() : wanted.stream().findFirst());
        return taken.isPresent()
                ? balancers.register(group, taken.get(), port)
                : balancers.deregister(group, surplus.orElse(sides.to()), port);
    }

    /** On the way to the other side it must be healthy there, before this one is taken out and afterwards. */
    @Override
    public Effect effect(StepState state, Map<String, Object> now, Instant at) {
        boolean awaited = registered(state.after()).equals(Set.of(sides.to()))
                && registered(now).contains(sides.to());
        return awaited ? health() : new Effect.There();
    }

    private Effect health() {
        return switch (balancers.targets(group, port)) {
            case Look.Seen<Map<InstanceId, String>>(var states) -> {
                String state = states.getOrDefault(sides.to(), "not registered");
                yield state.equals(HEALTHY)
                        ? new Effect.There()
                        : new Effect.NotYet(sides.to() + " is " + state + " in " + name());
            }
            case Look.Absent<Map<InstanceId, String>>(var why) -> unknown(why);
            case Look.Unreadable<Map<InstanceId, String>>(var why) -> unknown(why);
        };
    }

    private Effect unknown(String why) {
        return new Effect.NotYet("whether " + sides.to() + " is healthy in " + name() + " cannot be seen: " + why);
    }

    /** Registers first and waits, as the steps do. */
    @Override
    public String command(Map<String, Object> to) {
        Set<InstanceId> wanted = registered(to);
        return String.join(
                " && ",
                Stream.concat(
                                wanted.stream().map(side -> elbv2("register-targets", side)),
                                Stream.of(sides.from(), sides.to())
                                        .filter(side -> !wanted.contains(side))
                                        .map(side -> elbv2("deregister-targets", side)))
                        .toList());
    }

    private String elbv2(String verb, InstanceId side) {
        return "aws elbv2 " + verb + " --target-group-arn " + group + " --targets Id=" + side
                + port.map(number -> ",Port=" + number).orElse("");
    }

    @Override
    public String inWords(Map<String, Object> setting) {
        return registered(setting).isEmpty()
                ? "neither side"
                : String.join(" and ", Fields.of(setting).texts(REGISTERED));
    }

    private static Map<String, Object> setting(Collection<InstanceId> registered) {
        return Map.of(
                REGISTERED, registered.stream().sorted().map(InstanceId::value).toList());
    }

    private static Set<InstanceId> registered(Map<String, Object> setting) {
        var ids = new TreeSet<InstanceId>();
        Fields.of(setting).texts(REGISTERED).forEach(id -> ids.add(new InstanceId(id)));
        return ids;
    }

    private static Set<InstanceId> union(Set<InstanceId> one, Set<InstanceId> other) {
        var both = new TreeSet<>(one);
        both.addAll(other);
        return both;
    }

    private static Optional<InstanceId> without(Set<InstanceId> all, Set<InstanceId> those) {
        return all.stream().filter(one -> !those.contains(one)).findFirst();
    }
}
