package recovery.simulator;

import java.time.Instant;
import java.util.Optional;
import recovery.shared.ec2.InstanceState;
import recovery.shared.ec2.StopMode;

/**
 * The state that an instance is in, and what follows it by itself.
 *
 * @param next what follows; empty if nothing does, as when a stop hangs
 * @param hang set while a stop hangs
 */
public record Phase(
        InstanceState state, Instant since, StateReason reason, Optional<Planned> next, Optional<Hang> hang) {

    /** A state that will be taken by itself. */
    public record Planned(Instant at, InstanceState state, StateReason reason) {}

    /**
     * A stop that does not end as it should.
     *
     * @param yieldsTo the weakest stop that ends it; empty if none does
     */
    public record Hang(Optional<StopMode> yieldsTo) {
        boolean resists(StopMode mode) {
            return yieldsTo.map(weakest -> mode.compareTo(weakest) < 0).orElse(true);
        }
    }

    static Phase lasting(InstanceState state, Instant since, StateReason reason) {
        return new Phase(state, since, reason, Optional.empty(), Optional.empty());
    }

    Phase then(Instant at, InstanceState following, StateReason why) {
        return new Phase(state, since, reason, Optional.of(new Planned(at, following, why)), Optional.empty());
    }

    Phase hanging(Hang how, Optional<Instant> until) {
        return new Phase(
                state,
                since,
                reason,
                until.map(at -> new Planned(at, InstanceState.STOPPED, reason)),
                Optional.of(how));
    }
}
