package recovery.shared.guard;

import recovery.shared.ec2.Instance;
import recovery.shared.look.Look;
import recovery.shared.plan.Symptom;

/** Guard 10: a stop must lose nothing. An instance whose root is an instance store cannot be stopped at all. */
public final class LossGuard implements Guard {
    @Override
    public String name() {
        return "loss";
    }

    @Override
    public Verdict judge(Facts facts) {
        if (!facts.matter().stops()) {
            return Verdict.passes(name(), "nothing would be stopped");
        }
        if (facts.matter().symptom() == Symptom.GONE) {
            return Verdict.passes(name(), "it is gone: nothing is left to stop");
        }
        return facts.world().map(world -> judge(world.instance())).orElse(Verdict.notLookedAt(name()));
    }

    private Verdict judge(Look<Instance> look) {
        return switch (look) {
            case Look.Seen<Instance>(Instance instance) ->
                switch (instance.root()) {
                    case EBS -> Verdict.passes(name(), "its root is an EBS volume, which a stop keeps");
                    case INSTANCE_STORE ->
                        Verdict.escalates(name(), "its root is an instance store, which a stop would erase");
                };
            case Look.Absent<Instance>(String why) -> Verdict.holds(name(), "EC2 knows no such instance: " + why);
            case Look.Unreadable<Instance>(String why) -> Verdict.holds(name(), "its root could not be read: " + why);
        };
    }
}
