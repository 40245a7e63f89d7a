package recovery.failover;

import recovery.shared.record.Outcome;

/** The next thing to do on a recovery that failover owns. */
public sealed interface FailoverMove {
    String reason();

    /** Nothing now. */
    record Wait(String reason) implements FailoverMove {}

    /** End, and call a person. */
    record Close(Outcome outcome, String reason) implements FailoverMove {}
}
