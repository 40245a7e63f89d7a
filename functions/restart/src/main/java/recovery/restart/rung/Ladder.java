package recovery.restart.rung;

import recovery.shared.record.Outcome;
import recovery.shared.record.Recovery;

/** What follows when no rung is left: failover if the plan has one for this instance, then a person. */
public final class Ladder {
    private Ladder() {}

    public static Move exhausted(Recovery recovery, String why) {
        return exhausted(recovery, false, why);
    }

    /** The same for an instance to which no Start can be owed any more. */
    static Move exhausted(Recovery recovery, boolean endsDuty, String why) {
        return isPrimary(recovery)
                ? new Move.HandOver(endsDuty, why)
                : new Move.Close(Outcome.NEEDS_PERSON, endsDuty, why);
    }

    /** Whether the plan has a standby for this instance. */
    static boolean isPrimary(Recovery recovery) {
        return recovery.plan()
                .failover()
                .filter(failover -> failover.primary().equals(recovery.instance()))
                .isPresent();
    }
}
