package recovery.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import recovery.shared.bus.BusEvent;
import recovery.shared.control.Mode;
import recovery.shared.control.Switch;
import recovery.shared.door.Log;
import recovery.shared.door.Ports;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.journal.JournalRow;
import recovery.shared.json.Json;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Symptom;
import recovery.shared.record.Group;
import recovery.shared.record.Owner;
import recovery.shared.record.Recovery;
import recovery.shared.record.RecoveryDraft;
import recovery.shared.record.Stage;
import recovery.shared.record.Target;
import recovery.shared.record.TargetState;
import recovery.shared.record.Transition;
import recovery.shared.record.Wish;
import recovery.shared.record.WritePath;
import recovery.shared.signal.EventReader;
import recovery.shared.store.Item;
import recovery.shared.store.Key;
import recovery.shared.store.Write;
import recovery.simulator.Action;
import recovery.simulator.Aim;
import recovery.simulator.CountingIds;
import recovery.simulator.Fault;
import recovery.simulator.HandClock;
import recovery.simulator.Happening;
import recovery.simulator.InMemoryStore;
import recovery.simulator.RecordingBus;
import recovery.simulator.SimulatedAlarms;
import recovery.simulator.SimulatedEc2;
import recovery.simulator.Traits;

/** A primary and its standby under a plan, and failover on a store in memory. */
final class Site {
    static final InstanceId PRIMARY = new InstanceId("i-00000000000000001");
    static final InstanceId STANDBY = new InstanceId("i-00000000000000002");
    static final Target TARGET = new Target.OfInstance(PRIMARY);
    static final Plan DB = Plan.of(
            Json.read(
                    """
            {"plan": "db", "mode": "ACT", "hash": "0123456789abcdef", "triggers": [],
             "limits": {"minHealthy": 0, "inFlight": {"floor": 1, "percent": 20}, "attemptsPerDay": 3,
                        "coolDown": "PT30M", "quiet": "PT5M", "maxEventAge": "PT10M", "holdDeadline": "PT1H"},
             "ladder": {}, "accept": {"forcedStop": false, "guestShutdown": false},
             "clocks": {"step": "PT5M", "recovery": "PT20M", "unstop": "PT1H"}, "proof": {"soak": "PT2M"},
             "failover": {"primary": "i-00000000000000001", "standby": "i-00000000000000002", "fence": "STOP",
                          "steps": [{"signpost": {"name": "address", "standbyWrites": true}}], "window": "PT1H", "bake": "PT24H"}}
            """));

    private static final EventReader READER = new EventReader("123456789012", "eu-west-1");

    final HandClock clock = HandClock.at("2026-03-01T10:00:00Z");
    final InMemoryStore store = new InMemoryStore();
    final RecordingBus bus = new RecordingBus();
    final List<String> log = new ArrayList<>();
    final Ports ports;
    final FailoverFlow flow;
    private final SimulatedEc2 ec2;

    Site() {
        // Both run, the bundle may act, and the one signpost leads nowhere, so that no failover can begin.
        ec2 = SimulatedEc2.drivenBy(clock);
        for (InstanceId id : List.of(PRIMARY, STANDBY)) {
            ec2.model().add(id, Traits.inZone("eu-west-1a").tagged("recovery:plan", "db"));
        }
        var act = new Switch(Mode.ACT, "a person", "test", Optional.of(clock.now()), 1);
        store.commit(List.of(new Write.Put(act.item("person"))));
        ports = new Ports(store, ec2, new SimulatedAlarms(ec2.model()), bus, clock, new CountingIds());
        var settings = new FailoverSettings("state", "journal", "bus", "eu-west-1", 10, Duration.ofMinutes(2));
        flow = new FailoverFlow(
                ports, ec2, Pair.signpostsOnly(new Signposts()), settings, new Log("failover", clock, log::add));
    }

    /** Somebody's stop of the primary hangs: a Start that is owed cannot be sent. */
    void primaryHangsInStopping() {
        ec2.model()
                .arm(
                        new Fault.HangStop(Optional.empty(), Optional.empty()),
                        Aim.at(Action.STOP_INSTANCES).on(PRIMARY));
        ec2.model().happens(PRIMARY, Happening.PERSON_STOPS);
    }

