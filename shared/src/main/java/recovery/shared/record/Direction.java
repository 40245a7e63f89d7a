package recovery.shared.record;

/** Which way a failover goes. */
public enum Direction {
    /** From the primary to the standby. */
    AWAY,
    /** From the standby back to the primary, because a person asked for it. */
    HOME
}
