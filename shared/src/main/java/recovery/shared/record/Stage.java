package recovery.shared.record;

/** How far a recovery has come. */
public enum Stage {
    /** Opened; its owner has not begun. */
    REQUESTED,
    /** A stop is to be, or was, sent; `stopped` is awaited. */
    STOP,
    /** A start is owed; `running` is awaited. */
    START,
    /** It runs again; checks, alarm and soak are awaited. */
    PROOF,
    /** Ended, with an outcome. */
    CLOSED
}
