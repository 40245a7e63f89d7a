package recovery.shared.guard;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import recovery.shared.plan.Plan;
import recovery.shared.record.TargetState;
import recovery.shared.words.Said;

/**
 * Guard 4, for a plan with a failover: no failover of its service is under way. One that is to begin needs more: a service
 * that has not just failed over, and a primary and a standby that no recovery holds. The recovery of a primary is waited
 * for: it hands over by itself when it cannot help.
 */
public final class ServiceGuard implements Guard {
    @Override
    public String name() {
        return "service";
    }

    @Override
    public Verdict judge(Facts facts) {
        Optional<Plan.Failover> failover = facts.matter().plan().failover();
        if (failover.isEmpty()) {
            return Verdict.passes(name(), "the plan has no failover");
        }
        List<TargetState> states = facts.own().service();
        TargetState service = states.getFirst();
        TargetState primary = states.get(1);
        TargetState standby = states.getLast();
        Optional<String> own = facts.matter().recovery();
        Optional<String> holder = service.claim().filter(claim -> !own.equals(Optional.of(claim)));
        if (holder.isPresent()) {
            return Verdict.holds(name(), "failover " + holder.get() + " of the service is under way");
        }
        if (facts.matter().rung().isPresent()) {
            return Verdict.passes(name(), "no failover of the service is under way");
        }
        if (service.awaiting().isPresent()) {
            return Verdict.escalates(
                    name(),
                    "the service waits for a failback or an acknowledgement of "
                            + service.awaiting().get());
        }
        if (!primary.free()) {
            return Verdict.holds(
                    name(),
                    primary.claim()
                            .map(recovery -> "recovery " + recovery
                                    + " of its primary is under way, and hands over if it" + " cannot help")
                            .orElse("its primary waits for a person to acknowledge an outcome"));
        }
        if (!standby.free()) {
            return Verdict.holds(name(), "its standby is in a recovery itself, or waits for a person");
        }
        Optional<Instant> rested =
                service.closedAt().map(last -> last.plus(failover.get().window()));
        return rested.filter(facts.now()::isBefore)
                .map(until ->
                        Verdict.holds(name(), "one failover in a window: it rests until " + Said.time(until), until))
                .orElseGet(() -> Verdict.passes(name(), "the service and its standby are free"));
    }
}
