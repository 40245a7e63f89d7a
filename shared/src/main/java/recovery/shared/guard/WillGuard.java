package recovery.shared.guard;

import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceState;
import recovery.shared.look.Look;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Symptom;

/**
 * Guard 8: an instance that stands still does so by nobody's will. Only reasons that name AWS's own doing count;
 * another reason, or none, is a person's.
 */
public final class WillGuard implements Guard {
    private static final String GUEST = "Client.InstanceInitiatedShutdown";

    @Override
    public String name() {
        return "will";
    }

    @Override
    public Verdict judge(Facts facts) {
        return facts.world()
                .map(world -> judge(facts.matter(), world.instance()))
                .orElse(Verdict.notLookedAt(name()));
    }

    private Verdict judge(Facts.Matter matter, Look<Instance> look) {
        return switch (look) {
            case Look.Seen<Instance>(Instance instance) -> judge(matter.plan(), instance);
            case Look.Absent<Instance>(String why) ->
                matter.symptom() == Symptom.GONE
                        ? Verdict.passes(name(), "it vanished, and nobody is on record for it")
                        : Verdict.holds(name(), "EC2 knows no such instance: " + why);
            case Look.Unreadable<Instance>(String why) -> Verdict.holds(name(), "the reason could not be read: " + why);
        };
    }

    private Verdict judge(Plan plan, Instance instance) {
        if (instance.state() == InstanceState.RUNNING || instance.state() == InstanceState.PENDING) {
            return Verdict.passes(
                    name(), "nobody stopped it: it is " + instance.state().wireName());
        }
        String reason = instance.reason().isEmpty() ? "no reason" : instance.reason();
        return nobodys(plan, instance.reason())
                ? Verdict.passes(name(), instance.state().wireName() + " for " + reason + ", which is nobody's will")
                : Verdict.ignores(
                        name(), instance.state().wireName() + " for " + reason + ", which is somebody's will");
    }

    /** Whether this state reason says that no person wanted the instance to stand still. */
    public static boolean nobodys(Plan plan, String reason) {
        if (reason.startsWith("Server.Spot")) {
            return false; // the market took it, and a Start would not bring it back
        }
        return reason.startsWith("Server.")
                || (reason.equals(GUEST) && plan.accept().guestShutdown());
    }
}
