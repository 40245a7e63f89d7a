package recovery.shared.store;

/**
 * Where one item of the state table lies. The partition's first word says whose it is, and the policies of the
 * functions are written in terms of it.
 */
public record Key(String partition, String sort) {
    /** An item that is alone in its partition. */
    public static Key single(String partition) {
        return new Key(partition, "-");
    }
}
