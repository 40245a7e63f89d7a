package recovery.shared.plan;

/** One action of the ladder, as far as this version can carry it out. */
public enum Rung {
    /** Stop, then start: the instance comes up on another host. Disruptive. */
    STOP_START,
    /** Start an instance that stands still. Not disruptive. */
    START;

    public boolean disruptive() {
        return this == STOP_START;
    }
}
