package recovery.shared.record;

/** Which function moves a recovery on. */
public enum Owner {
    RESTART("restart"),
    FAILOVER("failover");

    private final String queue;

    Owner(String queue) {
        this.queue = queue;
    }

    /** The queue that its tick works through. */
    public String queue() {
        return queue;
    }
}
