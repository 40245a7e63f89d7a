package recovery.failover;

import java.lang.reflect.Proxy;
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
import recovery.failover.step.Step;
import recovery.failover.step.Steps;
import recovery.shared.alarm.Alarm;
import recovery.shared.alarm.Alarms;
import recovery.shared.bus.Bus;
import recovery.shared.bus.BusEvent;
import recovery.shared.control.Installation;
import recovery.shared.control.Mode;
import recovery.shared.control.Switch;
import recovery.shared.door.Log;
import recovery.shared.door.Ports;
import recovery.shared.ec2.Ec2;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.ec2.Power;
import recovery.shared.journal.JournalRow;
import recovery.shared.json.Json;
import recovery.shared.lever.Addresses;
import recovery.shared.lever.Balancers;
import recovery.shared.lever.Dns;
import recovery.shared.lever.Levers;
import recovery.shared.lever.Scaling;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Symptom;
import recovery.shared.record.Group;
import recovery.shared.record.Notice;
import recovery.shared.record.Owner;
import recovery.shared.record.Recovery;
import recovery.shared.record.RecoveryDraft;
import recovery.shared.record.RosterEntry;
import recovery.shared.record.Stage;
import recovery.shared.record.Target;
import recovery.shared.record.TargetState;
import recovery.shared.record.Transition;
import recovery.shared.record.Wish;
import recovery.shared.record.WritePath;
import recovery.shared.signal.EventReader;
import recovery.shared.store.Store;
import recovery.shared.store.Write;
import recovery.shared.time.Clock;
import recovery.simulator.CountingIds;
import recovery.simulator.HandClock;
import recovery.simulator.InMemoryStore;
import recovery.simulator.RecordingBus;
import recovery.simulator.SimulatedAlarms;
import recovery.simulator.SimulatedEc2;
import recovery.simulator.Traits;

/** A primary and a standby behind three signposts, and the real failover between them. Time stands still unless moved. */
final class Pair {
    static final InstanceId PRIMARY = new InstanceId("i-00000000000000001");
    static final InstanceId STANDBY = new InstanceId("i-00000000000000002");
    static final Target SERVICE = new Target.OfService("db");
    private static final EventReader READER = new EventReader("123456789012", "eu-west-1");

    final HandClock clock = HandClock.at("2026-03-01T10:00:00Z");
    final SimulatedEc2 ec2 = SimulatedEc2.drivenBy(clock);
    final InMemoryStore store = new InMemoryStore();
    final RecordingBus bus = new RecordingBus();
    final SimulatedAlarms alarms = new SimulatedAlarms(ec2.model());
    final Signposts signposts = new Signposts();
    final List<String> log = new ArrayList<>();
    final Plan plan;
    private final CountingIds ids = new CountingIds();
    private final Queue<Map<String, Object>> deliveries = new ArrayDeque<>();
    private Interruption interruption = Interruption.none();
    private Duration behind = Duration.ZERO;
    private Instant nextTick;

    Pair() {
        this(UnaryOperator.identity());
    }

    /** @param change of the plan's text */
    Pair(UnaryOperator<String> change) {
        plan = Plan.of(
                Json.read(
                        change.apply(
                                """
            {"plan": "db", "mode": "ACT", "hash": "0123456789abcdef", "triggers": [],
             "limits": {"minHealthy": 0, "inFlight": {"floor": 1, "percent": 20}, "attemptsPerDay": 3,
                        "coolDown": "PT30M", "quiet": "PT5M", "maxEventAge": "PT10M", "holdDeadline": "PT1H"},
             "ladder": {}, "accept": {"forcedStop": true, "guestShutdown": false},
             "clocks": {"step": "PT2M", "recovery": "PT20M", "unstop": "PT1H"}, "proof": {"soak": "PT1M"},
             "failover": {"primary": "i-00000000000000001", "standby": "i-00000000000000002", "fence": "STOP",
                          "steps": [{"signpost": {"name": "reads", "standbyWrites": false}},
                                    {"signpost": {"name": "address", "standbyWrites": true}},
                                    {"signpost": {"name": "weights", "standbyWrites": true}}],
                          "window": "PT1H", "bake": "PT24H"}}
            """)));
        for (InstanceId id : List.of(PRIMARY, STANDBY)) {
            ec2.model().add(id, Traits.inZone("eu-west-1a").tagged("recovery:plan", "db"));
        }
        List.of("reads", "address", "weights").forEach(name -> signposts.points.put(name, PRIMARY.value()));
        ec2.model().onChange(changed -> deliveries.add(changed(changed.id(), changed.state(), changed.at())));
        mode(Mode.ACT);
        nextTick = clock.now();
    }

