package recovery.failover.step;

import java.util.Map;
import java.util.function.Function;
import recovery.shared.look.Look;

/** A look at a lever, told as a setting. */
final class Looks {
    private Looks() {}

    static <T> Look<Map<String, Object>> as(Look<T> look, Function<T, Map<String, Object>> setting) {
        return switch (look) {
            case Look.Seen<T>(var value) -> new Look.Seen<>(setting.apply(value));
            case Look.Absent<T>(var why) -> new Look.Absent<>(why);
            case Look.Unreadable<T>(var why) -> new Look.Unreadable<>(why);
        };
    }
}
