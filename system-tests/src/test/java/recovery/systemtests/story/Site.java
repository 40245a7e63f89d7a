package recovery.systemtests.story;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.lever.Addresses;
import recovery.shared.lever.Dns;
import recovery.shared.lever.Levers;
import recovery.simulator.Ec2Model;
import recovery.simulator.HandClock;
import recovery.simulator.SimulatedAddresses;
import recovery.simulator.SimulatedBalancers;
import recovery.simulator.SimulatedDns;
import recovery.simulator.SimulatedScaling;

/** What leads the users of a service to one of its two machines: an address, a record set and a target group. */
public final class Site {
    static final String ADDRESS = "203.0.113.10";
    static final Dns.Name NAME = new Dns.Name("Z0123456789ABCDEFGHIJ", "db.example.org.", "A", Optional.empty());
    static final String GROUP = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/db/0123456789abcdef";
    private static final Map<String, Object> AT_HOME = recordSet("203.0.113.10");
    private static final Map<String, Object> AWAY = recordSet("203.0.113.20");

    public final SimulatedDns dns;
    public final SimulatedBalancers balancers;
    private final Ec2Model model;
    private final SimulatedScaling scaling;

    Site(HandClock clock, Ec2Model model) {
        this.model = model;
        dns = new SimulatedDns(clock, Duration.ofSeconds(30));
        var spans = new SimulatedBalancers.Spans(Duration.ofSeconds(20), Duration.ofSeconds(30));
        balancers = new SimulatedBalancers(clock, spans, this::runs);
        scaling = new SimulatedScaling(clock, Duration.ofMinutes(1));
    }

    private boolean runs(InstanceId id) {
        return model.instance(id)
                .filter(one -> one.state() == InstanceState.RUNNING)
                .isPresent();
    }

    /** Lets everything lead to this machine. */
    void furnish(InstanceId home) {
        model.addAddress(ADDRESS, home);
        dns.puts(NAME, AT_HOME);
        balancers.registers(GROUP, Optional.empty(), home);
    }

    private static Map<String, Object> recordSet(String value) {
        return Map.of(
                "Name",
                NAME.name(),
                "Type",
                NAME.type(),
                "TTL",
                60L,
                "ResourceRecords",
                List.of(Map.of("Value", value)));
    }

    public Levers levers(String caller) {
        return new Levers(new SimulatedAddresses(model, caller), dns, balancers, scaling);
    }

    /** Whether each lever stands as it did before a failover. */
    public boolean isHome(InstanceId home) {
        return stands(home, AT_HOME);
    }

    /** Whether each lever stands as the plan says for after a failover. */
    public boolean isAway(InstanceId standby) {
        return stands(standby, AWAY);
    }

    /** Whether each lever stands as before or as planned, or, where both may be registered, as both. */
    public boolean isHomeOrAway(InstanceId home, InstanceId standby) {
        var sides = Set.of(home, standby);
        return leads().filter(sides::contains).isPresent()
                && dns.recordSet(NAME)
                        .seen()
                        .filter(Set.of(AT_HOME, AWAY)::contains)
                        .isPresent()
                && !registered().isEmpty()
                && sides.containsAll(registered());
    }

    private boolean stands(InstanceId side, Map<String, Object> record) {
        return leads().equals(Optional.of(side))
                && dns.recordSet(NAME).seen().equals(Optional.of(record))
                && registered().equals(Set.of(side));
    }

    private Optional<InstanceId> leads() {
        return model.addresses().stream().findFirst().flatMap(Addresses.Address::instance);
    }

    private Set<InstanceId> registered() {
        return balancers
                .targets(GROUP, Optional.empty())
                .seen()
                .orElse(Map.of())
                .keySet();
    }

    /** How the levers stand, for whoever must understand a failure. */
    public String inWords() {
        return "address to " + leads() + ", record "
                + dns.recordSet(NAME).seen().orElse(Map.of()).get("ResourceRecords") + ", targets "
                + balancers.targets(GROUP, Optional.empty()).seen().orElse(Map.of());
    }
}
