package recovery.shared.alarm;

import java.util.Map;

/** One metric that an alarm reads. */
public record Metric(String namespace, String name, Map<String, String> dimensions) {
    /** The dimension that names an instance. */
    public static final String INSTANCE = "InstanceId";

    public Metric {
        dimensions = Map.copyOf(dimensions);
    }

    /** The name by which a plan's trigger speaks of it, such as {@code AWS/EC2:StatusCheckFailed_System}. */
    public String fullName() {
        return namespace + ":" + name;
    }
}
