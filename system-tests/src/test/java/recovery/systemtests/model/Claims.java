package recovery.systemtests.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The claims of one service with a standby: who holds service, primary and standby, and what each execution has read.
 *
 * @param holders the recovery that holds service, primary and standby, in this order; {@link #NOBODY} for none
 * @param awaiting the recovery that the service waits for a person to acknowledge or take home
 * @param works the recoveries, by their number
 * @param executions what two executions have decided, and have not written yet
 */
record Claims(List<Integer> holders, int awaiting, List<Work> works, List<Decided> executions) {
    static final int NOBODY = -1;
    static final int SERVICE = 0;
    static final int PRIMARY = 1;
    static final int STANDBY = 2;

    /** One recovery. */
    enum Work {
        NONE,
        RESTARTS_PRIMARY,
        RESTARTS_STANDBY,
        FAILS_OVER,
        GOES_HOME,
        /** It has failed over: its primary stays behind the fence. */
        LEFT_ON_STANDBY,
        ENDED;

        boolean open() {
            return this == RESTARTS_PRIMARY || this == RESTARTS_STANDBY || moves();
        }

        /** Whether it moves the service from one side to the other. */
        boolean moves() {
            return this == FAILS_OVER || this == GOES_HOME;
        }
    }

    /** What an execution is about to write. */
    enum Act {
        OPENS_RESTART_OF_PRIMARY,
        OPENS_RESTART_OF_STANDBY,
        OPENS_FAILOVER,
        TAKES_OVER,
        FAILS_OVER,
        ROLLS_BACK,
        RECOVERS,
        OPENS_FAILBACK,
        COMES_HOME,
        IS_ACKNOWLEDGED
    }

    /**
     * A transaction that is ready.
     *
     * @param work the recovery that it is about
     * @param stale bits of the items that others have written since it was read: service, primary, standby and the record
     */
    record Decided(Act act, int work, int stale) {}

    static final int RECORD = 3;

    Claims {
        holders = List.copyOf(holders);
        works = List.copyOf(works);
        executions = List.copyOf(executions);
    }

    static Claims beginning(int recoveries) {
        return new Claims(
                List.of(NOBODY, NOBODY, NOBODY), NOBODY, Collections.nCopies(recoveries, Work.NONE), List.of());
    }

    Work work(int number) {
        return works.get(number);
    }

    boolean free(int target) {
        return holders.get(target) == NOBODY;
    }

    Claims holding(int holder, int... targets) {
        var next = new ArrayList<>(holders);
        for (int target : targets) {
            next.set(target, holder);
        }
        return new Claims(next, awaiting, works, executions);
    }

    /** The same without what this recovery holds, but for the targets that it keeps. */
    Claims released(int holder, int... kept) {
        var next = new ArrayList<>(holders);
        for (int target = 0; target < next.size(); target++) {
            boolean keeps = false;
            for (int one : kept) {
                keeps |= one == target;
            }
            if (next.get(target) == holder && !keeps) {
                next.set(target, NOBODY);
            }
        }
        return new Claims(next, awaiting, works, executions);
    }

    Claims awaiting(int recovery) {
        return new Claims(holders, recovery, works, executions);
    }

    Claims with(int number, Work work) {
        var next = new ArrayList<>(works);
        next.set(number, work);
        return new Claims(holders, awaiting, next, executions);
    }

    Claims deciding(Decided decided) {
        var next = new ArrayList<>(executions);
        next.add(decided);
        return new Claims(holders, awaiting, works, next);
    }

    /** The same without an execution that has written or died; for the others, what it wrote is stale. */
    Claims over(Decided one, int written) {
        var next = new ArrayList<Decided>();
        boolean gone = false;
        for (Decided other : executions) {
            if (!gone && other.equals(one)) {
                gone = true;
                continue;
            }
            int items = written & ((1 << RECORD) - 1);
            boolean sameRecord = other.work() == one.work() && (written >> RECORD & 1) == 1;
            next.add(new Decided(other.act(), other.work(), other.stale() | items | (sameRecord ? 1 << RECORD : 0)));
        }
        return new Claims(holders, awaiting, works, next);
    }
}
