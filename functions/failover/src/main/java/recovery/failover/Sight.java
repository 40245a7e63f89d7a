package recovery.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recovery.failover.step.Step;
import recovery.shared.alarm.Alarm;
import recovery.shared.control.Installation;
import recovery.shared.control.Switch;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.Instance;
import recovery.shared.look.Look;

/**
 * What was seen just now, as far as the stage of the recovery needs it.
 *
 * @param judged what any new request is conditional on
 * @param leave what mode and brake say of anything new
 * @param from the side that is left
 * @param to the checks of the side that is to serve
 * @param alarm the alarm on the service that opened it; empty if none did
 * @param levers the steps of the plan in their order, and how each lever stands that was looked at
 * @param takeoverAfter how old a stranger's request must be before anything is concluded from it
 */
record Sight(
        Instant now,
        Judged judged,
        Leave leave,
        Look<Instance> from,
        Look<Checks> to,
        Optional<Look<Alarm>> alarm,
        List<Lever> levers,
        Duration takeoverAfter) {
    Sight {
        levers = List.copyOf(levers);
    }

    /**
     * The rules by which was judged what may be sent: a request's note demands these versions, and no newer ones.
     *
     * @param begun the uptime before the first of the reads: what is seen is never older
     */
    record Judged(Switch mode, Installation installation, Duration begun) {}

    /** One lever, and how it stands. */
    record Lever(Step step, Look<Map<String, Object>> look) {}

    Lever lever(String name) {
        return levers.stream()
                .filter(lever -> lever.step().name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the plan has no step " + name + " any more"));
    }

    /** What mode and brake, and a person's wish, allow. */
    sealed interface Leave {
        record Act() implements Leave {}

        /** Nothing new: what has begun counts as cancelled. */
        record NothingNew(String why) implements Leave {}

        /** The switch is OFF: nothing is sent at all, but a Start that we owe. */
        record Off(String why) implements Leave {}
    }
}
