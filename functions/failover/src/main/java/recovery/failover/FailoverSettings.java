package recovery.failover;

import recovery.shared.door.Environment;

/**
 * What the deployment tells failover.
 *
 * @param region named in the commands that a person is given
 */
public record FailoverSettings(String stateTable, String journalTable, String bus, String region) {
    static FailoverSettings from(Environment environment) {
        return new FailoverSettings(
                environment.text("STATE_TABLE"),
                environment.text("JOURNAL_TABLE"),
                environment.text("BUS_NAME"),
                environment.text("AWS_REGION"));
    }
}
