package recovery.systemtests.model;

import java.util.Map;
import java.util.Set;
import recovery.shared.control.Mode;
import recovery.shared.record.Intent;
import recovery.shared.record.Stage;

/** What must be true of every step. They say nothing of how the protocol keeps it. */
enum Property {
    S1_ONE_RECOVERY_PER_TARGET {
        @Override
        boolean holds(State before, Step step, Limits limits) {
            State now = step.after();
            for (int about = 0; about < now.members().size(); about++) {
                int open = 0;
                for (State.Slot slot : now.pieces()) {
                    open += slot.open() && slot.about() == about ? 1 : 0;
                }
                if (open > 1) {
                    return false;
                }
            }
            return true;
        }
    },
    S2_FENCED_SEND {
        @Override
        boolean holds(State before, Step step, Limits limits) {
            Note note = step.kind().sends() ? note(before, step) : Note.NONE;
            return note.equals(Note.NONE) || (note.known() == Intent.State.WRITTEN && note.writer() == step.who());
        }
    },
    S3_ONE_SEND_PER_INTENT {
        @Override
        boolean holds(State before, Step step, Limits limits) {
            return !step.kind().sends() || note(step.after(), step).sends() <= 1;
        }
    },
    S4_WRITE_AHEAD {
        @Override
        boolean holds(State before, Step step, Limits limits) {
            return !step.kind().sends() || !note(before, step).equals(Note.NONE);
        }
    },
    S14_LEGAL_TRANSITIONS {
        @Override
        boolean holds(State before, Step step, Limits limits) {
            for (int slot = 0; slot < before.pieces().size(); slot++) {
                Stage from = before.pieces().get(slot).piece().stage();
                Stage to = step.after().pieces().get(slot).piece().stage();
                boolean handedOver = step.move() instanceof Move.HandOver && to == Stage.REQUESTED;
                if (from == Stage.CLOSED && to != from && !(step.move() instanceof Move.Open)) {
                    return false;
                }
                if (from != to
                        && !handedOver
                        && !EDGES.getOrDefault(from, Set.of()).contains(to)) {
                    return false;
                }
            }
            return true;
        }
    },
    S8_LAST_HEALTHY {
        @Override
        boolean holds(State before, Step step, Limits limits) {
            State now = step.after();
            int open = 0;
            for (int slot = 0; slot < now.pieces().size(); slot++) {
                open |= now.pieces().get(slot).open() ? 1 << slot : 0;
            }
            return now.places() == open && Integer.bitCount(open) <= limits.inFlight();
        }
    },
    S9_BOUNDED {
        @Override
        boolean holds(State before, Step step, Limits limits) {
            State now = step.after();
            return now.hour() <= limits.perHour()
                    && now.members().stream().allMatch(member -> member.attempts() <= limits.perTarget())
                    && !(before.braked() && begins(before, step));
        }
    },
    S11_NO_ORPHAN_STOP {
        @Override
        boolean holds(State before, Step step, Limits limits) {
            State now = step.after();
            for (int about = 0; about < now.machines().size(); about++) {
                Machine machine = now.machines().get(about);
                if (!machine.running() && machine.stopper() == Machine.Stopper.US && !owed(now, about)) {
                    return false;
                }
            }
            return true;
        }
    },
    S15_SWITCH_WINS {
        @Override
        boolean holds(State before, Step step, Limits limits) {
            return before.mode() == Mode.ACT || !begins(before, step);
        }
    },
    CLAIMS_END_WITH_THEIR_RECOVERY {
        @Override
        boolean holds(State before, Step step, Limits limits) {
            State now = step.after();
            for (int about = 0; about < now.members().size(); about++) {
                int claim = now.members().get(about).claim();
                if (claim >= 0
                        && !(now.pieces().get(claim).open()
                                && now.pieces().get(claim).about() == about)) {
                    return false;
                }
            }
            return true;
        }
    },
    SETTLED_BEFORE_CLOSED {
        @Override
        boolean holds(State before, Step step, Limits limits) {
            return !step.kind().commits()
                    || !(step.move() instanceof Move.Close)
                    || !note(before, step).unsettled();
        }
    },
    /** Not of one step but of all: from each state some way leads to where all work has ended. */
    EVERYTHING_CAN_END {
        @Override
        boolean holds(State before, Step step, Limits limits) {
            return true;
        }
    };

    /** The published relation, by the stages alone. */
    private static final Map<Stage, Set<Stage>> EDGES = Map.of(
            Stage.CLOSED, Set.of(Stage.REQUESTED),
            Stage.REQUESTED, Set.of(Stage.STOP, Stage.START, Stage.PROOF, Stage.CLOSED),
            Stage.STOP, Set.of(Stage.START, Stage.REQUESTED, Stage.CLOSED),
            Stage.START, Set.of(Stage.PROOF, Stage.CLOSED),
            Stage.PROOF, Set.of(Stage.REQUESTED, Stage.CLOSED));

    abstract boolean holds(State before, Step step, Limits limits);

    private static Note note(State state, Step step) {
        return state.pieces().get(step.slot()).piece().note();
    }

    private static boolean owed(State state, int about) {
        return state.pieces().stream()
                .anyMatch(slot ->
                        slot.open() && slot.about() == about && slot.piece().owed());
    }

    /** Whether the step opens or notes something that is not a Start which was owed before. */
    private static boolean begins(State before, Step step) {
        if (!step.kind().commits()) {
            return false;
        }
        return switch (step.move()) {
            case Move.Open open -> true;
            case Move.Intend(Move.What what) -> what != Move.What.START || !owed(before, step.about());
            case Move.Settle settle -> false;
            case Move.Enter enter -> false;
            case Move.Cancel cancel -> false;
            case Move.HandOver handOver -> false;
            case Move.Close close -> false;
            case Move.Tell tell -> false;
        };
    }
}
