package recovery.shared.record;

import java.util.List;
import java.util.Optional;
import recovery.shared.store.Commit;
import recovery.shared.store.Item;
import recovery.shared.store.Store;
import recovery.shared.store.StoreUnreadable;
import recovery.shared.store.Write;

/**
 * How an item that belongs to no recovery is written with its journal row: the switch, the installation, a target that
 * nothing claims, a request. What {@link WritePath} is to recoveries.
 *
 * <p>A commit that did not say yes is read back, because its reply, or that of an earlier try of the same call, may be
 * lost; the stored token tells our own success from somebody else's.
 */
public final class ItemPath {
    private final Store store;

    public ItemPath(Store store) {
        this.store = store;
    }

    /** What became of it. */
    public enum Fate {
        WRITTEN,
        /** Nothing was written: somebody else was faster, and fresh reads are due. */
        LOST,
        /** The reply was lost and the store cannot be read: nobody can tell. */
        UNKNOWN
    }

    /** Writes a transaction that puts exactly one item. */
    public Fate write(List<Write> writes) {
        Item ours = put(writes);
        if (store.commit(writes) instanceof Commit.Done) {
            return Fate.WRITTEN;
        }
        try {
            Optional<Item> stored = store.get(ours.key());
            boolean written = stored.filter(item ->
                            item.version() == ours.version() && item.writer().equals(ours.writer()))
                    .isPresent();
            return written ? Fate.WRITTEN : Fate.LOST;
        } catch (StoreUnreadable e) {
            return Fate.UNKNOWN;
        }
    }

    private static Item put(List<Write> writes) {
        List<Item> puts = writes.stream()
                .filter(Write.Put.class::isInstance)
                .map(write -> ((Write.Put) write).item())
                .toList();
        if (puts.size() != 1) {
            throw new IllegalArgumentException("expected one item to put, found " + puts.size());
        }
        return puts.getFirst();
    }
}
