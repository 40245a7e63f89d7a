package recovery.systemtests.simulation;

/** The end of an execution, which no product code can catch. */
final class Died extends Error {
    private static final long serialVersionUID = 1L;

    Died(String why) {
        super(why, null, false, false);
    }
}
