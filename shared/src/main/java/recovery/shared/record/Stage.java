package recovery.shared.record;

/** How far a recovery has come. */
public enum Stage {
    /** Opened; its owner has not begun. */
    REQUESTED,
    /** A stop is to be, or was, sent; `stopped` is awaited. In a failover this is the fence. */
    STOP,
    /** A start is owed; `running` is awaited. */
    START,
    /** The steps of a failover are applied, one after the other. */
    MOVE,
    /** The steps of a failover that were applied are undone, the last one first. */
    UNDO,
    /** It runs again, or the standby serves; checks, alarm and soak are awaited. */
    PROOF,
    /** Ended, with an outcome. */
    CLOSED
}
