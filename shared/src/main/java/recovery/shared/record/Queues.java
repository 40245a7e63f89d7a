package recovery.shared.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import recovery.shared.json.PlainText;
import recovery.shared.look.Page;
import recovery.shared.store.Key;
import recovery.shared.store.Store;

/** The index of unfinished work, read within a bound. */
public final class Queues {
    /** How many entries one tick works through; the oldest come first, and the rest at the next tick. */
    public static final int MOST = 500;

    private Queues() {}

    /**
     * What came of a walk over a queue.
     *
     * @param failed the entries that ended in an exception or left something undone, and how
     */
    public record Walk(int entries, List<String> failed) {
        public Walk {
            failed = List.copyOf(failed);
        }

        public boolean full() {
            return failed.isEmpty();
        }

        public String inWords() {
            return (full() ? "a full pass" : "a pass with gaps") + " over " + entries + " records";
        }
    }

    /**
     * Works on each entry of a queue, oldest first. One record's trouble must not stop the others.
     *
     * @param work answers what it had to leave undone; empty if nothing
     */
    public static Walk walk(Store store, String queue, Function<Key, Optional<String>> work) {
        var failed = new ArrayList<String>();
        List<Key> keys = read(store, queue);
        for (Key key : keys) {
            try {
                work.apply(key).ifPresent(undone -> failed.add(key.partition() + ": " + undone));
            } catch (RuntimeException e) {
                failed.add(key.partition() + ": " + PlainText.clean(e.toString()));
            }
        }
        return new Walk(keys.size(), failed);
    }

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
