package recovery.failover;

import recovery.shared.record.Outcome;

/** What failover does next with one recovery, and why. */
public sealed interface FailoverMove {
    String reason();

    /** There is nothing to do. */
    record Wait(String reason) implements FailoverMove {}

    /** A person is called, once for each thing; the record stays as it is. */
    record Page(String what, String reason) implements FailoverMove {}

    /** The recovery ends, and its claim and its slot with it. */
    record Close(Outcome outcome, String reason) implements FailoverMove {}
}
