package recovery.systemtests.model;

import recovery.shared.control.Mode;

/**
 * All that a transaction of one recovery reads and writes, whatever else there is in the world.
 *
 * @param mode the lower of the installation's mode and the plan's
 * @param braked whether the brake is latched
 * @param hour attempts of the installation that count now
 * @param claim who holds the target
 * @param attempts attempts on the target that count now
 * @param awaiting whether an earlier outcome waits for a person
 * @param othersInFlight other recoveries of the group
 * @param place whether this one holds a place in the group
 */
record Books(
        Mode mode,
        boolean braked,
        int hour,
        Claim claim,
        int attempts,
        boolean awaiting,
        int othersInFlight,
        boolean place,
        Piece piece) {

    /** Who holds the target. */
    enum Claim {
        NOBODYS,
        OURS,
        ANOTHERS
    }

    Books with(Piece next) {
        return new Books(mode, braked, hour, claim, attempts, awaiting, othersInFlight, place, next);
    }

    Books holding(Claim next, boolean inGroup) {
        return new Books(mode, braked, hour, next, attempts, awaiting, othersInFlight, inGroup, piece);
    }

    /** One attempt more; the brake latches with the last one that the hour allows. */
    Books charged(Limits limits) {
        int more = hour + 1;
        return new Books(
                mode,
                braked || more >= limits.perHour(),
                more,
                claim,
                attempts + 1,
                awaiting,
                othersInFlight,
                place,
                piece);
    }

    Books awaitingPerson(boolean now) {
        return new Books(mode, braked, hour, claim, attempts, now, othersInFlight, place, piece);
    }
}
