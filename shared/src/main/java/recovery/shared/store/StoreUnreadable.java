package recovery.shared.store;

/** The tables could not be read. Whoever meets this acts on nothing. */
public final class StoreUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreUnreadable(String why) {
        super("the store could not be read: " + why);
    }

    public StoreUnreadable(String why, Throwable cause) {
        super(why, cause);
    }
}
