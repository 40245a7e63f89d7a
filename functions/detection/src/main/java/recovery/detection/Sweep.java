package recovery.detection;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import recovery.shared.alarm.Alarm;
import recovery.shared.bus.BusReply;
import recovery.shared.control.Installation;
import recovery.shared.door.Log;
import recovery.shared.door.Ports;
import recovery.shared.ec2.InstanceId;
import recovery.shared.guard.Facts;
import recovery.shared.look.Look;
import recovery.shared.look.Page;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Plans;
import recovery.shared.plan.Symptom;
import recovery.shared.record.ItemPath;
import recovery.shared.record.Notice;
import recovery.shared.record.Queues;
import recovery.shared.record.RosterEntry;
import recovery.shared.record.Target;
import recovery.shared.signal.Signal;
import recovery.shared.store.Item;
import recovery.shared.store.Key;
import recovery.shared.store.Write;
import recovery.shared.time.TimeLimit;

/**
 * The tick of detection: reads the world again, so that no lost event is ever fatal. Each trouble is judged once a tick,
 * whichever way it was found, and one that fails does not stop the others.
 */
final class Sweep {
    /** Pages of alarms and of instances that one tick reads; together a few thousand of each. */
    static final int MOST_PAGES = 30;

    private final Ports ports;
    private final Plans plans;
    private final String alarmPrefix;
    private final Roster roster;
    private final Judgement judgement;
    private final Log log;
    private final Map<Key, Facts.Matter> found = new LinkedHashMap<>();
    private final Map<String, Integer> decisions = new LinkedHashMap<>();
    private boolean complete = true;

    Sweep(Ports ports, Plans plans, String alarmPrefix, Roster roster, Judgement judgement, Log log) {
        this.ports = ports;
        this.plans = plans;
        this.alarmPrefix = alarmPrefix;
        this.roster = roster;
        this.judgement = judgement;
        this.log = log;
    }

    /** What the tick did. */
    record Summary(Map<String, Integer> decisions, boolean complete) {
        Summary {
            decisions = Map.copyOf(decisions);
        }

        Map<String, Object> answer() {
            return Map.of(
                    "decision",
                    "Swept",
                    "reason",
                    (complete ? "a full pass" : "a pass with gaps") + ": " + decisions,
                    "next",
                    "the next tick");
        }
    }

    Summary run(TimeLimit limit) {
        roster.read();
        ringingAlarms();
        var pass = new RosterPass(ports, plans, roster.known(), judgement.writer());
        pass.run().forEach(this::note);
        pass.gaps().forEach(this::gap);
        roster.read();
        Set<Key> keys = new LinkedHashSet<>(found.keySet());
        keys.addAll(Queues.read(ports.store(), Watch.QUEUE));
        Queues.walk(List.copyOf(keys), limit, this::work).failed().forEach(why -> gap("could not be swept: " + why));
        return new Summary(decisions, complete);
    }

    private void ringingAlarms() {
        var matters =
                new Matters(plans, id -> Optional.ofNullable(roster.known().get(id)));
        Optional<String> from = Optional.empty();
        int pages = 0;
        do {
            Look<Page<Alarm>> look = ports.alarms().ringing(alarmPrefix, from);
            Optional<Page<Alarm>> page = look.seen();
            if (page.isEmpty()) {
                gap("alarms could not be read: " + look.why());
                return;
            }
            page.get().items().forEach(alarm -> matters.of(signal(alarm)).ours().forEach(this::note));
            from = page.get().next();
        } while (from.isPresent() && ++pages < MOST_PAGES);
        if (from.isPresent()) {
            gap("more alarms ring than the " + MOST_PAGES + " pages that one tick reads");
        }
    }

    private void note(Facts.Matter matter) {
        found.putIfAbsent(Watch.key(matter.target(), matter.symptom()), matter);
    }

    private static Signal signal(Alarm alarm) {
        return new Signal.AlarmChanged(
                alarm.name(),
                alarm.arn(),
                alarm.state(),
                false,
                alarm.metrics(),
                Map.of(),
                List.of(),
                alarm.changedAt(),
                Signal.Origin.SWEEP);
    }

    private void judge(Facts.Matter matter) {
        Judgement.Judged done = judgement.judge(matter);
        decisions.merge(done.decision().choice(), 1, Integer::sum);
        log.say(done.decision().reason(), DetectionFlow.answer(done));
    }

    private void gap(String why) {
        complete = false;
        log.say(why, Map.of());
    }

    /** What was found, what is held from earlier, and what people must still be told. */
    private Optional<String> work(Key key) {
        if (key.equals(Installation.KEY)) {
            tell(Installation.read(ports.store()));
        } else if (key.partition().startsWith(Watch.PARTITION)) {
            Optional.ofNullable(found.get(key)).ifPresent(this::judge);
            held(key);
        }
        return Optional.empty();
    }

    private void held(Key key) {
        Target target = Target.of(key.partition().substring(Watch.PARTITION.length()));
        var symptom = Symptom.valueOf(key.sort());
        Instant now = ports.clock().now();
        Watch watch = Watch.read(ports.store(), target, symptom, now);
        if (watch.held() && !found.containsKey(key)) {
            Optional<Plan> plan = plan(target);
            if (plan.isPresent()) {
                judge(Judgement.again(plan.get(), watch));
            } else {
                write(watch.ended().item(judgement.writer()));
            }
        }
        tell(Watch.read(ports.store(), target, symptom, now));
    }

    /** The plan that a target goes by now; empty if it opted out, or if the plan is not deployed any more. */
    private Optional<Plan> plan(Target target) {
        return switch (target) {
            case Target.OfInstance(InstanceId instance) ->
                RosterEntry.read(ports.store(), instance).flatMap(entry -> plans.named(entry.plan()));
            case Target.OfService(String name) ->
                plans.named(name).filter(plan -> plan.failover().isPresent());
        };
    }

    private void tell(Watch watch) {
        if (!watch.notices().isEmpty() && allTaken(watch.notices())) {
            write(watch.told().item(judgement.writer()));
        }
    }

    private void tell(Installation installation) {
        if (!installation.notices().isEmpty() && allTaken(installation.notices())) {
            write(installation.delivered().item(judgement.writer()));
        }
    }

    private void write(Item item) {
        if (new ItemPath(ports.store()).write(List.of(new Write.Put(item))) != ItemPath.Fate.WRITTEN) {
            gap(item.key().partition() + " was not written: the next tick sees it again");
        }
    }

    /** Without a heartbeat people are told by a road that does not need the bus. */
    private boolean allTaken(List<Notice> notices) {
        boolean all = true;
        for (Notice notice : notices) {
            if (ports.bus().put(notice.event()) instanceof BusReply.NotTaken(String why)) {
                gap("the bus did not take " + notice.kind().wireName() + ": " + why);
                all = false;
            }
        }
        return all;
    }
}
