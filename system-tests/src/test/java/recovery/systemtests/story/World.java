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
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import recovery.shared.lever.Addresses;
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
import recovery.shared.store.StoreUnreadable;
import recovery.shared.store.Write;
import recovery.shared.time.Ids;
import recovery.simulator.Action;
import recovery.simulator.Ailment;
import recovery.simulator.CallerDied;
import recovery.simulator.CountingIds;
import recovery.simulator.Ec2Model;
import recovery.simulator.HandClock;
import recovery.simulator.InMemoryStore;
import recovery.simulator.RecordingBus;
import recovery.simulator.SimulatedAlarms;
import recovery.simulator.SimulatedEc2;
import recovery.simulator.StatusAlarm;
import recovery.simulator.Traits;
import recovery.systemtests.story.Bundle.Function;

/**
 * A small world: three web servers, or a service of two machines behind levers; their alarms, the real functions behind
 * their doors, and everything that AWS would deliver between them. Time stands still unless a story moves it.
 */
public final class World {
    public static final InstanceId WEB_1 = new InstanceId("i-0000000000000001a");
    public static final InstanceId WEB_2 = new InstanceId("i-0000000000000002b");
    static final InstanceId WEB_3 = new InstanceId("i-0000000000000003c");

    /** The two machines of the service. */
    public static final InstanceId PRIMARY = WEB_1;

    public static final InstanceId STANDBY = WEB_2;

    /** The functions that get a tick each minute. */
    private static final List<Function> TICKED = List.of(Function.DETECTION, Function.RESTART, Function.FAILOVER);

    /** As often does Lambda try an asynchronous invocation, the last two times after a while. */
    private static final int MOST_TRIES = 3;

    private static final Duration TWO_SWEEPS = Duration.ofMinutes(2);

    public final HandClock clock = HandClock.at("2026-03-01T10:00:00Z");
    final SimulatedEc2 ec2 = SimulatedEc2.drivenBy(clock);
    public final Ec2Model model = ec2.model();
    public final SimulatedAlarms alarms = SimulatedAlarms.drivenBy(clock, model);
    public final RecordingBus bus = new RecordingBus();
    public final Site site = new Site(clock, model);
    /** The store in memory; another one may stand in its place, and then this one stays empty. */
    public final InMemoryStore store = new InMemoryStore();

    final List<String> log = new ArrayList<>();
    /** What failover calls, for its figures. */
    final Calls calls = new Calls(Function.FAILOVER);

    public boolean eventsAreLost;
    private final Store kept;
    private final CountingIds ids = new CountingIds();
    private final Bundle bundle;
    private final Queue<Delivery> deliveries = new ArrayDeque<>();
    private Instant nextTick;
    private Interruption interruption = Interruption.none();
    private Optional<Trace> trace = Optional.empty();

    /** A document on its way to a function. */
    private record Delivery(Function function, Map<String, Object> document) {}

    private World(Map<String, Object> document, List<InstanceId> machines, int alarmsEach, Optional<Store> instead) {
        Plan plan = Plan.of(document);
        kept = instead.orElse(store);
        bundle = new Bundle(new Plans(List.of(plan)), 10);
        String zone = "a";
        for (InstanceId id : machines) {
            model.add(id, Traits.inZone("us-east-1" + zone).tagged("recovery:plan", plan.name()));
            for (int each = 1; each <= alarmsEach; each++) {
                String more = each == 1 ? "" : "-" + each;
                alarms.define(
                        StatusAlarm.on("recovery-" + plan.name() + "-host-" + id + more, id, Ailment.Part.SYSTEM));
            }
            zone = zone.equals("c") ? "a" : String.valueOf((char) (zone.charAt(0) + 1));
        }
        model.onChange(changed -> send(Documents.stateChanged(changed.id(), changed.state(), changed.at())));
        alarms.onChange(changed -> {
            deliver(Function.DETECTION, Documents.alarmAction(changed.now()));
            send(Documents.alarmChanged(changed.now()));
        });
        bus.onEvent(this::route);
        nextTick = clock.now();
    }

    /** Three healthy servers under the plan `web`, the switch at ACT, and one tick behind them. */
    public static World acting() {
        return with(UnaryOperator.identity()).mode(Mode.ACT);
    }

    /** The same under a changed plan, freshly installed. */
    public static World with(UnaryOperator<Map<String, Object>> planChange) {
        return on(Optional.empty(), planChange);
    }

    /** The same with another store in place of the one in memory. */
    public static World on(Optional<Store> instead, UnaryOperator<Map<String, Object>> planChange) {
        return new World(planChange.apply(TestPlans.web()), List.of(WEB_1, WEB_2, WEB_3), 1, instead)
                .run(Duration.ofSeconds(1));
    }

    /** Many servers in three zones under the plan `web`, each with so many alarms on its host, the switch at ACT. */
    public static World fleet(List<InstanceId> machines, int alarmsEach) {
        return new World(TestPlans.web(), machines, alarmsEach, Optional.empty())
                .run(Duration.ofSeconds(1))
                .mode(Mode.ACT);
    }

    /** A primary, its standby and the levers between them under the plan `db`, freshly installed. */
    public static World serving(Optional<Store> instead, UnaryOperator<Map<String, Object>> planChange) {
        var world = new World(planChange.apply(TestPlans.db()), List.of(PRIMARY, STANDBY), 1, instead);
        world.site.furnish(PRIMARY);
        return world.run(Duration.ofSeconds(1));
    }

    public World mode(Mode mode) {
        Switch before = Switch.read(kept);
        var next = new Switch(mode, "a person", "test", Optional.of(clock.now()), before.version() + 1);
        kept.commit(List.of(new Write.Put(next.item("person"))));
        return this;
    }

