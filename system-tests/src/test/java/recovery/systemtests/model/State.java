package recovery.systemtests.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import recovery.shared.control.Mode;

/**
 * The whole small world at one moment. Versions are not numbered: an execution remembers which items nobody has written
 * since it read them, which is all that a condition on a version asks.
 *
 * @param hour attempts of the installation
 * @param places the slots of the recoveries that hold a place in the group
 * @param pieces the recoveries, by slot; a slot is free again when its recovery has ended
 * @param executions two handlers, then the sweep
 */
record State(
        Mode mode,
        boolean braked,
        int hour,
        int places,
        List<Member> members,
        List<Slot> pieces,
        List<Machine> machines,
        List<Execution> executions,
        Scope.Budget left) {

    static final int SWEEP = 2;

    /**
     * What stands in the item of a target.
     *
     * @param claim the slot of the recovery that holds it; -1 if none does
     */
    record Member(int claim, int attempts, boolean awaiting) {
        static final Member FREE = new Member(-1, 0, false);
    }

    /** A recovery and the member that it is about. */
    record Slot(int about, Piece piece) {
        static final Slot FREE = new Slot(0, Piece.NONE);

        boolean open() {
            return piece.open();
        }
    }

    static State beginning(List<Machine> machines, Scope scope) {
        return new State(
                Mode.ACT,
                false,
                0,
                0,
                Collections.nCopies(machines.size(), Member.FREE),
                Collections.nCopies(machines.size(), Slot.FREE),
                machines,
                Collections.nCopies(SWEEP + 1, Execution.IDLE),
                scope.budget());
    }

    /** What a transaction of the recovery in this slot sees, or of one that is to be opened there. */
    Books books(int about, int slot) {
        Member member = members.get(about);
        int mine = 1 << slot;
        Books.Claim claim = member.claim() == slot
                ? Books.Claim.OURS
                : member.claim() < 0 ? Books.Claim.NOBODYS : Books.Claim.ANOTHERS;
        return new Books(
                mode,
                braked,
                hour,
                claim,
                member.attempts(),
                member.awaiting(),
                Integer.bitCount(places & ~mine),
                (places & mine) != 0,
                pieces.get(slot).piece());
    }

    /** The same world with these books. */
    State with(int about, int slot, Books books) {
        Member before = members.get(about);
        int claim =
                switch (books.claim()) {
                    case OURS -> slot;
                    case NOBODYS -> -1;
                    case ANOTHERS -> before.claim();
                };
        var member = new Member(claim, books.attempts(), books.awaiting());
        int mine = 1 << slot;
        var held = books.piece().open() ? new Slot(about, books.piece()) : Slot.FREE;
        return new State(
                mode,
                books.braked(),
                books.hour(),
                books.place() ? places | mine : places & ~mine,
                replaced(members, about, member),
                replaced(pieces, slot, held),
                machines,
                executions,
                left);
    }

    State with(int slot, Piece piece) {
        return new State(
                mode,
                braked,
                hour,
                places,
                members,
                replaced(pieces, slot, new Slot(pieces.get(slot).about(), piece)),
                machines,
                executions,
                left);
    }

    State with(int about, Machine machine) {
        return new State(
                mode, braked, hour, places, members, pieces, replaced(machines, about, machine), executions, left);
    }

    State with(int who, Execution execution) {
        return new State(
                mode, braked, hour, places, members, pieces, machines, replaced(executions, who, execution), left);
    }

    /** The same with one of a kind less to come. */
    State paying(Scope.Cost cost) {
        return cost == Scope.Cost.FREE
                ? this
                : new State(mode, braked, hour, places, members, pieces, machines, executions, left.less(cost));
    }

    State switchedTo(Mode next) {
        return new State(next, braked, hour, places, members, pieces, machines, executions, left);
    }

    /** A person releases the brake; what was counted before counts no more. */
    State released() {
        return new State(mode, false, 0, places, members, pieces, machines, executions, left);
    }

    State acknowledged(int about) {
        Member member = members.get(about);
        return new State(
                mode,
                braked,
                hour,
                places,
                replaced(members, about, new Member(member.claim(), member.attempts(), false)),
                pieces,
                machines,
                executions,
                left);
    }

    /** Everybody but the writer has read these items before they were written. */
    State outdating(int writer, int about, int slot, int items) {
        var all = new ArrayList<Execution>(executions.size());
        for (int who = 0; who < executions.size(); who++) {
            Execution one = executions.get(who);
            int known = items
                    & ~(one.slot() == slot ? Items.NONE : Items.RECORD)
                    & ~(one.about() == about ? Items.NONE : Items.TARGET);
            all.add(who == writer || one.idle() ? one : one.outdated(known));
        }
        return new State(mode, braked, hour, places, members, pieces, machines, List.copyOf(all), left);
    }

    /** This execution is no more; a note that it left behind has no writer now. */
    State ending(int who) {
        State ended = with(who, Execution.IDLE).renaming(who, Note.NOBODY);
        boolean second =
                ended.executions.get(0).idle() && !ended.executions.get(1).idle();
        return second ? ended.moved() : ended;
    }

    /** The two handlers are alike: one that is alone is always the first. */
    private State moved() {
        return with(0, executions.get(1)).with(1, Execution.IDLE).renaming(1, 0);
    }

    private State renaming(int who, int other) {
        State renamed = this;
        for (int slot = 0; slot < pieces.size(); slot++) {
            Piece piece = pieces.get(slot).piece();
            if (piece.note().writer() == who) {
                renamed = renamed.with(slot, piece.noting(piece.note().writtenBy(other)));
            }
        }
        return renamed;
    }

    /** Whether all work has ended. */
    boolean quiet() {
        return pieces.stream().noneMatch(Slot::open) && executions.stream().allMatch(Execution::idle);
    }

    private static <T> List<T> replaced(List<T> all, int index, T one) {
        if (all.get(index).equals(one)) {
            return all;
        }
        var copy = new ArrayList<>(all);
        copy.set(index, one);
        return List.copyOf(copy);
    }
}
