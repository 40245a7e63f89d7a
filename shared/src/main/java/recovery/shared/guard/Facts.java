package recovery.shared.guard;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import recovery.shared.alarm.Alarm;
import recovery.shared.control.Installation;
import recovery.shared.control.Switch;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceId;
import recovery.shared.look.Look;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Rung;
import recovery.shared.plan.Symptom;
import recovery.shared.plan.Trigger;
import recovery.shared.record.Group;
import recovery.shared.record.Target;
import recovery.shared.record.TargetState;

/**
 * Everything that an act on one target is judged by.
 *
 * @param world what AWS was asked for this judgement; empty as long as our own table may refuse already
 */
public record Facts(Instant now, Matter matter, Own own, Optional<World> world) {
    /** The alarm that must be OK again after the act; not one of many series, whose others may ring on. */
    public Optional<String> provedBy() {
        return world.flatMap(World::alarm)
                .flatMap(Look::seen)
                .filter(alarm -> !matter.isOneOfMany(alarm))
                .map(Alarm::name);
    }

    /** The zone of the instance that the act is on; "unknown" until the sweep has seen it. */
    public String zone() {
        return Optional.ofNullable(own.roster().get(matter.instance())).orElse("unknown");
    }

    /**
     * What is to be judged.
     *
     * @param target an instance, or the service of a plan with failover
     * @param rung what would be done; empty if only another function or a person could help
     * @param recovery the open recovery for which an act is judged again; empty when one is to be opened
     */
    public record Matter(
            Plan plan,
            Symptom symptom,
            Target target,
            Optional<Rung> rung,
            Evidence evidence,
            Optional<String> recovery) {
        /** The instance that the act is on: the target, or the primary of the service. */
        public InstanceId instance() {
            return switch (target) {
                case Target.OfInstance(InstanceId instance) -> instance;
                case Target.OfService service ->
                    plan.failover().map(Plan.Failover::primary).orElseThrow();
            };
        }

        /** Whether a rung would take the instance down, which is an attempt. */
        public boolean disruptive() {
            return rung.filter(Rung::disruptive).isPresent();
        }

        /** Whether the act would send a stop: a rung's, or that of a fence, which is no attempt on the target. */
        public boolean stops() {
            return disruptive() || (rung.isEmpty() && fences());
        }

        private boolean fences() {
            return plan.failover()
                    .filter(failover -> failover.fence() == Plan.Fence.STOP
                            && failover.primary().equals(instance()))
                    .isPresent();
        }

        /** Whether this alarm speaks of an instance by one of its many series, and rings as long as any of them is sick. */
        public boolean isOneOfMany(Alarm alarm) {
            return target instanceof Target.OfInstance && alarm.instances().isEmpty();
        }

        /** The second alarm that the plan wants to ring beside the one of the evidence; empty if it names none. */
        public Optional<String> witness() {
            return evidence.alarm().flatMap(name -> plan.triggerOf(name)).map(Trigger.OnAlarm::witness);
        }
    }

    /**
     * How the trouble was noticed.
     *
     * @param alarm name of the alarm; empty if none was involved
     * @param since the transition that was seen; a later one is as good, an earlier one is not. {@link Instant#EPOCH} if
     *     none was announced, so that whatever is read now counts
     * @param delivered whether it came as an event, which may be late, and not from our own sweep
     * @param suppressed whether the event says that somebody silenced the alarm
     */
    public record Evidence(Optional<String> alarm, Instant since, boolean delivered, boolean suppressed) {}

    /**
     * What stands in our own table.
     *
     * @param attemptsPerHour the limit of the installation
     * @param roster the members of the plan's group and their zones, as the sweep knows them
     * @param service the states of the service, its primary and its standby, in this order; empty for a plan without
     *     failover
     */
    public record Own(
            Switch mode,
            Installation installation,
            TargetState target,
            Group group,
            int attemptsPerHour,
            Map<InstanceId, String> roster,
            List<TargetState> service) {
        public Own {
            roster = Map.copyOf(roster);
            service = List.copyOf(service);
        }
    }

    /**
     * What AWS said just now.
     *
     * @param alarm the alarm of the evidence; empty if none was involved
     * @param witness the second alarm of its trigger; empty if the plan names none
     * @param members the checks of the group; a member that is absent is unknown
     */
    public record World(
            Look<Instance> instance,
            Look<Checks> checks,
            Optional<Look<Alarm>> alarm,
            Optional<Look<Alarm>> witness,
            Map<InstanceId, Checks> members) {
        public World {
            members = Map.copyOf(members);
        }

        /** The members that are running with all checks ok. */
        public Set<InstanceId> healthy() {
            var healthy = new TreeSet<InstanceId>();
            members.forEach((id, checks) -> {
                if (checks.healthy()) {
                    healthy.add(id);
                }
            });
            return healthy;
        }
    }
}
