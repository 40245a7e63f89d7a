package recovery.operator;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import recovery.shared.door.Log;
import recovery.shared.ec2.InstanceId;
import recovery.shared.journal.JournalRow;
import recovery.shared.json.Json;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Plans;
import recovery.shared.plan.Rung;
import recovery.shared.plan.Symptom;
import recovery.shared.record.Direction;
import recovery.shared.record.Endings;
import recovery.shared.record.Group;
import recovery.shared.record.Outcome;
import recovery.shared.record.Owner;
import recovery.shared.record.Passage;
import recovery.shared.record.Recovery;
import recovery.shared.record.RecoveryDraft;
import recovery.shared.record.Stage;
import recovery.shared.record.Target;
import recovery.shared.record.TargetState;
import recovery.shared.record.Transition;
import recovery.shared.record.WritePath;
import recovery.shared.store.Item;
import recovery.shared.store.Key;
import recovery.shared.store.Write;
import recovery.simulator.CountingIds;
import recovery.simulator.HandClock;
import recovery.simulator.InMemoryStore;
import recovery.simulator.RecordingBus;

/** A person's desk: the operator function on a store in memory, and ways to bring about what they ask about. */
final class Desk {
    static final InstanceId WEB_1 = new InstanceId("i-00000000000000001");
    static final Target TARGET = new Target.OfInstance(WEB_1);
    static final Plan WEB = Plan.of(
            Json.read(
                    """
            {"plan": "web", "mode": "OBSERVE", "hash": "0123456789abcdef", "triggers": [],
             "limits": {"minHealthy": 2, "inFlight": {"floor": 1, "percent": 20}, "attemptsPerDay": 3,
                        "coolDown": "PT30M", "quiet": "PT5M", "maxEventAge": "PT10M", "holdDeadline": "PT1H"},
             "ladder": {"SYSTEM": ["STOP_START"]}, "accept": {"forcedStop": false, "guestShutdown": false},
             "clocks": {"step": "PT5M", "recovery": "PT20M", "unstop": "PT1H"}, "proof": {"soak": "PT2M"}}
            """));

    static final InstanceId DB_1 = new InstanceId("i-00000000000000011");
    static final InstanceId DB_2 = new InstanceId("i-00000000000000012");
    static final Target DB_SERVICE = new Target.OfService("db");

    /** A service with a standby. */
    static final Plan DB = Plan.of(
            Json.read(
                    """
            {"plan": "db", "mode": "ACT", "hash": "0123456789abcdef", "triggers": [],
             "limits": {"minHealthy": 0, "inFlight": {"floor": 1, "percent": 20}, "attemptsPerDay": 3,
                        "coolDown": "PT30M", "quiet": "PT5M", "maxEventAge": "PT10M", "holdDeadline": "PT1H"},
             "ladder": {}, "accept": {"forcedStop": false, "guestShutdown": false},
             "clocks": {"step": "PT5M", "recovery": "PT20M", "unstop": "PT1H"}, "proof": {"soak": "PT2M"},
             "failover": {"primary": "i-00000000000000011", "standby": "i-00000000000000012", "fence": "STOP",
                          "steps": [{"elasticIp": {"address": "203.0.113.10", "standbyWrites": true}}],
                          "window": "PT1H", "bake": "PT24H"}}
            """));

    final HandClock clock = HandClock.at("2026-03-01T10:00:00Z");
    final InMemoryStore store = new InMemoryStore();
    final RecordingBus bus = new RecordingBus();
    final List<String> log = new ArrayList<>();
    final RacingStore racing = new RacingStore(store);
    final OperatorFlow flow;

    Desk() {
        this(new Plans(List.of(WEB)));
    }

    Desk(Plans plans) {
        var ports = new OperatorPorts(racing, bus, clock, new CountingIds());
        var settings = new OperatorSettings("state", "journal", "bus", "eu-west-1", 10, Path.of("plans"));
        flow = new OperatorFlow(ports, plans, settings, new Log("operator", clock, log::add));
    }

