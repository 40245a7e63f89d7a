package recovery.failover;

import java.time.Duration;
import recovery.shared.door.Environment;

/**
 * What the deployment tells failover.
 *
 * @param region named in the commands that a person is given
 * @param attemptsPerHour disruptive sends of the whole installation within an hour, at which the brake latches
 * @param takeoverAfter how old another execution's request must be before anybody may conclude anything from it: longer
 *     than a function's time, the time of its call and the error of its clock together
 */
public record FailoverSettings(
        String stateTable,
        String journalTable,
        String bus,
        String region,
        int attemptsPerHour,
        Duration takeoverAfter) {
    static FailoverSettings from(Environment environment) {
        return new FailoverSettings(
                environment.text("STATE_TABLE"),
                environment.text("JOURNAL_TABLE"),
                environment.text("BUS_NAME"),
                environment.text("AWS_REGION"),
                environment.count("ATTEMPTS_PER_HOUR"),
                environment.duration("TAKEOVER_AFTER"));
    }
}
