package recovery.systemtests.model;

import recovery.shared.record.Intent;

/**
 * The newest intent of a recovery.
 *
 * @param begins whether it is the stop that begins an attempt
 * @param harder whether it is a stronger stop
 * @param sends how many requests went out for it; more than two are not told apart
 * @param writer the execution that may send it; {@link #NOBODY} when that one is no more
 */
record Note(Intent.Act act, boolean begins, boolean harder, Intent.State known, int sends, int writer) {
    static final int NOBODY = -1;

    /** None was written yet. */
    static final Note NONE = new Note(Intent.Act.START, false, false, Intent.State.WITHOUT_EFFECT, 0, NOBODY);

    static Note written(Move.Intend move, int writer) {
        boolean start = move.what() == Move.What.START;
        return new Note(
                start ? Intent.Act.START : Intent.Act.STOP,
                move.what() == Move.What.STOP,
                move.what() == Move.What.STOP_HARDER,
                Intent.State.WRITTEN,
                0,
                writer);
    }

    boolean unsettled() {
        return known == Intent.State.WRITTEN || known == Intent.State.UNKNOWN;
    }

    Note is(Intent.State now) {
        return new Note(act, begins, harder, now, sends, writer);
    }

    Note sent() {
        return new Note(act, begins, harder, known, Math.min(2, sends + 1), writer);
    }

    Note writtenBy(int other) {
        return new Note(act, begins, harder, known, sends, other);
    }
}
