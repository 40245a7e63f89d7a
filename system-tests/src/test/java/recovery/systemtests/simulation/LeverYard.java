package recovery.systemtests.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.lever.Addresses;
import recovery.shared.lever.Dns;
import recovery.shared.lever.Levers;
import recovery.shared.look.Look;
import recovery.simulator.Ec2Model;
import recovery.simulator.HandClock;
import recovery.simulator.SimulatedAddresses;
import recovery.simulator.SimulatedBalancers;
import recovery.simulator.SimulatedDns;
import recovery.simulator.SimulatedScaling;
import recovery.systemtests.invariant.Site;

/** Everything that a failover may move in a run: how it stands, how it stood, and who else has moved it. */
final class LeverYard {
    static final String ADDRESS = "203.0.113.10";
    static final Dns.Name RECORD = new Dns.Name("Z0123456789", "db.example.org.", "A", Optional.empty());
    static final String LISTENER = balancing("listener/app/web/1/1");
    static final String RULE = balancing("listener-rule/app/web/1/1/1");
    static final String GROUP = balancing("targetgroup/web/1");
    static final String SPARE = balancing("targetgroup/web-standby/1");
    static final String FLEET = "web-fleet";

    final SimulatedDns dns;
    final SimulatedBalancers balancers;
    final SimulatedScaling scaling;
    private final Ec2Model model;
    private final HandClock clock;
    private final Addresses addresses;
    private final List<InstanceId> machines;
    private final Map<Lever, Past> pasts = new EnumMap<>(Lever.class);
    private final Map<Lever, Foreign> foreign = new EnumMap<>(Lever.class);

    /** How a lever stood before it was last moved. */
    private record Past(Look<?> look, Instant until) {}

    /** What somebody else has made of a lever, and how that is taken back. */
    private record Foreign(Instant at, Look<?> made, Runnable takeBack) {}

    LeverYard(Ec2Model model, HandClock clock, List<InstanceId> machines) {
        this.model = model;
        this.clock = clock;
        this.machines = machines;
        dns = new SimulatedDns(clock, Duration.ofSeconds(40));
        balancers = new SimulatedBalancers(
                clock,
                new SimulatedBalancers.Spans(Duration.ofSeconds(25), Duration.ofMinutes(2)),
                id -> model.instance(id)
                        .filter(one -> one.state() == InstanceState.RUNNING)
                        .isPresent());
        scaling = new SimulatedScaling(clock, Duration.ofSeconds(70));
        addresses = new SimulatedAddresses(model, "truth");
        furnish(machines.getFirst());
    }

    private static String balancing(String what) {
        return "arn:aws:elasticloadbalancing:eu-west-1:123456789012:" + what;
    }

    /** Everything leads to the primary. */
    private void furnish(InstanceId primary) {
        model.addAddress(ADDRESS, primary);
        dns.puts(RECORD, record("198.51.100.1"));
        balancers.puts(LISTENER, weights(100, 0));
        balancers.puts(RULE, weights(100, 0));
        balancers.registers(GROUP, Optional.empty(), primary);
        scaling.puts(FLEET, 0, 6, 2);
    }

    static Map<String, Object> record(String value) {
        return Map.of(
                "Name", RECORD.name(), "Type", "A", "TTL", 60L, "ResourceRecords", List.of(Map.of("Value", value)));
    }

    private static List<Map<String, Object>> weights(long one, long other) {
        return List.of(Map.of(
                "Type",
                "forward",
                "Order",
                1L,
                "ForwardConfig",
                Map.of(
                        "TargetGroups",
                        List.of(
                                Map.of("TargetGroupArn", GROUP, "Weight", one),
                                Map.of("TargetGroupArn", SPARE, "Weight", other)))));
    }

    /** The doors behind which everything is as it really is. */
    Levers levers() {
        return new Levers(addresses, dns, balancers, scaling);
    }

    /** The same for the rules. */
    Site site() {
        return new Site(this::levers, (step, since) -> inOtherHands(Lever.of(step), since));
    }

