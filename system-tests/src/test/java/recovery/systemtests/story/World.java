package recovery.systemtests.story;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import recovery.failover.step.Steps;
import recovery.shared.alarm.Alarms;
import recovery.shared.bus.Bus;
import recovery.shared.bus.BusEvent;
import recovery.shared.control.Mode;
import recovery.shared.control.Switch;
import recovery.shared.door.Ports;
import recovery.shared.ec2.Ec2;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.ec2.Power;
import recovery.shared.journal.JournalRow;
import recovery.shared.json.Fields;
import recovery.shared.json.Json;
import recovery.shared.lever.Balancers;
import recovery.shared.lever.Dns;
import recovery.shared.lever.Levers;
import recovery.shared.lever.Scaling;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Plans;
import recovery.shared.record.Recovery;
import recovery.shared.record.Target;
import recovery.shared.record.TargetState;
import recovery.shared.store.Store;
import recovery.shared.store.Write;
import recovery.simulator.Ailment;
import recovery.simulator.CallerDied;
import recovery.simulator.CountingIds;
import recovery.simulator.Ec2Model;
import recovery.simulator.HandClock;
import recovery.simulator.InMemoryStore;
import recovery.simulator.RecordingBus;
import recovery.simulator.SimulatedAddresses;
import recovery.simulator.SimulatedAlarms;
import recovery.simulator.SimulatedEc2;
import recovery.simulator.StatusAlarm;
import recovery.simulator.Traits;
import recovery.systemtests.lever.Unused;
import recovery.systemtests.story.Bundle.Function;

/**
 * A small world: three web servers with their alarms, the real functions behind their doors, and everything
 * that AWS would deliver between them. Time stands still unless a story moves it.
 */
final class World {
    static final InstanceId WEB_1 = new InstanceId("i-0000000000000001a");
    static final InstanceId WEB_2 = new InstanceId("i-0000000000000002b");
    static final InstanceId WEB_3 = new InstanceId("i-0000000000000003c");

    /** The functions that get a tick each minute. */
    private static final List<Function> TICKED = List.of(Function.DETECTION, Function.RESTART, Function.FAILOVER);

    final HandClock clock = HandClock.at("2026-03-01T10:00:00Z");
    final SimulatedEc2 ec2 = SimulatedEc2.drivenBy(clock);
    final Ec2Model model = ec2.model();
    final SimulatedAlarms alarms = SimulatedAlarms.drivenBy(clock, model);
    final RecordingBus bus = new RecordingBus();
    final InMemoryStore store = new InMemoryStore();
    final List<String> log = new ArrayList<>();
    boolean eventsAreLost;
    private final CountingIds ids = new CountingIds();
    private final Bundle bundle;
    private final Queue<Delivery> deliveries = new ArrayDeque<>();
    private Instant nextTick;
    private Interruption interruption = Interruption.none();
    private Optional<Trace> trace = Optional.empty();

    /** A document on its way to a function. */
    private record Delivery(Function function, Map<String, Object> document) {}

    private World(UnaryOperator<Map<String, Object>> change) {
        bundle = new Bundle(new Plans(List.of(Plan.of(change.apply(TestPlans.web())))), 10, addressesOnly(model));
        String zone = "a";
        for (InstanceId id : List.of(WEB_1, WEB_2, WEB_3)) {
            model.add(id, Traits.inZone("us-east-1" + zone).tagged("recovery:plan", "web"));
            alarms.define(StatusAlarm.on("recovery-web-host-" + id, id, Ailment.Part.SYSTEM));
            zone = String.valueOf((char) (zone.charAt(0) + 1));
        }
        model.onChange(changed -> send(Documents.stateChanged(changed.id(), changed.state(), changed.at())));
        alarms.onChange(changed -> {
            deliver(Function.DETECTION, Documents.alarmAction(changed.now()));
            send(Documents.alarmChanged(changed.now()));
        });
        bus.onEvent(this::route);
        nextTick = clock.now();
    }

    private static Steps addressesOnly(Ec2Model model) {
        return Steps.standard(() -> new Levers(
                new SimulatedAddresses(model, Function.FAILOVER.wireName()),
                Unused.of(Dns.class),
                Unused.of(Balancers.class),
                Unused.of(Scaling.class)));
    }

    /** Three healthy servers under the plan `web`, the switch at ACT, and one tick behind them. */
    static World acting() {
        return with(UnaryOperator.identity()).mode(Mode.ACT);
    }

    /** The same under a changed plan, freshly installed. */
    static World with(UnaryOperator<Map<String, Object>> planChange) {
        var world = new World(planChange);
        world.run(Duration.ofSeconds(1));
        return world;
    }

    World mode(Mode mode) {
        Switch before = Switch.read(store);
        var next = new Switch(mode, "a person", "test", Optional.of(clock.now()), before.version() + 1);
        store.commit(List.of(new Write.Put(next.item("person"))));
        return this;
    }