    Pair mode(Mode mode) {
        var before = Switch.read(store);
        var next = new Switch(mode, "a person", "test", Optional.of(clock.now()), before.version() + 1);
        store.commit(List.of(new Write.Put(next.item("person"))));
        return this;
    }

    /** The brake of the installation latches. */
    Pair braked() {
        var notice = new Notice(BusEvent.Kind.BRAKE_LATCHED, "installation", "a test", clock.now());
        var latched = Installation.read(store).latched(clock.now(), "a test", notice);
        store.commit(List.of(new Write.Put(latched.item("restart"))));
        return this;
    }

    /** Another recovery claims an instance. */
    Pair claimed(InstanceId id, String by) {
        store.commit(List.of(new Write.Put(target(id).claimedBy(by).item("another"))));
        return this;
    }

    /** The sweep of detection has seen this member of the group. */
    Pair enrolled(InstanceId id, String zone) {
        var entry = new RosterEntry(id, plan.name(), zone, clock.now(), Optional.empty(), 1);
        store.commit(List.of(new Write.Put(entry.item("detection"))));
        return this;
    }

    /** From now on failover's clock is behind that of EC2, by so much. */
    Pair behind(Duration by) {
        behind = by;
        return this;
    }

    /** From now on every call is counted, and one of them may go wrong. */
    Pair interruptedBy(Interruption by) {
        interruption = by;
        return this;
    }

    /** Opens a failover of the primary, as detection would. */
    Pair opened() {
        return opened("r-1", draft -> draft);
    }

    Pair opened(String id, UnaryOperator<RecoveryDraft> how) {
        return opened(id, new Target.OfInstance(PRIMARY), Optional.empty(), how);
    }

    /** Opens a failover of this target, for which this alarm rang. */
    Pair rung(Target target, String alarm) {
        alarms.define(alarm);
        alarms.set(alarm, Alarm.State.ALARM);
        return opened("r-1", target, Optional.of(alarm), draft -> draft);
    }

    private Pair opened(String id, Target target, Optional<String> alarm, UnaryOperator<RecoveryDraft> how) {
        Instant now = clock.now();
        var first = new Recovery(
                id,
                1,
                Owner.FAILOVER,
                target,
                Symptom.SYSTEM,
                new Recovery.Opening(now, alarm, "eu-west-1a", "its host is broken"),
                plan,
                Stage.REQUESTED,
                Optional.empty(),
                new Recovery.Deadlines(
                        now.plus(plan.clocks().step()), now.plus(plan.clocks().recovery()), Optional.empty()),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                List.of());
        Transition opening = Transition.opening(first, "opener")
                .with(Group.read(store, "db").reserved(id, new Group.Slot(first.target(), "eu-west-1a")));
        first.claims()
                .forEach(
                        claimed -> opening.with(TargetState.read(store, claimed).claimedBy(id)));
        write(opening);
        write(Transition.of(first, how.apply(first.next()).done(), "opener"));
        return this;
    }

    private void write(Transition step) {
        var ready = step.because(JournalRow.Kind.OPENED, clock.now(), "opened", Map.of());
        if (!(new WritePath(store).write(ready) instanceof Transition.Result.Written)) {
            throw new AssertionError("could not be opened");
        }
    }

    /** Moves the time on, with a tick each minute and the events of EC2 in between. */
    Pair run(Duration span) {
        Instant end = clock.now().plus(span);
        while (clock.now().isBefore(end)) {
            if (!clock.now().isBefore(nextTick)) {
                nextTick = nextTick.plus(Duration.ofMinutes(1));
                deliveries.add(tick());
            }
            while (!deliveries.isEmpty()) {
                invoke(deliveries.remove());
            }
            clock.advance(Duration.ofSeconds(1));
        }
        return this;
    }

