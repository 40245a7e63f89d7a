package recovery.systemtests.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import recovery.shared.control.Mode;
import recovery.shared.record.Intent;
import recovery.shared.record.Outcome;
import recovery.shared.record.Owner;
import recovery.shared.record.Stage;

/** What an execution may decide by what it has just read. Clocks may have run out at any time, or not. */
final class Choices {
    private static final List<Move> WAIT = List.of();
    private static final Move PERSON = new Move.Close(Outcome.NEEDS_PERSON, false);
    private static final Move CANCELLED = new Move.Close(Outcome.CANCELLED, false);
    private static final Move STOP = new Move.Intend(Move.What.STOP);
    private static final Move START = new Move.Intend(Move.What.START);

    private final Protocol protocol;
    private final Optional<Mutation> mutation;

    Choices(Protocol protocol, Optional<Mutation> mutation) {
        this.protocol = protocol;
        this.mutation = mutation;
    }

    /** Detection's, for a member in which no recovery of this slot is open. */
    List<Move> judging(Machine machine, Books books) {
        boolean sick = machine.running() && machine.sick();
        boolean stopped = machine.stopped() && machine.stopper() == Machine.Stopper.AWS;
        return sick || stopped ? allowed(books, new Move.Open(sick, Owner.RESTART)) : WAIT;
    }

    /** Restart's, and at the end of the ladder failover's. */
    List<Move> working(Machine machine, Books books) {
        return wanted(machine, books.piece())
                .filter(move -> protocol.refusal(books, move).isEmpty())
                .filter(move -> !heldBack(books, move))
                .toList();
    }

    private boolean heldBack(Books books, Move move) {
        return mutation.equals(Optional.of(Mutation.SWITCH_HOLDS_THE_OWED_START_BACK))
                && move.equals(START)
                && books.mode() != Mode.ACT;
    }

    private List<Move> allowed(Books books, Move move) {
        return protocol.refusal(books, move).isEmpty() ? List.of(move) : WAIT;
    }

    private Stream<Move> wanted(Machine machine, Piece piece) {
        if (piece.note().unsettled()) {
            return Stream.concat(
                    settling(machine, piece.note()),
                    mutated(Mutation.CLOSES_WITH_AN_UNSETTLED_NOTE, PERSON)
                            .or(() -> mutated(Mutation.NOTES_OVER_AN_UNSETTLED_NOTE, START))
                            .stream());
        }
        if (piece.owner() == Owner.FAILOVER) {
            return Stream.of(PERSON);
        }
        if (piece.cancelled() && !piece.owed()) {
            return Stream.of(CANCELLED);
        }
        return switch (piece.stage()) {
            case REQUESTED -> piece.disruptive() ? stopStart(machine) : start(machine);
            case STOP -> awaitStopped(machine, piece.note());
            case START -> Stream.concat(untilRunning(machine, piece), Stream.of(PERSON));
            case PROOF -> proof(machine, piece);
            // What failover does with its stages is not part of this model.
            case MOVE, UNDO, CLOSED -> Stream.empty();
        };
    }

    private Optional<Move> mutated(Mutation here, Move move) {
        return mutation.equals(Optional.of(here)) ? Optional.of(move) : Optional.empty();
    }

    /** A stranger's note is settled by looking, and only when its writer can be no more. */
    private Stream<Move> settling(Machine machine, Note note) {
        if (note.known() == Intent.State.WRITTEN) {
            boolean over = note.writer() == Note.NOBODY && !mutation.equals(Optional.of(Mutation.NEVER_TAKES_OVER));
            boolean early = mutation.equals(Optional.of(Mutation.TAKES_OVER_FROM_THE_LIVING));
            return over || early ? Stream.of(new Move.Settle(Intent.State.UNKNOWN)) : Stream.empty();
        }
        var happened = new Move.Settle(Intent.State.OBSERVED);
        var not = new Move.Settle(Intent.State.WITHOUT_EFFECT);
        if (note.act() == Intent.Act.START) {
            return machine.running() ? Stream.of(happened) : machine.stopped() ? Stream.of(not) : Stream.empty();
        }
        if (mutation.equals(Optional.of(Mutation.TAKES_A_LOST_STOP_FOR_NOT_SENT)) || machine.running()) {
            return Stream.of(not);
        }
        // By the time alone a person's stop of the same minute looks like ours; then the Start is owed, and sent.
        return machine.stopper() == Machine.Stopper.US ? Stream.of(happened) : Stream.of(happened, not);
    }

    private static Stream<Move> stopStart(Machine machine) {
        if (!machine.running()) {
            return Stream.of(CANCELLED);
        }
        return machine.sick()
                ? Stream.of(STOP, PERSON, new Move.HandOver(false))
                : Stream.of(new Move.Enter(Stage.PROOF));
    }

    private static Stream<Move> start(Machine machine) {
        if (machine.running()) {
            return Stream.of(new Move.Enter(Stage.PROOF));
        }
        if (!machine.stopped()) {
            return Stream.empty();
        }
        return machine.stopper() == Machine.Stopper.PERSON ? Stream.of(CANCELLED) : Stream.of(START, PERSON);
    }

    private static Stream<Move> awaitStopped(Machine machine, Note note) {
        if (machine.stopped() || machine.running()) {
            return Stream.of(new Move.Enter(Stage.START));
        }
        return note.harder() ? Stream.empty() : Stream.of(new Move.Intend(Move.What.STOP_HARDER));
    }

    private Stream<Move> untilRunning(Machine machine, Piece piece) {
        if (machine.running()) {
            return Stream.of(new Move.Enter(Stage.PROOF));
        }
        boolean started = piece.note().act() == Intent.Act.START && piece.note().known() != Intent.State.WITHOUT_EFFECT;
        if (started && machine.stopper() == Machine.Stopper.PERSON) {
            return Stream.of(new Move.Close(Outcome.CANCELLED, true));
        }
        return machine.stopped() ? Stream.of(START) : Stream.empty();
    }

    private static Stream<Move> proof(Machine machine, Piece piece) {
        if (!machine.running()) {
            return Stream.of(CANCELLED);
        }
        if (machine.sick() && piece.disruptive() && piece.note().known() == Intent.State.WITHOUT_EFFECT) {
            return Stream.of(new Move.Enter(Stage.REQUESTED));
        }
        return machine.sick()
                ? Stream.of(PERSON, new Move.HandOver(false))
                : Stream.of(new Move.Close(Outcome.RECOVERED, false));
    }
}
