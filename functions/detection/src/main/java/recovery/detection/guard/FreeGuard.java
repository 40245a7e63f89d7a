package recovery.detection.guard;

import java.time.Instant;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import recovery.shared.guard.Facts;
import recovery.shared.guard.Guard;
import recovery.shared.guard.Verdict;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Symptom;
import recovery.shared.record.Group;
import recovery.shared.record.TargetState;
import recovery.shared.words.Said;

/**
 * Guard 4: the target is free. No recovery holds it, no outcome waits for a person, the echo of our own work and the
 * rest after the same rung are over, and attempts are left today. What an application's alarm says may be the echo of our
 * work on any member of its group.
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
        Optional<Verdict> echo = echo(facts);
        if (echo.isPresent()) {
            return echo.get();
        }
        Optional<Instant> rested = facts.matter()
                .rung()
                .flatMap(rung -> Optional.ofNullable(target.lastUse().get(rung)))
                .map(last -> last.plus(limits.coolDown()));
        if (rested.filter(facts.now()::isBefore).isPresent()) {
            return Verdict.holds(name(), "it rests after the same rung until " + Said.time(rested.get()), rested.get());
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

    /** A second machine with a broken host is not silenced by our work on the first; the service's own alarm is. */
    private Optional<Verdict> echo(Facts facts) {
        Stream<Instant> last = lastWork(facts.own().target());
        if (facts.matter().symptom() == Symptom.APPLICATION) {
            Group group = facts.own().group();
            if (!group.slots().isEmpty()) {
                return Optional.of(Verdict.holds(
                        name(),
                        "its alarms are taken for the echo of our own work on its group: "
                                + String.join(", ", new TreeSet<>(group.slots().keySet()))));
            }
            last = Stream.concat(last, group.closedAt().stream());
        }
        return last.max(Instant::compareTo)
                .map(at -> at.plus(facts.matter().plan().limits().quiet()))
                .filter(facts.now()::isBefore)
                .map(until -> Verdict.holds(
                        name(), "alarms are taken for the echo of our own work until " + Said.time(until), until));
    }

    /** Our attempts on it, and the end of its last recovery. */
    private static Stream<Instant> lastWork(TargetState target) {
        return Stream.concat(target.attempts().stream(), target.closedAt().stream());
    }
}
