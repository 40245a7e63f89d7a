package recovery.systemtests.model;

import java.util.Optional;
import java.util.Set;
import recovery.shared.control.Mode;
import recovery.shared.json.Fields;
import recovery.shared.record.Intent;
import recovery.shared.record.Outcome;
import recovery.shared.record.Owner;
import recovery.shared.record.Stage;
import recovery.systemtests.invariant.Stored;
import recovery.systemtests.invariant.Taken;

/** What a step of the real functions is in the words of the model. */
final class Abstraction {
    private static final Set<String> DISRUPTIVE = Set.of("STOP_START", "REBOOT", "RUN_COMMAND");

    private Abstraction() {}

    /** The books as they were before the step. */
    static Books books(Taken taken) {
        Optional<String> claim = taken.target().flatMap(state -> state.maybeText("claim"));
        String id = taken.after().id();
        boolean place = taken.slots().contains(id);
        Mode plan = Mode.valueOf(taken.after().plan().text("mode"));
        return new Books(
                taken.mode().and(plan),
                taken.braked(),
                taken.hour(),
                claim.map(holder -> holder.equals(id) ? Books.Claim.OURS : Books.Claim.ANOTHERS)
                        .orElse(Books.Claim.NOBODYS),
                taken.attempts(),
                taken.target().filter(state -> state.has("awaiting")).isPresent(),
                taken.slots().size() - (place ? 1 : 0),
                place,
                taken.recovery().map(old -> piece(old, sent(taken, old))).orElse(Piece.NONE));
    }

    /** Whether a request went out for the last intent of the record as it was. */
    private static boolean sent(Taken taken, Stored old) {
        return taken.sent() && intent(old).equals(intent(taken.after()));
    }

    private static Optional<String> intent(Stored recovery) {
        return recovery.lastIntent().map(intent -> intent.text("id"));
    }

    /** The recovery as the model knows it; one that has ended is none. */
    static Piece piece(Stored recovery, boolean sent) {
        if (!recovery.open()) {
            return Piece.NONE;
        }
        return new Piece(
                Stage.valueOf(recovery.stage()),
                Owner.valueOf(recovery.owner()),
                disruptive(recovery),
                recovery.owed(),
                recovery.cancelled(),
                recovery.lastIntent().map(last -> note(recovery, last, sent)).orElse(Note.NONE));
    }

    /** Of a request that is settled, only what is known of it still matters. */
    static Piece settled(Piece piece) {
        Note note = piece.note();
        return note.unsettled()
                ? piece
                : piece.noting(new Note(note.act(), false, false, note.known(), 0, Note.NOBODY));
    }

    private static boolean disruptive(Stored recovery) {
        return recovery.body().maybeText("rung").filter(DISRUPTIVE::contains).isPresent();
    }

    private static Note note(Stored recovery, Fields last, boolean sent) {
        Intent.Act act = Intent.Act.valueOf(last.text("act"));
        boolean stop = act == Intent.Act.STOP;
        boolean begins = stop && recovery.body().maybeText("startOwed").equals(Optional.of(last.text("at")));
        return new Note(
                act, begins, stop && !begins, Intent.State.valueOf(last.text("state")), sent ? 1 : 0, Note.NOBODY);
    }

    /** The move that takes the record from how it was to how it is. */
    static Move move(Taken taken) {
        Stored after = taken.after();
        if (taken.recovery().isEmpty()) {
            return new Move.Open(disruptive(after), Owner.valueOf(after.owner()));
        }
        Stored old = taken.recovery().get();
        if (old.open() && !after.open()) {
            boolean nothingIsDown = taken.byOperator() || !taken.downByUs();
            return new Move.Close(Outcome.valueOf(after.outcome().orElseThrow()), nothingIsDown);
        }
        if (!old.owner().equals(after.owner())) {
            return new Move.HandOver(old.owed() && !after.owed());
        }
        return within(old, after);
    }

    private static Move within(Stored old, Stored after) {
        if (!intent(old).equals(intent(after))) {
            boolean start = after.lastIntent().orElseThrow().text("act").equals("START");
            return new Move.Intend(start ? Move.What.START : old.owed() ? Move.What.STOP_HARDER : Move.What.STOP);
        }
        boolean settled =
                !old.lastIntent().map(Fields::asMap).equals(after.lastIntent().map(Fields::asMap));
        if (settled) {
            return new Move.Settle(
                    Intent.State.valueOf(after.lastIntent().orElseThrow().text("state")));
        }
        if (after.cancelled() && !old.cancelled()) {
            return new Move.Cancel();
        }
        return old.stage().equals(after.stage()) ? new Move.Tell() : new Move.Enter(Stage.valueOf(after.stage()));
    }
}