    /** The same second by second until this is so, at most half an hour. */
    Pair runUntil(BooleanSupplier so) {
        for (int seconds = 0; seconds < 1800 && !so.getAsBoolean(); seconds++) {
            run(Duration.ofSeconds(1));
        }
        return this;
    }

    Map<String, Object> tick() {
        return Map.of("tick", "sweep", "at", clock.now().toString());
    }

    /** Invokes failover as Lambda would, and tries again when it dies. */
    void invoke(Map<String, Object> document) {
        for (int tries = 0; tries < 3; tries++) {
            try {
                flow().handle(document, READER, Duration.ofSeconds(30));
                return;
            } catch (Interruption.Died died) {
                log.add(clock.now() + " failover died");
            }
        }
    }

    private FailoverFlow flow() {
        var ports = new Ports(
                interruption.at(Store.class, store),
                interruption.at(Ec2.class, ec2),
                interruption.at(Alarms.class, alarms),
                interruption.at(Bus.class, bus),
                functionsClock(),
                ids);
        var settings = new FailoverSettings("state", "journal", "bus", "eu-west-1", 10, Duration.ofMinutes(2));
        return new FailoverFlow(
                ports, interruption.at(Power.class, ec2), steps(), settings, new Log("failover", clock, log::add));
    }

    private Clock functionsClock() {
        return new Clock() {
            @Override
            public Instant now() {
                return clock.now().minus(behind);
            }

            @Override
            public Duration uptime() {
                return clock.uptime();
            }
        };
    }

    private Steps steps() {
        Steps.Maker maker = (settings, sides, levers) -> interruption.at(
                Step.class,
                signposts.step(
                        settings.text("name"), sides.from().value(), sides.to().value()));
        return new Steps(Pair::noLevers, Map.of("signpost", maker));
    }

    /** Steps for plans that know nothing but signposts. */
    static Steps signpostsOnly(Signposts signposts) {
        Steps.Maker maker = (settings, sides, levers) -> signposts.step(
                settings.text("name"), sides.from().value(), sides.to().value());
        return new Steps(Pair::noLevers, Map.of("signpost", maker));
    }

    static Levers noLevers() {
        return new Levers(none(Addresses.class), none(Dns.class), none(Balancers.class), none(Scaling.class));
    }

    private static <T> T none(Class<T> port) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, none) -> {
            throw new AssertionError("no step of this test asks for " + method);
        }));
    }

    private static Map<String, Object> changed(InstanceId id, InstanceState state, Instant at) {
        return Map.of(
                "version", "0",
                "id", "e-1",
                "detail-type", "EC2 Instance State-change Notification",
                "source", "aws.ec2",
                "account", "123456789012",
                "time", at.toString(),
                "region", "eu-west-1",
                "resources", List.of(),
                "detail", Map.of("instance-id", id.value(), "state", state.wireName()));
    }

    /** Asks failover as a person does through operator, and returns its answer. */
    String ask(Wish.Kind kind) {
        String id = ids.next();
        Wish wish = kind == Wish.Kind.PREVIEW
                ? Wish.preview(plan, id, "Ann", "a test", clock.now())
                : Wish.about(recovery(), kind, id, "Ann", "a test", clock.now());
        store.commit(wish.writes("operator", clock.now()));
        invoke(tick());
        return Wish.read(store, Wish.key(id)).orElseThrow().answer().orElse("none yet");
    }

    // --- what a test looks at ---

    Recovery recovery() {
        return Recovery.read(store, "r-1").orElseThrow();
    }

    String outcome() {
        return recovery()
                .closing()
                .map(closing -> closing.outcome().name())
                .orElse("open in " + recovery().stage());
    }

    TargetState target(InstanceId id) {
        return TargetState.read(store, new Target.OfInstance(id));
    }

    TargetState service() {
        return TargetState.read(store, SERVICE);
    }

    InstanceState state(InstanceId id) {
        return ec2.model().instance(id).orElseThrow().state();
    }

    List<String> rows(JournalRow.Kind kind) {
        return store.newest(PRIMARY.value(), 500).reversed().stream()
                .filter(row -> row.kind() == kind)
                .map(JournalRow::sentence)
                .toList();
    }

    List<String> pages() {
        return bus.events(BusEvent.Kind.RECOVERY_ESCALATED).stream()
                .map(event -> String.valueOf(event.detail().get("text")))
                .toList();
    }
}
