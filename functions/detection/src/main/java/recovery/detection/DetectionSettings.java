package recovery.detection;

import java.nio.file.Path;
import recovery.shared.door.Environment;

/**
 * What the deployment tells detection.
 *
 * @param alarmPrefix the alarms that it sweeps are those whose name begins so, as in the rule of the template
 * @param attemptsPerHour disruptive sends of the whole installation within an hour, at which the brake latches
 * @param plans where the plans lie that were deployed with it
 */
public record DetectionSettings(
        String stateTable, String journalTable, String bus, String alarmPrefix, int attemptsPerHour, Path plans) {
    static DetectionSettings from(Environment environment) {
        return new DetectionSettings(
                environment.text("STATE_TABLE"),
                environment.text("JOURNAL_TABLE"),
                environment.text("BUS_NAME"),
                environment.text("ALARM_PREFIX"),
                environment.count("ATTEMPTS_PER_HOUR"),
                Path.of(environment.text("LAMBDA_TASK_ROOT"), "plans"));
    }
}
