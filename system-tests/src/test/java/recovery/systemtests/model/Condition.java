package recovery.systemtests.model;

import java.util.Map;
import java.util.Set;
import recovery.shared.control.Mode;
import recovery.shared.record.Intent;
import recovery.shared.record.Owner;
import recovery.shared.record.Stage;

/** What must hold for a move, each as the protocol demands it. */
enum Condition {
    /** Mode ACT, unless it is a Start that is owed. */
    SWITCH_AT_ACT {
        @Override
        boolean holds(Books books, Move move, Limits limits) {
            return !begins(books, move) || books.mode() == Mode.ACT;
        }
    },
    /** No brake, unless it is a Start that is owed. */
    BRAKE_FREE {
        @Override
        boolean holds(Books books, Move move, Limits limits) {
            return !begins(books, move) || !books.braked();
        }
    },
    /** A target that nothing holds. */
    UNCLAIMED {
        @Override
        boolean holds(Books books, Move move, Limits limits) {
            return !(move instanceof Move.Open) || books.claim() == Books.Claim.NOBODYS;
        }
    },
    /** No outcome that waits for a person. */
    ACKNOWLEDGED {
        @Override
        boolean holds(Books books, Move move, Limits limits) {
            return !(move instanceof Move.Open) || !books.awaiting();
        }
    },
    /** A free place in the group. */
    PLACE_FREE {
        @Override
        boolean holds(Books books, Move move, Limits limits) {
            return !(move instanceof Move.Open) || books.othersInFlight() < limits.inFlight();
        }
    },
    /** Attempts left when it opens. */
    ATTEMPTS_LEFT_TO_OPEN {
        @Override
        boolean holds(Books books, Move move, Limits limits) {
            return !(move instanceof Move.Open(boolean disruptive, Owner owner))
                    || !disruptive
                    || books.attempts() < limits.perTarget();
        }
    },
    /** Attempts left just before the stop. */
    ATTEMPTS_LEFT {
        @Override
        boolean holds(Books books, Move move, Limits limits) {
            return !charges(move) || (books.attempts() < limits.perTarget() && books.hour() < limits.perHour());
        }
    },
    /** An open recovery, or none yet. */
    OPEN {
        @Override
        boolean holds(Books books, Move move, Limits limits) {
            return move instanceof Move.Tell
                    || (move instanceof Move.Open) != books.piece().open();
        }
    },
    /** Its claim and its place are its own. */
    CLAIM_AND_PLACE_HELD {
        @Override
        boolean holds(Books books, Move move, Limits limits) {
            return !(move instanceof Move.Intend) || (books.claim() == Books.Claim.OURS && books.place());
        }
    },
    /** Restart owns it. */
    OWNED_BY_RESTART {
        @Override
        boolean holds(Books books, Move move, Limits limits) {
            boolean restarts = move instanceof Move.Intend || move instanceof Move.Enter;
            return !restarts || books.piece().owner() == Owner.RESTART;
        }
    },
    /** Not cancelled, unless it is a Start that is owed. */
    NOT_CANCELLED {
        @Override
        boolean holds(Books books, Move move, Limits limits) {
            return !(move instanceof Move.Intend)
                    || books.piece().owed()
                    || !books.piece().cancelled();
        }
    },
    /** No earlier request of which it is open what became of it. */
    EARLIER_REQUEST_SETTLED {
        @Override
        boolean holds(Books books, Move move, Limits limits) {
            boolean acts = move instanceof Move.Intend || move instanceof Move.Enter;
            return !acts || !books.piece().note().unsettled();
        }
    },
    /** No unsettled request when it closes or changes its owner. */
    SETTLED_TO_END {
        @Override
        boolean holds(Books books, Move move, Limits limits) {
            boolean ends = move instanceof Move.Close || move instanceof Move.HandOver;
            return !ends || !books.piece().note().unsettled();
        }
    },
    /** No Start owed when it closes. */
    NOTHING_OWED_TO_END {
        @Override
        boolean holds(Books books, Move move, Limits limits) {
            return !(move instanceof Move.Close close)
                    || close.endsDuty()
                    || !books.piece().owed();
        }
    },
    /** A result that the request can have. */
    LEGAL_RESULT {
        @Override
        boolean holds(Books books, Move move, Limits limits) {
            return !(move instanceof Move.Settle(Intent.State known))
                    || legal(books.piece().note(), known);
        }
    },
    /** An edge of the published relation. */
    LEGAL_STAGE {
        @Override
        boolean holds(Books books, Move move, Limits limits) {
            Stage from = books.piece().stage();
            return switch (move) {
                case Move.Enter(Stage to) ->
                    ENTERED.getOrDefault(from, Set.of()).contains(to);
                case Move.Intend(Move.What what) ->
                    NOTED.getOrDefault(from, Set.of()).contains(what);
                case Move.Open open -> true;
                case Move.Settle settle -> true;
                case Move.Cancel cancel -> true;
                case Move.HandOver handOver -> true;
                case Move.Close close -> true;
                case Move.Tell tell -> true;
            };
        }
    },
    /** A stop under a disruptive rung alone. */
    FITTING_RUNG {
        @Override
        boolean holds(Books books, Move move, Limits limits) {
            return !charges(move) || books.piece().disruptive();
        }
    };

    /** Where an observation leads. */
    private static final Map<Stage, Set<Stage>> ENTERED = Map.of(
            Stage.REQUESTED, Set.of(Stage.PROOF),
            Stage.STOP, Set.of(Stage.START),
            Stage.START, Set.of(Stage.PROOF),
            Stage.PROOF, Set.of(Stage.REQUESTED));

    /** From where a request may be noted. */
    private static final Map<Stage, Set<Move.What>> NOTED = Map.of(
            Stage.REQUESTED, Set.of(Move.What.STOP, Move.What.START),
            Stage.STOP, Set.of(Move.What.STOP_HARDER),
            Stage.START, Set.of(Move.What.START));

    abstract boolean holds(Books books, Move move, Limits limits);

    /** Whether it begins something new, which mode and brake hold back. */
    private static boolean begins(Books books, Move move) {
        boolean owedStart = move instanceof Move.Intend(Move.What what)
                && what == Move.What.START
                && books.piece().owed();
        return move instanceof Move.Open || (move instanceof Move.Intend && !owedStart);
    }

    private static boolean charges(Move move) {
        return move instanceof Move.Intend(Move.What what) && what == Move.What.STOP;
    }

    /** Accepted is told by a reply alone; unknown may be looked at again; what is settled stays so. */
    private static boolean legal(Note note, Intent.State known) {
        return switch (note.known()) {
            case WRITTEN -> known != Intent.State.WRITTEN && (known != Intent.State.ACCEPTED || note.sends() == 1);
            case UNKNOWN -> known != Intent.State.WRITTEN && known != Intent.State.ACCEPTED;
            case ACCEPTED, WITHOUT_EFFECT, OBSERVED -> false;
        };
    }
}
