package recovery.shared.ec2;

import java.util.Optional;

/** How hard a stop is asked for. */
public enum StopMode {
    /** The guest is asked to shut down, and cut off after a few minutes. */
    GRACEFUL,
    /** The guest is not asked. May be sent while a graceful stop is under way. */
    SKIP_OS_SHUTDOWN,
    /** The platform forces the stop. May lose data, and rarely writes to volumes after it. */
    FORCE;

    /** The next stronger one; it belongs to the same attempt. */
    public Optional<StopMode> harder() {
        return switch (this) {
            case GRACEFUL -> Optional.of(SKIP_OS_SHUTDOWN);
            case SKIP_OS_SHUTDOWN -> Optional.of(FORCE);
            case FORCE -> Optional.empty();
        };
    }
}
