package recovery.shared.record;

/** A record that is too large to be written. What is stored is as it was. */
public final class RecordFull extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    private final String recovery;

    RecordFull(String recovery, int size) {
        super(recovery + " has " + size + " characters of at most " + Recovery.LARGEST);
        this.recovery = recovery;
    }

    public String recovery() {
        return recovery;
    }
}
