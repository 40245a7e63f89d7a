package recovery.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import recovery.shared.door.Ports;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.guard.Facts;
import recovery.shared.guard.WillGuard;
import recovery.shared.look.Look;
import recovery.shared.look.Page;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Plans;
import recovery.shared.plan.Symptom;
import recovery.shared.plan.Trigger;
import recovery.shared.record.ItemPath;
import recovery.shared.record.RosterEntry;
import recovery.shared.record.Target;
import recovery.shared.record.TargetState;
import recovery.shared.store.Commit;
import recovery.shared.store.Write;

/**
 * One pass over all instances that opted in: keeps the roster, and finds those that are sick, stopped or gone without
 * any event. An instance is missed only by a pass that was complete.
 */
final class RosterPass {
    /** How often an unchanged entry is written again, so that people can see that it is kept. */
    private static final Duration REFRESH = Duration.ofHours(1);

    private final Ports ports;
    private final Plans plans;
    private final Map<InstanceId, RosterEntry> missed;
    private final String writer;
    private final Instant now;
    private final List<Facts.Matter> found = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();

    RosterPass(Ports ports, Plans plans, Map<InstanceId, RosterEntry> known, String writer) {
        this.ports = ports;
        this.plans = plans;
        this.missed = new HashMap<>(known);
        this.writer = writer;
        this.now = ports.clock().now();
    }

    /** What it could not see; empty if it saw everything. */
    List<String> gaps() {
        return List.copyOf(gaps);
    }

    List<Facts.Matter> run() {
        if (listedAll()) {
            missed.values().forEach(this::missing);
        }
        return List.copyOf(found);
    }

    private boolean listedAll() {
        Optional<String> from = Optional.empty();
        for (int pages = 0; pages < Sweep.MOST_PAGES; pages++) {
            Look<Page<Instance>> look = ports.ec2().optedIn(from);
            Optional<Page<Instance>> page = look.seen();
            if (page.isEmpty()) {
                gaps.add("the instances that opted in could not be read: " + look.why());
                return false;
            }
            read(page.get().items());
            from = page.get().next();
            if (from.isEmpty()) {
                return true;
            }
        }
        gaps.add("more instances opted in than the " + Sweep.MOST_PAGES + " pages that one tick reads");
        return false;
    }

    private void read(List<Instance> instances) {
        var alive =
                instances.stream().filter(instance -> !instance.state().gone()).toList();
        Map<InstanceId, Checks> checks = checks(alive.stream().map(Instance::id).toList());
        for (Instance instance : alive) {
            instance.plan().ifPresent(plan -> {
                keep(instance, plan);
                plans.named(plan).ifPresent(deployed -> look(deployed, instance, checks.get(instance.id())));
            });
        }
    }

    /** EC2 refuses all for one that it does not know, or not any more: then each half is asked for by itself. */
    private Map<InstanceId, Checks> checks(List<InstanceId> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        return switch (ports.ec2().checks(Set.copyOf(ids))) {
            case Look.Seen<Map<InstanceId, Checks>>(var seen) -> seen;
            case Look.Absent<Map<InstanceId, Checks>> absent -> ids.size() == 1 ? Map.of() : halves(ids);
            case Look.Unreadable<Map<InstanceId, Checks>>(String why) -> {
                gaps.add("the checks of a page of " + ids.size() + " could not be read: " + why);
                yield Map.of();
            }
        };
    }

    private Map<InstanceId, Checks> halves(List<InstanceId> ids) {
        int middle = ids.size() / 2;
        var both = new HashMap<>(checks(ids.subList(0, middle)));
        both.putAll(checks(ids.subList(middle, ids.size())));
        return both;
    }

    private void keep(Instance instance, String plan) {
        Optional<RosterEntry> before = Optional.ofNullable(missed.remove(instance.id()));
        boolean same = before.filter(entry -> entry.plan().equals(plan)
                        && entry.zone().equals(instance.zone())
                        && entry.missing().isEmpty()
                        && now.isBefore(entry.seenAt().plus(REFRESH)))
                .isPresent();
        if (!same) {
            long version = before.map(RosterEntry::version).orElse(0L) + 1;
            write(new RosterEntry(instance.id(), plan, instance.zone(), now, Optional.empty(), version));
        }
    }

    private void remove(RosterEntry entry) {
        var removal = new Write.Remove(RosterEntry.key(entry.id()), entry.version());
        if (!(ports.store().commit(List.of(removal)) instanceof Commit.Done)) {
            gaps.add(entry.id() + " was not removed from the roster: the next pass sees it again");
        }
    }

