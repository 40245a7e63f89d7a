package recovery.shared.guard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import recovery.shared.control.Installation;
import recovery.shared.control.Switch;
import recovery.shared.door.Ports;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.Ec2;
import recovery.shared.ec2.InstanceId;
import recovery.shared.look.Look;
import recovery.shared.plan.Plan;
import recovery.shared.record.Group;
import recovery.shared.record.RosterEntry;
import recovery.shared.record.Target;
import recovery.shared.record.TargetState;

/** Gathers the facts of one matter: first those of our own table, and what AWS says only when it is asked for. */
public final class Gathering {
    private final Ports ports;
    private final int attemptsPerHour;
    private final Supplier<Collection<RosterEntry>> roster;

    /** For one matter: the roster is read with the rest. */
    public Gathering(Ports ports, int attemptsPerHour) {
        this(ports, attemptsPerHour, () -> RosterEntry.readAll(ports.store()));
    }

    /** @param roster is asked for each matter; whoever has many of them at once reads it once */
    public Gathering(Ports ports, int attemptsPerHour, Supplier<Collection<RosterEntry>> roster) {
        this.ports = ports;
        this.attemptsPerHour = attemptsPerHour;
        this.roster = roster;
    }

    /** Reads what our own table has; {@link recovery.shared.store.StoreUnreadable} if it cannot. */
    public Facts own(Facts.Matter matter) {
        var store = ports.store();
        var own = new Facts.Own(
                Switch.read(store),
                Installation.read(store),
                TargetState.read(store, matter.target()),
                Group.read(store, matter.plan().name()),
                attemptsPerHour,
                members(matter),
                service(matter));
        return new Facts(ports.clock().now(), matter, own, Optional.empty());
    }

    /** Adds what AWS says now. */
    public Facts look(Facts facts) {
        InstanceId target = facts.matter().instance();
        Map<InstanceId, Checks> members = checks(facts.own().roster().keySet());
        Look<Checks> checks = members.containsKey(target)
                ? new Look.Seen<>(members.get(target))
                : ports.ec2().checks(target);
        var world = new Facts.World(
                ports.ec2().instance(target),
                checks,
                facts.matter().evidence().alarm().map(ports.alarms()::alarm),
                facts.matter().witness().map(ports.alarms()::alarm),
                members);
        return new Facts(ports.clock().now(), facts.matter(), facts.own(), Optional.of(world));
    }

    private List<TargetState> service(Facts.Matter matter) {
        Plan plan = matter.plan();
        return plan.failover().stream()
                .flatMap(failover -> Target.ofFailover(plan.name(), failover).stream())
                .map(target -> TargetState.read(ports.store(), target))
                .toList();
    }

    /** Members that the sweep does not find any more never raise a percentage; the target itself is always there. */
    private Map<InstanceId, String> members(Facts.Matter matter) {
        var zones = new TreeMap<InstanceId, String>();
        for (RosterEntry entry : roster.get()) {
            boolean present = entry.missing().isEmpty() || entry.id().equals(matter.instance());
            if (present && entry.plan().equals(matter.plan().name())) {
                zones.put(entry.id(), entry.zone());
            }
        }
        return zones;
    }

    /** The members that EC2 tells of. One that vanished spoils its whole page, whose members are then unknown. */
    private Map<InstanceId, Checks> checks(Set<InstanceId> ids) {
        var all = new HashMap<InstanceId, Checks>();
        List<InstanceId> ordered = new ArrayList<>(new TreeSet<>(ids));
        for (int from = 0; from < ordered.size(); from += Ec2.MOST_IDS) {
            var page = ordered.subList(from, Math.min(from + Ec2.MOST_IDS, ordered.size()));
            ports.ec2().checks(Set.copyOf(page)).seen().ifPresent(all::putAll);
        }
        return all;
    }
}
