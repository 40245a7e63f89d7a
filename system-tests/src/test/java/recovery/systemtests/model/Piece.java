package recovery.systemtests.model;

import recovery.shared.record.Owner;
import recovery.shared.record.Stage;

/**
 * One recovery, as far as the protocol looks at it.
 *
 * @param disruptive whether its rung takes the instance down
 * @param owed whether a Start is owed
 */
record Piece(Stage stage, Owner owner, boolean disruptive, boolean owed, boolean cancelled, Note note) {
    /** None, or one that has ended: nothing may be done with either. */
    static final Piece NONE = new Piece(Stage.CLOSED, Owner.RESTART, false, false, false, Note.NONE);

    static Piece opened(boolean disruptive, Owner owner) {
        return new Piece(Stage.REQUESTED, owner, disruptive, false, false, Note.NONE);
    }

    boolean open() {
        return stage != Stage.CLOSED;
    }

    Piece in(Stage next) {
        return new Piece(next, owner, disruptive, owed, cancelled, note);
    }

    Piece owing(boolean start) {
        return new Piece(stage, owner, disruptive, start, cancelled, note);
    }

    Piece noting(Note next) {
        return new Piece(stage, owner, disruptive, owed, cancelled, next);
    }

    Piece cancelledByPerson() {
        return new Piece(stage, owner, disruptive, owed, true, note);
    }

    Piece ownedBy(Owner next) {
        return new Piece(stage, next, disruptive, owed, cancelled, note);
    }
}
