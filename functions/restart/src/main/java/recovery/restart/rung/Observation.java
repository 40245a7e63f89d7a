package recovery.restart.rung;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import recovery.shared.alarm.Alarm;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.Instance;
import recovery.shared.look.Look;

/**
 * What was seen of the target just now.
 *
 * @param alarm the alarm that opened the recovery; empty if none did
 * @param stoppedEvent the time of a delivered `stopped`; the only thing that is taken from an event
 * @param mayAct whether mode and brake allow anything new
 * @param whyNot why not; empty if they do
 * @param takeoverAfter how old a stranger's request must be before anything is concluded from it
 */
public record Observation(
        Instant now,
        Look<Instance> instance,
        Look<Checks> checks,
        Optional<Look<Alarm>> alarm,
        Optional<Instant> stoppedEvent,
        boolean mayAct,
        String whyNot,
        Duration takeoverAfter) {}