    private Look<?> now(Lever lever) {
        return switch (lever) {
            case ADDRESS -> addresses.address(ADDRESS);
            case RECORD -> dns.recordSet(RECORD);
            case LISTENER -> balancers.listenerActions(LISTENER);
            case RULE -> balancers.ruleActions(RULE);
            case TARGETS -> balancers.targets(GROUP, Optional.empty());
            case FLEET -> scaling.group(FLEET);
        };
    }

    /** The lever is about to be moved: how it stands now can be seen a little longer. */
    void moves(Lever lever) {
        pasts.put(lever, new Past(now(lever), clock.now()));
    }

    /** How it was shown so long ago; empty if that is how it is now. */
    Optional<Look<?>> longAgo(Lever lever, Duration age) {
        return Optional.ofNullable(pasts.get(lever))
                .filter(past -> past.until().isAfter(clock.now().minus(age)))
                .map(Past::look);
    }

    // --- others ---

    /** Somebody else moves a lever. */
    void movedByOthers(Lever lever, Choices choices) {
        moves(lever);
        Look<?> before = now(lever);
        Runnable takeBack =
                switch (lever) {
                    case ADDRESS -> leads(choices);
                    case RECORD -> record(choices);
                    case LISTENER -> actions(LISTENER);
                    case RULE -> actions(RULE);
                    case TARGETS -> targets(choices);
                    case FLEET -> fleet(choices);
                };
        if (!now(lever).equals(before)) {
            foreign.put(lever, new Foreign(clock.now(), now(lever), takeBack));
        }
    }

    private Runnable leads(Choices choices) {
        Addresses.Address address = model.addresses().getFirst();
        model.leads(address, machines.get(choices.below(machines.size())));
        return () -> address.instance().ifPresent(id -> model.leads(address, id));
    }

    private Runnable record(Choices choices) {
        Map<String, Object> before = dns.recordSet(RECORD).seen().orElseThrow();
        dns.puts(RECORD, record(choices.oneOf("198.51.100.9", "198.51.100.1", "198.51.100.2")));
        return () -> dns.puts(RECORD, before);
    }

    private Runnable actions(String arn) {
        List<Map<String, Object>> before = balancers.listenerActions(arn).seen().orElseThrow();
        balancers.puts(arn, weights(50, 50));
        return () -> balancers.puts(arn, before);
    }

    private Runnable targets(Choices choices) {
        Map<InstanceId, String> before =
                balancers.targets(GROUP, Optional.empty()).seen().orElseThrow();
        InstanceId id = machines.get(choices.below(2));
        boolean in = before.containsKey(id) && !before.get(id).equals("draining");
        targets(id, !in);
        return () -> targets(id, in);
    }

    private void targets(InstanceId id, boolean in) {
        if (in) {
            balancers.registers(GROUP, Optional.empty(), id);
        } else {
            balancers.removes(GROUP, Optional.empty(), id);
        }
    }

    private Runnable fleet(Choices choices) {
        var before = scaling.group(FLEET).seen().orElseThrow();
        scaling.puts(FLEET, 0, choices.oneOf(6, 8), choices.oneOf(2, 3, 5));
        return () -> scaling.puts(FLEET, before.min(), before.max(), before.desired());
    }

    /** Whether somebody else has had a hand in a lever since; AWS takes addresses from instances that it terminates. */
    boolean inOtherHands(Lever lever, Instant since) {
        boolean terminated = lever == Lever.ADDRESS
                && machines.stream().anyMatch(id -> model.instance(id)
                        .filter(one -> one.state() != InstanceState.TERMINATED)
                        .isEmpty());
        return terminated
                || Optional.ofNullable(foreign.get(lever))
                        .filter(hand -> !hand.at().isBefore(since))
                        .isPresent();
    }

    /** Whoever had a hand in a lever takes that back, if it still stands so; that is their hand in it once more (seed L 3048). */
    void othersTakeBack() {
        foreign.replaceAll((lever, hand) -> {
            if (!now(lever).equals(hand.made())) {
                return hand;
            }
            hand.takeBack().run();
            return new Foreign(clock.now(), now(lever), hand.takeBack());
        });
    }
}
