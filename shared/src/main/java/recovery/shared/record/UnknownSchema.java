package recovery.shared.record;

/** A record that another version of the bundle wrote. It is left as it is. */
public final class UnknownSchema extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String recovery;

    public UnknownSchema(String recovery, long found) {
        super("recovery " + recovery + " has schema " + found + " and this version knows " + RecoveryItem.SCHEMA
                + ": it is left untouched");
        this.recovery = recovery;
    }

    public String recovery() {
        return recovery;
    }
}