    private void write(RosterEntry entry) {
        var put = new Write.Put(entry.item(writer));
        if (new ItemPath(ports.store()).write(List.of(put)) != ItemPath.Fate.WRITTEN) {
            gaps.add(entry.id() + " was not written into the roster: the next pass sees it again");
        }
    }

    private void look(Plan plan, Instance instance, @Nullable Checks checks) {
        for (Trigger trigger : plan.triggers()) {
            if (shows(trigger, plan, instance, checks)) {
                found.add(matter(plan, instance.id(), trigger.symptom()));
            }
        }
    }

    private static boolean shows(Trigger trigger, Plan plan, Instance instance, @Nullable Checks checks) {
        return switch (trigger) {
            case Trigger.OnState onState ->
                instance.state() == InstanceState.STOPPED && WillGuard.nobodys(plan, instance.reason());
            case Trigger.OnMetric(String metric, Symptom symptom) ->
                checks != null && metric.startsWith("AWS/EC2:StatusCheckFailed") && impaired(checks, symptom);
            case Trigger.OnAlarm onAlarm -> false; // no instance shows it
            case Trigger.OnHealth onHealth ->
                checks != null
                        && (checks.events().contains("instance-retirement")
                                || checks.events().contains("instance-stop"));
        };
    }

    private static boolean impaired(Checks checks, Symptom symptom) {
        return checks.state() == InstanceState.RUNNING
                && switch (symptom) {
                    case SYSTEM -> checks.impaired().contains("system");
                    case INSTANCE -> checks.impaired().contains("instance");
                    case STORAGE -> checks.impaired().contains("storage");
                    case APPLICATION, STOPPED, RETIREMENT, GONE -> false;
                };
    }

    private Facts.Matter matter(Plan plan, InstanceId instance, Symptom symptom) {
        return new Facts.Matter(
                plan,
                symptom,
                new Target.OfInstance(instance),
                plan.rungs(symptom).stream().findFirst(),
                new Facts.Evidence(Optional.empty(), now, false, false),
                Optional.empty());
    }

    /** A complete pass did not find it: it opted out, somebody ended it, or it is gone. */
    private void missing(RosterEntry entry) {
        TargetState state = TargetState.read(ports.store(), new Target.OfInstance(entry.id()));
        switch (ports.ec2().instance(entry.id())) {
            case Look.Seen<Instance>(Instance instance) -> missing(entry, instance, state);
            case Look.Absent<Instance> absent ->
                lost(entry, state, entry.missing().isPresent());
            case Look.Unreadable<Instance>(String why) ->
                gaps.add(entry.id() + ", which was not found, could not be read: " + why);
        }
    }

    private void missing(RosterEntry entry, Instance instance, TargetState state) {
        boolean optedOut = !instance.state().gone() && instance.plan().isEmpty();
        Optional<Plan> plan = plans.named(entry.plan());
        boolean ended = instance.state().gone()
                && plan.filter(deployed -> WillGuard.nobodys(deployed, instance.reason()))
                        .isEmpty();
        if (optedOut || ended) {
            if (state.claim().isEmpty()) {
                remove(entry);
            }
        } else if (instance.state().gone()) {
            lost(entry, state, true);
        }
    }

    /** As long as a recovery holds it, that one decides, and the entry stays. */
    private void lost(RosterEntry entry, TargetState state, boolean sure) {
        RosterEntry since = missingSince(entry);
        if (sure && state.claim().isEmpty()) {
            gone(since, state);
        }
    }

    /** The entry with the time of the first pass that missed it: what was recovered before was another trouble. */
    private RosterEntry missingSince(RosterEntry entry) {
        if (entry.missing().isPresent()) {
            return entry;
        }
        var since = new RosterEntry(
                entry.id(), entry.plan(), entry.zone(), entry.seenAt(), Optional.of(now), entry.version() + 1);
        write(since);
        return since;
    }

    /** Found anew each pass, until its recovery has ended or a person was called; then it leaves the roster. */
    private void gone(RosterEntry entry, TargetState state) {
        boolean closed = state.closedAt()
                .filter(at -> at.isAfter(entry.missing().orElse(now)))
                .isPresent();
        if (closed
                || Watch.read(ports.store(), state.target(), Symptom.GONE, now).escalated()) {
            remove(entry);
            return;
        }
        plans.named(entry.plan()).ifPresent(plan -> found.add(matter(plan, entry.id(), Symptom.GONE)));
    }
}
