package recovery.operator;

import java.nio.file.Path;
import recovery.shared.door.Environment;

/**
 * What the deployment tells the operator function.
 *
 * @param attemptsPerHour disruptive sends of the whole installation within an hour, at which the brake latches
 * @param plans where the plans lie that were deployed with it
 */
public record OperatorSettings(
        String stateTable, String journalTable, String bus, String region, int attemptsPerHour, Path plans) {
    static OperatorSettings from(Environment environment) {
        return new OperatorSettings(
                environment.text("STATE_TABLE"),
                environment.text("JOURNAL_TABLE"),
                environment.text("BUS_NAME"),
                environment.text("AWS_REGION"),
                environment.count("ATTEMPTS_PER_HOUR"),
                Path.of(environment.text("LAMBDA_TASK_ROOT")).resolve("plans"));
    }
}
