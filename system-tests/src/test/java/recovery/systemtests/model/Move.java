package recovery.systemtests.model;

import recovery.shared.record.Intent;
import recovery.shared.record.Outcome;
import recovery.shared.record.Owner;
import recovery.shared.record.Stage;

/** What one transaction does to one recovery. */
sealed interface Move {
    /** Opens one, with its claim and its place. */
    record Open(boolean disruptive, Owner owner) implements Move {}

    /** Notes a request that is about to be sent. */
    record Intend(What what) implements Move {}

    /** The requests. */
    enum What {
        STOP,
        STOP_HARDER,
        START
    }

    /** Writes down what became of a request. */
    record Settle(Intent.State known) implements Move {}

    /** Goes on to another stage. */
    record Enter(Stage stage) implements Move {}

    /** A person wants nothing new to begin. */
    record Cancel() implements Move {}

    /**
     * Another function goes on with it. What failover then does is not part of this model.
     *
     * @param endsDuty whether a Start can be owed no more
     */
    record HandOver(boolean endsDuty) implements Move {}

    /**
     * Ends it, and gives claim and place back.
     *
     * @param endsDuty whether a Start can be owed no more: a person took it over, or it is gone
     */
    record Close(Outcome outcome, boolean endsDuty) implements Move {}

    /** Tells people, pages, or looks again: nothing that the protocol is about. */
    record Tell() implements Move {}
}
