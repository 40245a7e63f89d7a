package recovery.simulator;

/** The caller's process ends here, as far as the test is concerned. An error, so that no product code can catch it. */
public final class CallerDied extends Error {
    private static final long serialVersionUID = 1L;

    CallerDied(String at) {
        super("the caller dies at " + at);
    }
}
