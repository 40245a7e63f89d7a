package recovery.systemtests.simulation;

/** The two ways of running seeds. */
enum Engine {
    /** Safety: things go wrong all the time, and no rule may break. */
    R,
    /** Liveness: things go wrong, then the world is repaired, and everything must come to its end. */
    L
}