    Instant now() {
        return clock.now();
    }

    /** Invokes failover. */
    Map<String, Object> handle(Map<String, Object> document) {
        return handle(document, Duration.ofSeconds(30));
    }

    Map<String, Object> handle(Map<String, Object> document, Duration left) {
        return flow.handle(document, READER, left);
    }

    Map<String, Object> tick() {
        return handle(Map.of("tick", "sweep", "at", now().toString()));
    }

    Map<String, Object> nudged(BusEvent.Kind kind, String field, String id) {
        return handle(envelope("recovery.test", kind.wireName(), Map.of(field, id)));
    }

    Map<String, Object> requested(Recovery recovery) {
        return nudged(BusEvent.Kind.FAILOVER_REQUESTED, "recovery", recovery.id());
    }

    Map<String, Object> changed(InstanceId id, InstanceState state) {
        return handle(envelope(
                "aws.ec2",
                "EC2 Instance State-change Notification",
                Map.of("instance-id", id.value(), "state", state.wireName())));
    }

    private Map<String, Object> envelope(String source, String type, Map<String, Object> detail) {
        return Map.of(
                "version",
                "0",
                "id",
                "e-1",
                "detail-type",
                type,
                "source",
                source,
                "account",
                "123456789012",
                "time",
                now().toString(),
                "region",
                "eu-west-1",
                "resources",
                List.of(),
                "detail",
                detail);
    }

    /** Opens a recovery of the primary. */
    Recovery opened(String id, Owner owner) {
        return opened(id, owner, TARGET, DB, UnaryOperator.identity());
    }

    /** Opens a recovery as restart would never hand it over. */
    Recovery opened(String id, UnaryOperator<RecoveryDraft> how) {
        return opened(id, Owner.FAILOVER, TARGET, DB, how);
    }

    Recovery opened(String id, Owner owner, Target target, Plan plan, UnaryOperator<RecoveryDraft> how) {
        var first = new Recovery(
                id,
                1,
                owner,
                target,
                Symptom.GONE,
                new Recovery.Opening(now(), Optional.empty(), "eu-west-1a", "it was terminated by nobody"),
                plan,
                Stage.REQUESTED,
                Optional.empty(),
                new Recovery.Deadlines(
                        now().plus(Duration.ofMinutes(5)), now().plus(Duration.ofMinutes(20)), Optional.empty()),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                List.of());
        var step = Transition.opening(first, "opener")
                .with(TargetState.read(store, target).claimedBy(id))
                .with(Group.read(store, plan.name()).reserved(id, new Group.Slot(target, "eu-west-1a")));
        Recovery opened = write(step.because(JournalRow.Kind.OPENED, now(), "opened", Map.of()));
        var next = Transition.of(opened, how.apply(opened.next()).done(), "opener");
        return write(next.because(JournalRow.Kind.PROGRESS, now(), "prepared", Map.of()));
    }

    private Recovery write(Transition.Ready step) {
        return switch (new WritePath(store).write(step)) {
            case Transition.Result.Written(Recovery recovery) -> recovery;
            case Transition.Result.Lost(String why, var stored) -> throw new AssertionError(why);
        };
    }

    /** What a person asks of the owner of a recovery. */
    Wish wished(Wish.Kind kind, Recovery recovery, Owner owner) {
        var wish = new Wish(
                "w-" + recovery.id(),
                kind,
                Optional.of(recovery.id()),
                recovery.target(),
                Optional.empty(),
                owner.queue(),
                "Ann",
                "a test",
                now(),
                Optional.empty(),
                1);
        store.commit(wish.writes("operator", now()));
        return wish;
    }

    /** Puts an item that is in failover's queue. */
    void queued(Key key, long version, Map<String, Object> body) {
        var item = new Item(key, version, "other", Optional.of(new Item.Queued("failover", now())), body);
        store.commit(List.of(new Write.Put(item)));
    }

    Recovery recovery(String id) {
        return Recovery.read(store, id).orElseThrow();
    }

    TargetState target() {
        return TargetState.read(store, TARGET);
    }

    List<JournalRow> rows(String subject) {
        return store.journal(subject, Optional.empty()).items();
    }

    long heartbeats() {
        return log.stream().filter(line -> line.contains("\"Heartbeat\":1")).count();
    }
}