    Instant now() {
        return clock.now();
    }

    /** Asks with a signature. */
    Map<String, Object> ask(String request, String... fields) {
        var document = new HashMap<String, Object>(Map.of("request", request, "by", "Ann", "reason", "a test"));
        for (int i = 0; i < fields.length; i += 2) {
            document.put(fields[i], fields[i + 1]);
        }
        return flow.handle(document);
    }

    /** Opens a recovery of a target. */
    Recovery opened(String id, Target target, Owner owner) {
        var first = new Recovery(
                id,
                1,
                owner,
                target,
                Symptom.SYSTEM,
                new Recovery.Opening(now(), Optional.empty(), "eu-west-1a", "the host is broken"),
                WEB,
                Stage.REQUESTED,
                Optional.of(Rung.STOP_START),
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
                .with(Group.read(store, WEB.name()).reserved(id, new Group.Slot(target, "eu-west-1a")));
        return write(step.because(JournalRow.Kind.OPENED, now(), "opened", Map.of()));
    }

    /** Opens a failover of the service. */
    Recovery failover(String id, Direction direction) {
        var first = new Recovery(
                id,
                1,
                Owner.FAILOVER,
                DB_SERVICE,
                Symptom.GONE,
                new Recovery.Opening(now(), Optional.empty(), "eu-west-1a", "the primary is gone"),
                DB,
                Stage.MOVE,
                Optional.empty(),
                new Recovery.Deadlines(
                        now().plus(Duration.ofMinutes(5)), now().plus(Duration.ofMinutes(20)), Optional.empty()),
                List.of(),
                Optional.of(Passage.begin(direction)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                List.of());
        var step = Transition.opening(first, "opener");
        first.claims()
                .forEach(target -> step.with(TargetState.read(store, target).claimedBy(id)));
        return write(step.because(JournalRow.Kind.OPENED, now(), "opened", Map.of()));
    }

    /** Ends a failover, which leaves its primary behind the fence. */
    Recovery ended(Recovery recovery, Outcome outcome) {
        RecoveryDraft closed = recovery.next().closes(outcome, "a test", now());
        boolean written = new Endings(store, "owner")
                .close(recovery, closed, Set.of(new Target.OfInstance(DB_1)), JournalRow.Kind.CLOSED, "closed", now());
        if (!written) {
            throw new AssertionError("nobody else is there to be faster");
        }
        return Recovery.read(store, recovery.id()).orElseThrow();
    }

    Recovery moved(Recovery recovery, UnaryOperator<RecoveryDraft> how) {
        var step = Transition.of(recovery, how.apply(recovery.next()).done(), "owner");
        return write(step.because(JournalRow.Kind.PROGRESS, now(), "moved", Map.of()));
    }

    Recovery closed(Recovery recovery, Outcome outcome) {
        Recovery next = recovery.next().closes(outcome, "a test", now()).done();
        var step = Transition.of(recovery, next, "owner")
                .with(TargetState.read(store, recovery.target()).released(recovery.id(), outcome, now()))
                .with(Group.read(store, WEB.name()).released(recovery.id(), now()));
        return write(step.because(JournalRow.Kind.CLOSED, now(), "closed", Map.of()));
    }

    private Recovery write(Transition.Ready step) {
        return switch (new WritePath(store).write(step)) {
            case Transition.Result.Written(Recovery recovery) -> recovery;
            case Transition.Result.Lost(String why, var stored) -> throw new AssertionError(why);
        };
    }

    void put(Key key, long version, Map<String, Object> body) {
        store.commit(List.of(new Write.Put(new Item(key, version, "other", Optional.empty(), body))));
    }

    void row(JournalRow row) {
        store.commit(List.of(new Write.Append(row)));
    }

    List<JournalRow> rows(String subject) {
        return store.journal(subject, Optional.empty()).items();
    }
}
