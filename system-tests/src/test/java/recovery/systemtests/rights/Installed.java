package recovery.systemtests.rights;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import recovery.failover.rights.PlanRights;
import recovery.failover.rights.RightsSection;
import recovery.failover.step.Steps;
import recovery.shared.alarm.Alarms;
import recovery.shared.bus.Bus;
import recovery.shared.bus.BusEvent;
import recovery.shared.door.Ports;
import recovery.shared.ec2.Ec2;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.Power;
import recovery.shared.lever.Addresses;
import recovery.shared.lever.Balancers;
import recovery.shared.lever.Dns;
import recovery.shared.lever.Levers;
import recovery.shared.lever.Scaling;
import recovery.shared.plan.Plans;
import recovery.shared.store.Store;
import recovery.simulator.Ailment;
import recovery.simulator.CountingIds;
import recovery.simulator.HandClock;
import recovery.simulator.InMemoryStore;
import recovery.simulator.RecordingBus;
import recovery.simulator.SimulatedAddresses;
import recovery.simulator.SimulatedAlarms;
import recovery.simulator.SimulatedEc2;
import recovery.simulator.StatusAlarm;
import recovery.simulator.Traits;
import recovery.systemtests.story.Bundle;
import recovery.systemtests.story.Bundle.Function;
import recovery.systemtests.story.Documents;
import recovery.systemtests.template.Checkout;
import recovery.systemtests.template.Node;

/** The bundle as it is installed in an account: every call of every function goes by its policy first. */
final class Installed {
    /** The template with the rights that the plans of the stories need. */
    static final String TEMPLATE = RightsSection.of(Checkout.read("template.yaml"))
            .with(PlanRights.standard().of(List.of(Site.DB)));

    private static final List<Function> TICKED = List.of(Function.DETECTION, Function.RESTART, Function.FAILOVER);

    final HandClock clock = HandClock.at("2026-03-01T10:00:00Z");
    final SimulatedEc2 ec2 = SimulatedEc2.drivenBy(clock);
    final SimulatedAlarms alarms = SimulatedAlarms.drivenBy(clock, ec2.model());
    final RecordingBus bus = new RecordingBus();
    final InMemoryStore store = new InMemoryStore();
    final Site site = new Site(clock, ec2.model());
    final Map<Function, Gatekeeper> gates;
    private final Bundle bundle;
    private final Authorization authorization = new Authorization(ec2.model());
    private final CountingIds ids = new CountingIds();
    private final Queue<Delivery> deliveries = new ArrayDeque<>();
    private final List<String> log = new ArrayList<>();
    private Instant nextTick = clock.now();

    private record Delivery(Function function, Map<String, Object> document) {}

    /**
     * @param gates what each function may do; they note what was used
     * @param attemptsPerHour at which the brake latches
     */
    Installed(Map<Function, Gatekeeper> gates, int attemptsPerHour) {
        this.gates = gates;
        bundle = new Bundle(new Plans(List.of(Site.WEB, Site.DB)), attemptsPerHour, Steps.standard(this::levers));
        List.of(Site.USERS, Site.CANARY).forEach(alarms::define);
        for (InstanceId id : List.of(Site.WEB_1, Site.WEB_2, Site.WEB_3)) {
            add(id, "web");
        }
        for (InstanceId id : List.of(Site.PRIMARY, Site.STANDBY)) {
            add(id, "db");
        }
        ec2.model().onChange(changed -> send(Documents.stateChanged(changed.id(), changed.state(), changed.at())));
        alarms.onChange(changed -> send(Documents.alarmChanged(changed.now())));
        bus.onEvent(this::route);
        run(Duration.ofSeconds(1));
    }

    private void add(InstanceId id, String plan) {
        ec2.model()
                .add(
                        id,
                        Traits.inZone(Documents.REGION + "abcde".charAt(Site.ALL.indexOf(id)))
                                .tagged("recovery:plan", plan));
        alarms.define(StatusAlarm.on("recovery-" + plan + "-host-" + id, id, Ailment.Part.SYSTEM));
    }

