package recovery.shared.control;

/** What the bundle may do, from least to most. */
public enum Mode {
    /** Nothing is judged with calls to AWS and nothing is sent, but for a Start that is owed. */
    OFF,
    /** Everything is judged and written down; nothing is sent. */
    OBSERVE,
    /** Recoveries are carried out. */
    ACT;

    /** The lower of the two. */
    public Mode and(Mode other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
