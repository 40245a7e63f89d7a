package recovery.systemtests.invariant;

import java.util.Optional;
import java.util.Set;
import recovery.shared.control.Mode;
import recovery.shared.json.Fields;

/**
 * One step of a recovery that was carried out, and how everything stood that its transaction read.
 *
 * @param recovery as it was; empty if it was opened
 * @param target the state of its target as it was; empty if nothing was written about it yet
 * @param slots the recoveries that held a place in the group
 * @param attempts attempts on the target that counted
 * @param hour attempts of the installation that counted
 * @param sent whether a request went out for the last intent
 * @param byOperator whether a person has ended it
 * @param downByUs whether its machine is down because a stop of ours took it down
 */
public record Taken(
        Optional<Stored> recovery,
        Stored after,
        Mode mode,
        boolean braked,
        Optional<Fields> target,
        Set<String> slots,
        int attempts,
        int hour,
        boolean sent,
        boolean byOperator,
        boolean downByUs) {
    public Taken {
        slots = Set.copyOf(slots);
    }
}