    /** Gates by the policies of a template. */
    static Map<Function, Gatekeeper> gates(String template) {
        var account = new Account(Node.parse(template));
        var gates = new EnumMap<Function, Gatekeeper>(Function.class);
        for (Function function : Function.values()) {
            gates.put(function, new Gatekeeper(account.policy(logicalId(function)), "recovery." + function.wireName()));
        }
        return gates;
    }

    static String logicalId(Function function) {
        String name = function.wireName();
        return Character.toUpperCase(name.charAt(0)) + name.substring(1) + "Function";
    }

    /** Moves the time on, with a tick each minute and what AWS would deliver in between. */
    Installed run(Duration span) {
        Instant end = clock.now().plus(span);
        while (clock.now().isBefore(end)) {
            clock.advance(Duration.ofSeconds(1));
            if (!clock.now().isBefore(nextTick)) {
                nextTick = nextTick.plus(Duration.ofMinutes(1));
                TICKED.forEach(function -> deliveries.add(new Delivery(function, Documents.tick(clock.now()))));
            }
            while (!deliveries.isEmpty()) {
                Delivery next = deliveries.remove();
                invoke(next.function(), next.document());
            }
        }
        return this;
    }

    private void send(Map<String, Object> event) {
        TICKED.forEach(function -> deliveries.add(new Delivery(function, event)));
    }

    private void route(BusEvent event) {
        if (event.kind() == BusEvent.Kind.RESTART_REQUESTED || event.kind() == BusEvent.Kind.REQUEST_MADE) {
            deliveries.add(new Delivery(Function.RESTART, Documents.busEvent(event, clock.now())));
        }
        if (event.kind() == BusEvent.Kind.FAILOVER_REQUESTED || event.kind() == BusEvent.Kind.REQUEST_MADE) {
            deliveries.add(new Delivery(Function.FAILOVER, Documents.busEvent(event, clock.now())));
        }
    }

    /** What a person asks the operator function. */
    Map<String, Object> ask(String request, String... fields) {
        var document = new LinkedHashMap<String, Object>(Map.of("request", request, "by", "Ann", "reason", "a test"));
        for (int i = 0; i < fields.length; i += 2) {
            document.put(fields[i], fields[i + 1]);
        }
        return invoke(Function.OPERATOR, document);
    }

    private Map<String, Object> invoke(Function function, Map<String, Object> document) {
        SimulatedEc2 own = ec2.as(function.wireName());
        var ports = new Ports(
                at(function, Store.class, store),
                at(function, Ec2.class, own),
                at(function, Alarms.class, alarms),
                at(function, Bus.class, bus),
                clock,
                ids);
        Power power = at(function, Power.class, own);
        return bundle.invoke(function, document, ports, power, log::add);
    }

    private Levers levers() {
        Addresses addresses = new SimulatedAddresses(ec2.model(), Function.FAILOVER.wireName());
        return new Levers(
                at(Function.FAILOVER, Addresses.class, addresses),
                at(Function.FAILOVER, Dns.class, site.dns),
                at(Function.FAILOVER, Balancers.class, site.balancers),
                at(Function.FAILOVER, Scaling.class, site.scaling));
    }

    private <T> T at(Function function, Class<T> port, T real) {
        Gatekeeper gate = gates.get(function);
        if (gate == null) {
            throw new IllegalStateException("no policy of " + function);
        }
        return gate.at(port, real, authorization);
    }

    /** Moves the time on until people are told something. */
    void until(String told) {
        for (int minutes = 0; minutes < 60; minutes++) {
            run(Duration.ofMinutes(1));
            if (bus.events().stream()
                    .anyMatch(
                            event -> String.valueOf(event.detail().get("text")).contains(told))) {
                return;
            }
        }
        throw new AssertionError("nobody was told of " + told + " within an hour: " + bus.events());
    }
}
