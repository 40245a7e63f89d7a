package recovery.detection.guard;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import recovery.shared.guard.Facts;
import recovery.shared.guard.Guard;
import recovery.shared.guard.Verdict;
import recovery.shared.plan.Plan;
import recovery.shared.record.TargetState;

/**
 * Guard 4: the target is free. No recovery holds it, no outcome waits for a person, the echo of our own work and the
 * rest after the same rung are over, and attempts are left today.
 */
public final class FreeGuard implements Guard {
    @Override
    public String name() {
        return "free";
    }

    @Override
    public Verdict judge(Facts facts) {
        TargetState target = facts.own().target();
        Plan.Limits limits = facts.matter().plan().limits();
        if (target.claim().isPresent()) {
            return Verdict.ignores(name(), "recovery " + target.claim().get() + " holds it");
        }
        if (target.awaiting().isPresent()) {
            return Verdict.holds(
                    name(), "the outcome of " + target.awaiting().get() + " waits for a person to acknowledge it");
        }
        Optional<Instant> quiet = echo(target).map(last -> last.plus(limits.quiet()));
        if (quiet.filter(facts.now()::isBefore).isPresent()) {
            return Verdict.holds(
                    name(), "alarms are taken for the echo of our own work until " + quiet.get(), quiet.get());
        }
        Optional<Instant> rested = facts.matter()
                .rung()
                .flatMap(rung -> Optional.ofNullable(target.lastUse().get(rung)))
                .map(last -> last.plus(limits.coolDown()));
        if (rested.filter(facts.now()::isBefore).isPresent()) {
            return Verdict.holds(name(), "it rests after the same rung until " + rested.get(), rested.get());
        }
        return attempts(facts, target, limits);
    }

    private Verdict attempts(Facts facts, TargetState target, Plan.Limits limits) {
        int used = target.attemptsWithin(facts.now()).size();
        String counted = used + " of " + limits.attemptsPerDay() + " attempts used in 24 hours";
        if (facts.matter().disruptive() && used >= limits.attemptsPerDay()) {
            return Verdict.escalates(name(), counted);
        }
        return Verdict.passes(name(), "no claim, no pending outcome, rested; " + counted);
    }

    /** The last moment of our own work on it: an attempt, or the close of a recovery. */
    private static Optional<Instant> echo(TargetState target) {
        return Stream.concat(target.attempts().stream(), target.closedAt().stream())
                .max(Instant::compareTo);
    }
}
