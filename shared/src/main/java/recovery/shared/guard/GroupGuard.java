package recovery.shared.guard;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.InstanceId;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Symptom;
import recovery.shared.record.Group;

/**
 * Guard 11: after the act the group has at least its minimum of healthy members, no more of them are in recovery than
 * the plan allows, and no other one in the same zone. A member of which nothing is known, or which another recovery has
 * in hand, is not healthy. A target that is proved not to serve takes nothing away, and is exempt from the minimum alone.
 */
public final class GroupGuard implements Guard {
    @Override
    public String name() {
        return "group";
    }

    @Override
    public Verdict judge(Facts facts) {
        Plan.Limits limits = facts.matter().plan().limits();
        Map<InstanceId, String> roster = facts.own().roster();
        Map<String, Group.Slot> others = new HashMap<>(facts.own().group().slots());
        facts.matter().recovery().ifPresent(others::remove);
        int allowed = limits.inFlight(roster.size());
        String flying = others.size() + " others of " + roster.size() + " in recovery, at most " + allowed + " at once";
        if (others.size() >= allowed) {
            return Verdict.holds(name(), flying);
        }
        String zone = facts.zone();
        if (others.values().stream().anyMatch(slot -> slot.zone().equals(zone))) {
            return Verdict.holds(name(), "another one in " + zone + " is in recovery, one at once");
        }
        return facts.world()
                .map(world -> minimum(facts, world, others.values(), flying))
                .orElse(Verdict.notLookedAt(name()));
    }

    private Verdict minimum(Facts facts, Facts.World world, Collection<Group.Slot> others, String flying) {
        InstanceId target = facts.matter().instance();
        int minimum = facts.matter().plan().limits().minHealthy();
        var healthy = world.healthy();
        healthy.retainAll(facts.own().roster().keySet());
        others.forEach(slot ->
                healthy.removeIf(member -> member.value().equals(slot.target().key())));
        int left = healthy.size() - (healthy.contains(target) ? 1 : 0);
        String counted = left + " healthy left, at least " + minimum + " wanted";
        boolean down = facts.matter().symptom() == Symptom.GONE
                || world.checks().seen().filter(Checks::provedDown).isPresent();
        if (left < minimum && !down) {
            return Verdict.holds(name(), counted);
        }
        return Verdict.passes(name(), (down ? "it serves nobody as it is; " : "") + counted + "; " + flying);
    }
}
