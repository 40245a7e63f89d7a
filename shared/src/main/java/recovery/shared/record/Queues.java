package recovery.shared.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import recovery.shared.look.Page;
import recovery.shared.store.Key;
import recovery.shared.store.Store;

/** The index of unfinished work, read within a bound. */
public final class Queues {
    /** How many entries one tick works through; the oldest come first, and the rest at the next tick. */
    public static final int MOST = 500;

    private Queues() {}

    /** The keys in a queue, oldest first, at most {@link #MOST}. They are hints: read each item again by its key. */
    public static List<Key> read(Store store, String queue) {
        var keys = new ArrayList<Key>();
        Optional<String> from = Optional.empty();
        do {
            Page<Key> page = store.queue(queue, from);
            keys.addAll(page.items());
            from = page.next();
        } while (from.isPresent() && keys.size() < MOST);
        return List.copyOf(keys);
    }
}
