package recovery.systemtests.model;

import recovery.shared.record.Intent;

/**
 * One execution of a handler, between two of its calls.
 *
 * @param about the member whose recovery it works on
 * @param slot where that recovery stands; -1 for one that is to be opened
 * @param asked the items that must not change until it has committed, as a set of {@link Items}; none if one has
 * @param reply what it knows of its request
 */
record Execution(Phase phase, int about, int slot, Move move, int asked, Intent.State reply) {
    static final Execution IDLE = new Execution(Phase.IDLE, 0, -1, new Move.Tell(), Items.NONE, Intent.State.WRITTEN);

    /** What it does next. */
    enum Phase {
        /** Nothing: it ended, or was never begun. */
        IDLE,
        /** It has read and decided; it commits next. */
        COMMITS,
        /** It has committed without a reply; it reads back next. */
        READS_BACK,
        /** Its note is durable; it sends next. */
        SENDS,
        /** It has sent; it writes down what it knows of it next. */
        RECORDS
    }

    static Execution deciding(int about, int slot, Move move, int asked) {
        return new Execution(Phase.COMMITS, about, slot, move, asked | Items.UNCHANGED, Intent.State.WRITTEN);
    }

    boolean idle() {
        return phase == Phase.IDLE;
    }

    Execution in(Phase next) {
        return new Execution(next, about, slot, move, asked, reply);
    }

    Execution told(Intent.State known) {
        return new Execution(Phase.RECORDS, about, slot, move, asked, known);
    }

    /** Others wrote these items since it read them: one that it asks for, and its transaction fails. */
    Execution outdated(int items) {
        return (asked & items) == 0 ? this : new Execution(phase, about, slot, move, Items.NONE, reply);
    }

    /** Whether its transaction would still succeed, and its token still be found. */
    boolean unchanged() {
        return asked != Items.NONE;
    }
}
