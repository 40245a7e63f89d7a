package recovery.failover;

import recovery.shared.record.Outcome;
import recovery.shared.record.Recovery;

/** Chooses what to do with a recovery that came to failover: from the record, and nothing else. */
final class FailoverPolicy {
    private FailoverPolicy() {}

    static FailoverMove next(Recovery recovery) {
        if (!recovery.open()) {
            return new FailoverMove.Wait("it is closed");
        }
        // Restart hands over neither of these. If one is here all the same, closing would forget a machine of ours
        // that is down.
        if (recovery.unsettled().isPresent()) {
            return page(recovery, "unsettled", "it is open what became of a request of ours, and failover cannot tell");
        }
        if (recovery.startOwed().isPresent()) {
            return page(recovery, "start-owed", "a Start is owed, and failover cannot send it");
        }
        if (recovery.cancelled().isPresent()) {
            return new FailoverMove.Close(
                    Outcome.CANCELLED,
                    "a person cancelled it: " + recovery.cancelled().get());
        }
        return new FailoverMove.Close(
                Outcome.NEEDS_PERSON,
                "a restart cannot help, and this version has no failover step; it was opened because: "
                        + recovery.opening().reason());
    }

    private static FailoverMove page(Recovery recovery, String what, String reason) {
        return recovery.paged().contains(what)
                ? new FailoverMove.Wait("a person was called: " + reason)
                : new FailoverMove.Page(what, reason);
    }
}
