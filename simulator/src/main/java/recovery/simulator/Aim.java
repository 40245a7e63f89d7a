package recovery.simulator;

import java.util.Optional;
import java.util.Set;
import recovery.shared.ec2.InstanceId;

/**
 * Which calls a fault meets: those that match all that is given here. A read that names no instance asks for all, and
 * so meets every fault of its action: one bad zone spoils it.
 *
 * @param dryRunsToo whether dry runs meet it as well; by default they pass, so that a pre-flight does not use it up
 */
public record Aim(
        Set<Action> actions,
        Optional<InstanceId> id,
        Optional<String> zone,
        Optional<String> type,
        boolean dryRunsToo) {
    public Aim {
        actions = Set.copyOf(actions);
    }

    /** All calls of these actions. */
    public static Aim at(Action... actions) {
        return new Aim(Set.of(actions), Optional.empty(), Optional.empty(), Optional.empty(), false);
    }

    public Aim on(InstanceId instance) {
        return new Aim(actions, Optional.of(instance), zone, type, dryRunsToo);
    }

    public Aim inZone(String name) {
        return new Aim(actions, id, Optional.of(name), type, dryRunsToo);
    }

    public Aim ofType(String name) {
        return new Aim(actions, id, zone, Optional.of(name), dryRunsToo);
    }

    public Aim andDryRuns() {
        return new Aim(actions, id, zone, type, true);
    }

    boolean covers(SimulatedInstance instance) {
        return id.map(instance.id()::equals).orElse(true)
                && zone.map(instance.traits().zone()::equals).orElse(true)
                && type.map(instance.traits().type()::equals).orElse(true);
    }
}
