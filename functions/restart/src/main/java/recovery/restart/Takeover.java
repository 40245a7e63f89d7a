package recovery.restart;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import recovery.shared.door.Ports;
import recovery.shared.ec2.Checks;
import recovery.shared.look.Look;
import recovery.shared.plan.Plan;
import recovery.shared.record.Target;
import recovery.shared.record.TargetState;
import recovery.shared.record.Transition;
import recovery.shared.words.Said;

/** Whether a failover may take a recovery over, and what it claims then. */
final class Takeover {
    private final Plan.Failover failover;
    private final TargetState service;
    private final TargetState standby;
    private final Look<Checks> checks;

    Takeover(Ports ports, Plan plan) {
        this.failover = plan.failover().orElseThrow();
        List<Target> targets = Target.ofFailover(plan.name(), failover);
        this.service = TargetState.read(ports.store(), targets.getFirst());
        this.standby = TargetState.read(ports.store(), targets.getLast());
        this.checks = ports.ec2().checks(failover.standby());
    }

    /** Whether the standby could not be seen: that says nothing about it, and the next look may tell. */
    boolean blind() {
        return checks instanceof Look.Unreadable;
    }

    /** Why not; empty if it may: service and standby are free, its window is over, and the standby can serve. */
    Optional<String> refusal(Instant now) {
        if (!service.free()) {
            return Optional.of("its service is in a failover, or waits for a failback or an acknowledgement");
        }
        if (!standby.free()) {
            return Optional.of("its standby is in a recovery itself, or waits for a person");
        }
        Optional<Instant> rest =
                service.closedAt().map(last -> last.plus(failover.window())).filter(now::isBefore);
        return rest.map(until -> "one failover in a window: the service rests until " + Said.time(until))
                .or(() -> unready(checks));
    }

    private static Optional<String> unready(Look<Checks> look) {
        Optional<Checks> checks = look.seen();
        if (checks.isEmpty()) {
            return Optional.of("the standby's status could not be read: " + look.why());
        }
        return checks.filter(seen -> !seen.healthy()).map(seen -> "the standby is not healthy: " + seen.inWords());
    }

    Transition claims(Transition step, String recovery) {
        return step.with(service.claimedBy(recovery)).with(standby.claimedBy(recovery));
    }
}