    /** Moves the time on, delivering what AWS would deliver meanwhile, and a tick each minute. */
    public World run(Duration span) {
        return runUntil(span, () -> false);
    }

    /** The same until this is so, at most for this long. Asked at each moment at which something happened. */
    public World runUntil(Duration most, BooleanSupplier so) {
        Instant end = clock.now().plus(most);
        while (clock.now().isBefore(end) && !so.getAsBoolean()) {
            clock.advanceTo(nextMoment(end));
            interruption.moved();
            if (!clock.now().isBefore(nextTick)) {
                nextTick = nextTick.plus(Duration.ofMinutes(1));
                TICKED.forEach(function -> deliver(function, Documents.tick(clock.now())));
            }
            pump();
            trace.ifPresent(Trace::second);
        }
        return this;
    }

    /** Until the newest recovery of a target is closed, nothing waits in any queue, and two sweeps have passed since. */
    public World runUntilClosed(Target target, Duration most) {
        Instant latest = clock.now().plus(most);
        runUntil(
                most,
                () -> quiet() && recoveryOf(target).filter(one -> !one.open()).isPresent());
        Duration left = Duration.between(clock.now(), latest);
        return run(left.compareTo(TWO_SWEEPS) < 0 ? left : TWO_SWEEPS);
    }

    private boolean quiet() {
        return TICKED.stream().allMatch(function -> kept.queue(function.wireName(), Optional.empty())
                .items()
                .isEmpty());
    }

    /** The next second in which something may happen; each one if somebody holds the seconds against the invariants. */
    private Instant nextMoment(Instant end) {
        Instant soonest = clock.now().plusSeconds(1);
        if (trace.isPresent()) {
            return soonest;
        }
        return Stream.of(Optional.of(end), Optional.of(nextTick), model.nextChange(), alarms.nextChange())
                .flatMap(Optional::stream)
                .map(at -> at.isBefore(soonest) ? soonest : at)
                .min(Instant::compareTo)
                .orElseThrow();
    }

    private void pump() {
        while (!deliveries.isEmpty()) {
            Delivery next = deliveries.remove();
            invoke(next.function(), next.document());
        }
    }

    /** Invokes one function with one document, as Lambda would, and tries again when it dies. */
    public Optional<Map<String, Object>> invoke(Function function, Map<String, Object> document) {
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            interruption.begins(function);
            try {
                Map<String, Object> answer = once(function, document);
                interruption.ended(false);
                return Optional.of(answer);
            } catch (Interruption.Died | CallerDied | StoreUnreadable died) {
                log.add(clock.now() + " " + function.wireName() + " died: " + died.getMessage());
                interruption.ended(tries < MOST_TRIES);
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
        return bundle.invoke(
                function,
                document,
                ports(function),
                calls.at(function, Power.class, power),
                Steps.standard(() -> levers(function)),
                log::add);
    }

    private Levers levers(Function function) {
        Levers real = site.levers(function.wireName());
        return new Levers(
                calls.at(function, Addresses.class, interruption.at(Addresses.class, real.addresses())),
                calls.at(function, Dns.class, interruption.at(Dns.class, real.dns())),
                calls.at(function, Balancers.class, interruption.at(Balancers.class, real.balancers())),
                calls.at(function, Scaling.class, interruption.at(Scaling.class, real.scaling())));
    }

    /** From now on this stands between the functions and everything else. */
    public World interruptedBy(Interruption by) {
        interruption = by;
        return this;
    }

    /** From now on everything that is written and sent is held against the invariants. */
    void tracedBy(Trace by) {
        trace = Optional.of(by);
    }

    private Ports ports(Function function) {
        Store traced = trace.map(on -> on.at(kept)).orElse(kept);
        return new Ports(
                calls.at(function, Store.class, interruption.at(Store.class, traced)),
                calls.at(function, Ec2.class, interruption.at(Ec2.class, ec2)),
                calls.at(function, Alarms.class, interruption.at(Alarms.class, alarms)),
                calls.at(function, Bus.class, interruption.at(Bus.class, bus)),
                clock,
                interruption.at(Ids.class, ids));
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

    /** The lines that the functions wrote to their logs. */
    public List<String> lines() {
        return log;
    }

    /** The newest recovery of an instance. */
    public Optional<Recovery> recoveryOf(InstanceId id) {
        return recoveryOf(new Target.OfInstance(id));
    }

    /** The newest recovery of a target. */
    public Optional<Recovery> recoveryOf(Target target) {
        return journalOf(target).stream()
                .filter(row -> row.kind() == JournalRow.Kind.OPENED)
                .findFirst()
                .flatMap(row -> Recovery.read(kept, row.subject()));
    }

    /** Everything about an instance, newest first. */
    public List<JournalRow> journalOf(InstanceId id) {
        return journalOf(new Target.OfInstance(id));
    }

    public List<JournalRow> journalOf(Target target) {
        return kept.newest(target.key(), 500);
    }

    public TargetState target(InstanceId id) {
        return TargetState.read(kept, new Target.OfInstance(id));
    }

    public InstanceState state(InstanceId id) {
        return model.instance(id).orElseThrow().state();
    }

    /** The calls that changed an instance, such as {@code StopInstances i-…}, without dry runs. */
    public List<String> acts() {
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

    /** The instances that a call was to change. */
    public Set<InstanceId> touched() {
        return model.log().acts().stream()
                .filter(entry -> entry.action() == Action.STOP_INSTANCES || entry.action() == Action.START_INSTANCES)
                .flatMap(entry -> entry.ids().stream())
                .collect(Collectors.toSet());
    }

    public List<String> notices() {
        return bus.events().stream()
                .filter(event -> event.detail().containsKey("text"))
                .map(event -> event.kind() + ": " + event.detail().get("text"))
                .toList();
    }
}
