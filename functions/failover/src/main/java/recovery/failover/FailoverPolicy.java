package recovery.failover;

import recovery.shared.record.Outcome;
import recovery.shared.record.Recovery;

/** Chooses the next move: from the record, and nothing else. */
final class FailoverPolicy {
    private FailoverPolicy() {}

    static FailoverMove next(Recovery recovery) {
        if (recovery.unsettled().isPresent()) {
            return new FailoverMove.Wait("it is still open what became of a request");
        }
        String names = recovery.plan()
                .failover()
                .map(failover -> "; the plan names " + failover.standby() + " as the standby of " + failover.primary())
                .orElse("; the plan names no standby");
        return recovery.cancelled()
                .<FailoverMove>map(why -> new FailoverMove.Close(Outcome.CANCELLED, "a person cancelled it: " + why))
                .orElseGet(() -> new FailoverMove.Close(
                        Outcome.NEEDS_PERSON, "this version of the bundle has no failover step" + names));
    }
}