    /** Moves the time on, delivering what AWS would deliver meanwhile, and a tick each minute. */
    World run(Duration span) {
        Instant end = clock.now().plus(span);
        while (clock.now().isBefore(end)) {
            clock.advance(Duration.ofSeconds(1));
            if (!clock.now().isBefore(nextTick)) {
                nextTick = nextTick.plus(Duration.ofMinutes(1));
                TICKED.forEach(function -> deliver(function, Documents.tick(clock.now())));
            }
            pump();
            trace.ifPresent(Trace::second);
        }
        return this;
    }

    private void pump() {
        while (!deliveries.isEmpty()) {
            Delivery next = deliveries.remove();
            invoke(next.function(), next.document());
        }
    }

    /** Invokes one function with one document, as Lambda would, and tries again when it dies. */
    Optional<Map<String, Object>> invoke(Function function, Map<String, Object> document) {
        for (int tries = 0; tries < 3; tries++) {
            try {
                return Optional.of(once(function, document));
            } catch (Interruption.Died died) {
                log.add(clock.now() + " " + function.wireName() + " died");
            } catch (CallerDied died) {
                log.add(clock.now() + " " + function.wireName() + " died: " + died.getMessage());
            } catch (IllegalStateException refused) {
                trace.orElseThrow(() -> refused).breaks("refused", String.valueOf(refused.getMessage()));
            }
        }
        return Optional.empty();
    }

    /** Invokes it without a second try: whatever ends it is thrown. */
    Map<String, Object> once(Function function, Map<String, Object> document) {
        Power direct = ec2.as(function.wireName());
        Power power =
                interruption.at(Power.class, trace.map(on -> on.at(direct)).orElse(direct));
        return bundle.invoke(function, document, ports(), power, log::add);
    }

    /** From now on every call of the functions is counted, and one of them may be the caller's last. */
    void interruptedBy(Interruption by) {
        interruption = by;
    }

    /** From now on everything that is written and sent is held against the invariants. */
    void tracedBy(Trace by) {
        trace = Optional.of(by);
    }

    private Ports ports() {
        return new Ports(
                interruption.at(Store.class, trace.map(on -> on.at(store)).orElse(store)),
                interruption.at(Ec2.class, ec2),
                interruption.at(Alarms.class, alarms),
                interruption.at(Bus.class, bus),
                clock,
                ids);
    }

    private void send(Map<String, Object> event) {
        TICKED.forEach(function -> deliver(function, event));
    }

    private void deliver(Function function, Map<String, Object> document) {
        if (!eventsAreLost || document.containsKey("tick")) {
            deliveries.add(new Delivery(function, document));
        }
    }

    private void route(BusEvent event) {
        var document = Documents.busEvent(event, clock.now());
        switch (event.kind()) {
            case RESTART_REQUESTED -> deliver(Function.RESTART, document);
            case FAILOVER_REQUESTED -> deliver(Function.FAILOVER, document);
            case REQUEST_MADE -> {
                deliver(Function.RESTART, document);
                deliver(Function.FAILOVER, document);
            }
            case RECOVERY_OPENED, RECOVERY_HELD, RECOVERY_CLOSED, RECOVERY_ESCALATED, MODE_CHANGED, BRAKE_LATCHED -> {}
        }
    }

    // --- what a story looks at ---

    Optional<Recovery> recoveryOf(InstanceId id) {
        return recoveryOf(new Target.OfInstance(id));
    }

    /** The newest recovery of a target. */
    Optional<Recovery> recoveryOf(Target target) {
        return journalOf(target).stream()
                .filter(row -> row.kind() == JournalRow.Kind.OPENED)
                .findFirst()
                .flatMap(row -> Recovery.read(store, row.subject()));
    }

    /** Everything about an instance, newest first. */
    List<JournalRow> journalOf(InstanceId id) {
        return journalOf(new Target.OfInstance(id));
    }

    List<JournalRow> journalOf(Target target) {
        return store.newest(target.key(), 200);
    }

    TargetState target(InstanceId id) {
        return TargetState.read(store, new Target.OfInstance(id));
    }

    InstanceState state(InstanceId id) {
        return model.instance(id).orElseThrow().state();
    }

    /** The calls that changed an instance, such as {@code StopInstances i-…}, without dry runs. */
    List<String> acts() {
        return model.log().acts().stream()
                .map(entry -> entry.action().wireName() + " " + entry.ids().getFirst())
                .toList();
    }

    /** The functions that wrote a heartbeat at the last tick. */
    Set<String> heartbeatsAtTheLastTick() {
        String at = "\"Timestamp\":" + nextTick.minus(Duration.ofMinutes(1)).toEpochMilli();
        return log.stream()
                .filter(line -> line.startsWith("{\"_aws\"") && line.contains(at))
                .map(line -> Fields.of(Json.read(line)).text("Function"))
                .collect(Collectors.toSet());
    }

    List<String> notices() {
        return bus.events().stream()
                .filter(event -> event.detail().containsKey("text"))
                .map(event -> event.kind() + ": " + event.detail().get("text"))
                .toList();
    }
}
