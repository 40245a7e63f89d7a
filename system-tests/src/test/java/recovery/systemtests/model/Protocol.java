package recovery.systemtests.model;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import recovery.shared.record.Intent;
import recovery.shared.record.Outcome;
import recovery.shared.record.Owner;
import recovery.shared.record.Stage;

/** The rules: which move is allowed by the books, and what the books say after it. */
final class Protocol {
    private final Limits limits;
    private final Set<Condition> conditions;

    private Protocol(Limits limits, Set<Condition> conditions) {
        this.limits = limits;
        this.conditions = conditions;
    }

    static Protocol within(Limits limits) {
        return new Protocol(limits, EnumSet.allOf(Condition.class));
    }

    /** The same without a condition: a model that must be rejected. */
    Protocol without(Condition dropped) {
        var rest = EnumSet.copyOf(conditions);
        rest.remove(dropped);
        return new Protocol(limits, rest);
    }

    /** The first condition that forbids it. */
    Optional<Condition> refusal(Books books, Move move) {
        for (Condition condition : conditions) {
            if (!condition.holds(books, move, limits)) {
                return Optional.of(condition);
            }
        }
        return Optional.empty();
    }

    /** The books after a move, whether it was allowed or not. {@code writer} is the execution that makes it. */
    Books after(Books books, Move move, int writer) {
        Piece piece = books.piece();
        return switch (move) {
            case Move.Open(boolean disruptive, Owner owner) ->
                books.with(Piece.opened(disruptive, owner)).holding(Books.Claim.OURS, true);
            case Move.Intend intend -> noted(books, intend, writer);
            case Move.Settle(Intent.State known) -> books.with(settled(piece, known));
            case Move.Enter(Stage stage) -> books.with(piece.in(stage).owing(piece.owed() && stage != Stage.PROOF));
            case Move.Cancel cancel -> books.with(piece.cancelledByPerson());
            case Move.HandOver(boolean endsDuty) ->
                books.with(piece.ownedBy(Owner.FAILOVER).in(Stage.REQUESTED).owing(piece.owed() && !endsDuty));
            case Move.Close(Outcome outcome, boolean endsDuty) ->
                books.with(Piece.NONE)
                        .holding(released(books.claim()), false)
                        .awaitingPerson(books.awaiting() || outcome.awaitsAcknowledgement());
            case Move.Tell tell -> books;
        };
    }

    private Books noted(Books books, Move.Intend intend, int writer) {
        Piece noted = books.piece().noting(Note.written(intend, writer));
        return switch (intend.what()) {
            case STOP -> books.with(noted.in(Stage.STOP).owing(true)).charged(limits);
            case STOP_HARDER -> books.with(noted.in(Stage.STOP));
            case START -> books.with(noted.in(Stage.START));
        };
    }

    /** The stop that begins an attempt leaves nothing owed if it had no effect, and its rung begins anew. */
    private static Piece settled(Piece piece, Intent.State known) {
        Piece settled = piece.noting(piece.note().is(known));
        return known == Intent.State.WITHOUT_EFFECT && piece.note().begins()
                ? settled.in(Stage.REQUESTED).owing(false)
                : settled;
    }

    private static Books.Claim released(Books.Claim claim) {
        return claim == Books.Claim.OURS ? Books.Claim.NOBODYS : claim;
    }
}
