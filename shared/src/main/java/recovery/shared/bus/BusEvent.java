package recovery.shared.bus;

import java.util.Map;

/** One event on the bundle's bus: a nudge to another function, or a notice for people. */
public record BusEvent(Kind kind, Map<String, Object> detail) {
    public BusEvent {
        detail = Map.copyOf(detail);
    }

    /** What happened. The wire name is the event's detail type. */
    public enum Kind {
        RESTART_REQUESTED("Restart Requested"),
        FAILOVER_REQUESTED("Failover Requested"),
        REQUEST_MADE("Request Made"),
        RECOVERY_OPENED("Recovery Opened"),
        RECOVERY_HELD("Recovery Held"),
        RECOVERY_CLOSED("Recovery Closed"),
        RECOVERY_ESCALATED("Recovery Escalated"),
        MODE_CHANGED("Mode Changed"),
        BRAKE_LATCHED("Brake Latched");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        public String wireName() {
            return wireName;
        }
    }
}
