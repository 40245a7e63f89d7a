package recovery.simulator;

import java.util.List;
import java.util.Optional;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.StopMode;

/**
 * One request that reached this EC2.
 *
 * @param ids the instances that it names; a read may name none, which means all
 * @param mode how hard a stop is asked for; without meaning for the rest
 * @param by who asks, as far as the door can tell
 * @param address what a call on addresses names besides
 */
public record Call(
        Action action,
        List<InstanceId> ids,
        StopMode mode,
        boolean dryRun,
        String by,
        Optional<AddressRequest> address) {
    public Call {
        ids = List.copyOf(ids);
    }

    public static Call of(Action action, List<InstanceId> ids, String by) {
        return new Call(action, ids, StopMode.GRACEFUL, false, by, Optional.empty());
    }

    public Call stopping(StopMode how) {
        return new Call(action, ids, how, dryRun, by, address);
    }

    public Call dryRun(boolean only) {
        return new Call(action, ids, mode, only, by, address);
    }

    public Call about(AddressRequest named) {
        return new Call(action, ids, mode, dryRun, by, Optional.of(named));
    }
}
