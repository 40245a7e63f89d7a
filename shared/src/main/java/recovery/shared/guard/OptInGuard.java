package recovery.shared.guard;

import recovery.shared.ec2.Instance;
import recovery.shared.json.PlainText;
import recovery.shared.look.Look;
import recovery.shared.plan.Symptom;

/** Guard 2: the instance carries the opt-in tag with the name of this plan, read just now. */
public final class OptInGuard implements Guard {
    @Override
    public String name() {
        return "opt-in";
    }

    @Override
    public Verdict judge(Facts facts) {
        return facts.world().map(world -> judge(facts, world.instance())).orElse(Verdict.notLookedAt(name()));
    }

    private Verdict judge(Facts facts, Look<Instance> look) {
        String plan = facts.matter().plan().name();
        return switch (look) {
            case Look.Seen<Instance>(Instance instance) -> {
                String found = instance.plan().map(PlainText::clean).orElse("none");
                yield found.equals(plan)
                        ? Verdict.passes(name(), "tag " + Instance.OPT_IN_TAG + "=" + found)
                        : Verdict.ignores(
                                name(), "tag " + Instance.OPT_IN_TAG + " names " + found + ", not plan " + plan);
            }
            case Look.Absent<Instance>(String why) ->
                facts.matter().symptom() == Symptom.GONE
                        ? Verdict.passes(name(), "EC2 knows it no more; the roster has it under plan " + plan)
                        : Verdict.holds(name(), "EC2 knows no such instance (" + why + "): the sweep makes sure");
            case Look.Unreadable<Instance>(String why) -> Verdict.holds(name(), "the tag could not be read: " + why);
        };
    }
}
