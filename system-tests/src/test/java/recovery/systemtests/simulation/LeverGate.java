package recovery.systemtests.simulation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import recovery.shared.ec2.InstanceId;
import recovery.shared.lever.Addresses;
import recovery.shared.lever.Balancers;
import recovery.shared.lever.Dns;
import recovery.shared.lever.LeverReply;
import recovery.shared.lever.Scaling;
import recovery.shared.look.Look;
import recovery.simulator.Action;
import recovery.simulator.Aim;
import recovery.simulator.Ec2Error;
import recovery.simulator.Fault;

/** The levers as one execution has them: at each call others may go on, the execution may end, and the call may go wrong. */
final class LeverGate implements Addresses, Dns, Balancers, Scaling {
    /** A lost reply is settled by two looks a minute apart: what a look shows is never older than that. */
    private static final Duration[] AGES = {Duration.ofSeconds(5), Duration.ofSeconds(30)};

    private final Simulation world;
    private final Execution self;
    private final Gate gate;
    private final LeverYard yard;

    LeverGate(Simulation world, Execution self, Gate gate) {
        this.world = world;
        this.self = self;
        this.gate = gate;
        this.yard = world.yard();
    }

    // --- looking ---

    @SuppressWarnings("unchecked") // what is remembered of a lever is what its own reading showed
    private <T> Look<T> look(Lever lever, Supplier<Look<T>> reading) {
        return gate.call("a look at " + lever, () -> {
            Optional<Trouble> trouble = world.drawn(Trouble.LEVER_UNREADABLE, Trouble.LEVER_READ_STALE);
            if (world.weather().leversGone(world.now()) || trouble.equals(Optional.of(Trouble.LEVER_UNREADABLE))) {
                return new Look.Unreadable<>("no answer came");
            }
            if (trouble.isPresent()) {
                Duration age = world.choices().oneOf(AGES);
                Optional<Look<?>> old = yard.longAgo(lever, age);
                if (old.isPresent()) {
                    world.tell(() -> "a look at " + lever + " shows what was " + age + " ago");
                    return (Look<T>) old.get();
                }
            }
            return reading.get();
        });
    }

    @Override
    public Look<Address> address(String ip) {
        return look(Lever.ADDRESS, () -> yard.levers().addresses().address(ip));
    }

    @Override
    public Look<List<Address>> leadingTo(InstanceId instance) {
        return gate.call(
                "a look at the addresses of " + instance,
                () -> world.weather().leversGone(world.now())
                        ? new Look.Unreadable<>("no answer came")
                        : yard.levers().addresses().leadingTo(instance));
    }

    @Override
    public Look<Map<String, Object>> recordSet(Name name) {
        return look(Lever.RECORD, () -> yard.dns.recordSet(name));
    }

    @Override
    public Look<Change> change(String receipt) {
        return gate.call(
                "a look at a change",
                () -> world.weather().leversGone(world.now())
                        ? new Look.Unreadable<>("no answer came")
                        : yard.dns.change(receipt));
    }

    @Override
    public Look<List<Map<String, Object>>> listenerActions(String listener) {
        return look(Lever.LISTENER, () -> yard.balancers.listenerActions(listener));
    }

    @Override
    public Look<List<Map<String, Object>>> ruleActions(String rule) {
        return look(Lever.RULE, () -> yard.balancers.ruleActions(rule));
    }

    @Override
    public Look<Map<InstanceId, String>> targets(String group, Optional<Integer> port) {
        return look(Lever.TARGETS, () -> yard.balancers.targets(group, port));
    }

    @Override
    public Look<Group> group(String name) {
        return look(Lever.FLEET, () -> yard.scaling.group(name));
    }

    // --- moving ---

    private LeverReply move(Lever lever, Consumer<Fault.AtTheDoor> arm, Supplier<LeverReply> send) {
        Duration reached = self.uptime();
        return gate.call("a move of " + lever, () -> {
            fault().ifPresent(arm);
            Duration waited = self.uptime().minus(reached);
            yard.moves(lever);
            LeverReply reply = world.rules().move(self.caller, waited, send);
            world.tell(() -> "failover moves " + lever + ": " + reply);
            return reply;
        });
    }

    private Optional<Fault.AtTheDoor> fault() {
        if (world.weather().leversGone(world.now())) {
            return Optional.of(new Fault.LoseReply(false));
        }
        return world.drawn(
                        Trouble.LEVER_THROTTLED,
                        Trouble.LEVER_REFUSED,
                        Trouble.LEVER_REPLY_LOST,
                        Trouble.LEVER_NOT_REACHED)
                .map(trouble -> switch (trouble) {
                    case LEVER_THROTTLED -> new Fault.Refuse(Ec2Error.THROTTLED);
                    case LEVER_REFUSED -> new Fault.Refuse(Ec2Error.bad("AccessDenied", "You are not authorized."));
                    case LEVER_REPLY_LOST -> new Fault.LoseReply(true);
                    default -> new Fault.LoseReply(false);
                });
    }

    private Consumer<Fault.AtTheDoor> at(Action action) {
        return fault -> world.model().arm(fault, Aim.at(action), 1);
    }

    @Override
    public LeverReply associate(String allocation, InstanceId to) {
        return move(Lever.ADDRESS, at(Action.ASSOCIATE_ADDRESS), () -> yard.levers()
                .addresses()
                .associate(allocation, to));
    }

    @Override
    public LeverReply disassociate(String association) {
        return move(Lever.ADDRESS, at(Action.DISASSOCIATE_ADDRESS), () -> yard.levers()
                .addresses()
                .disassociate(association));
    }

    @Override
    public LeverReply upsert(Name name, Map<String, Object> whole) {
        LeverReply reply = move(Lever.RECORD, yard.dns::arm, () -> yard.dns.upsert(name, whole));
        if (world.drawn(Trouble.LEVER_CHANGE_FORGOTTEN).isPresent()) {
            world.tell(() -> "Route 53 forgets its changes");
            yard.dns.losesChanges();
        }
        return reply;
    }

    @Override
    public LeverReply setListenerActions(String listener, List<Map<String, Object>> actions) {
        return move(Lever.LISTENER, yard.balancers::arm, () -> yard.balancers.setListenerActions(listener, actions));
    }

    @Override
    public LeverReply setRuleActions(String rule, List<Map<String, Object>> actions) {
        return move(Lever.RULE, yard.balancers::arm, () -> yard.balancers.setRuleActions(rule, actions));
    }

    @Override
    public LeverReply register(String group, InstanceId instance, Optional<Integer> port) {
        return move(Lever.TARGETS, yard.balancers::arm, () -> yard.balancers.register(group, instance, port));
    }

    @Override
    public LeverReply deregister(String group, InstanceId instance, Optional<Integer> port) {
        return move(Lever.TARGETS, yard.balancers::arm, () -> yard.balancers.deregister(group, instance, port));
    }

    @Override
    public LeverReply setDesired(String name, int desired) {
        return move(Lever.FLEET, yard.scaling::arm, () -> yard.scaling.setDesired(name, desired));
    }
}
