package recovery.shared.door;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import recovery.shared.json.Json;
import recovery.shared.json.PlainText;
import recovery.shared.time.Clock;

/** What a function writes to its log: one JSON document a line. */
public final class Log {
    private static final String NAMESPACE = "AutomatedRecovery";

    private final String function;
    private final Clock clock;
    private final Consumer<String> lines;

    public Log(String function, Clock clock, Consumer<String> lines) {
        this.function = function;
        this.clock = clock;
        this.lines = lines;
    }

    /** Says what was decided or done. */
    public void say(String message, Map<String, ?> detail) {
        var line = new LinkedHashMap<String, Object>();
        line.put("at", clock.now().toString());
        line.put("function", function);
        line.put("message", PlainText.clean(message, 1024));
        line.putAll(detail);
        lines.accept(Json.write(line));
    }

    /**
     * Says that a full pass of the tick is done. CloudWatch makes a metric of it (embedded metric format), without a
     * call of ours; the alarm on its absence is in the template.
     */
    public void heartbeat() {
        var metric = Map.of(
                "Namespace",
                NAMESPACE,
                "Dimensions",
                List.of(List.of("Function")),
                "Metrics",
                List.of(Map.of("Name", "Heartbeat", "Unit", "Count")));
        var line = new LinkedHashMap<String, Object>();
        line.put("_aws", Map.of("Timestamp", clock.now().toEpochMilli(), "CloudWatchMetrics", List.of(metric)));
        line.put("Function", function);
        line.put("Heartbeat", 1);
        lines.accept(Json.write(line));
    }
}
