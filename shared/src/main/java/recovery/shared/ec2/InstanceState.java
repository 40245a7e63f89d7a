package recovery.shared.ec2;

import java.util.Locale;
import java.util.Optional;

/** The state of an instance, as EC2 names it. */
public enum InstanceState {
    PENDING,
    RUNNING,
    STOPPING,
    STOPPED,
    SHUTTING_DOWN,
    TERMINATED;

    /** The name on the wire, such as {@code shutting-down}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<InstanceState> ofWireName(String name) {
        for (InstanceState state : values()) {
            if (state.wireName().equals(name)) {
                return Optional.of(state);
            }
        }
        return Optional.empty();
    }

    /** Whether it stands still, or is about to. */
    public boolean down() {
        return this == STOPPING || this == STOPPED;
    }

    public boolean gone() {
        return this == SHUTTING_DOWN || this == TERMINATED;
    }
}
