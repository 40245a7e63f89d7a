package recovery.failover;

import java.time.Instant;
import java.util.Optional;
import recovery.shared.guard.Facts;
import recovery.shared.guard.Finding;
import recovery.shared.guard.GroupGuard;
import recovery.shared.guard.Verdict;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Symptom;
import recovery.shared.record.Recovery;
import recovery.shared.record.Target;

/**
 * Whether the group can spare the standby, which a failback takes out of it: asked when the failback is to open, and again
 * from fresh reads just before the Stop. On the way out the judge has asked for the primary, which proves not to serve.
 */
final class Preflight {
    private Preflight() {}

    /**
     * The standby leaves the group; nothing is wrong with it.
     *
     * @param failback the one that is open, whose own place in the group does not count; empty when one is to be opened
     */
    static Facts.Matter leaving(Plan plan, Optional<String> failback) {
        return new Facts.Matter(
                plan,
                Symptom.APPLICATION,
                new Target.OfInstance(plan.failover().orElseThrow().standby()),
                Optional.empty(),
                new Facts.Evidence(Optional.empty(), Instant.EPOCH, false, false),
                failback);
    }

    /** Whether the facts of the group are to be read before this move. A stronger Stop belongs to the one before it. */
    static boolean isDue(Recovery recovery, FailoverMove move) {
        return move instanceof FailoverMove.Stop stop && stop.begins() && Retreat.home(recovery);
    }

    /** The same move, if the group can spare the standby now. */
    static FailoverMove judge(Recovery recovery, Sight seen, FailoverMove move, Facts facts) {
        Optional<String> refusal = tooFewLeft(facts);
        if (refusal.isEmpty()) {
            return move;
        }
        // One lost read must not end what a person has asked for.
        return everyMemberSeen(facts)
                ? Retreat.giveUp(recovery, refusal.get())
                : Retreat.overdue(recovery, seen, refusal.get());
    }

    /** The limits of the group bind whoever stops a member of it, also when a person asks. */
    static Optional<String> tooFewLeft(Facts facts) {
        Verdict verdict = new GroupGuard().judge(facts);
        return verdict.finding() == Finding.PASSES
                ? Optional.empty()
                : Optional.of("the group cannot spare the standby: " + verdict.sentence());
    }

    private static boolean everyMemberSeen(Facts facts) {
        return facts.world()
                .filter(world -> world.members()
                        .keySet()
                        .containsAll(facts.own().roster().keySet()))
                .isPresent();
    }
}
