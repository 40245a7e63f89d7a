package recovery.shared.record;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import recovery.shared.json.PlainText;
import recovery.shared.look.Page;
import recovery.shared.store.Key;
import recovery.shared.store.Store;
import recovery.shared.time.TimeLimit;

/** The index of unfinished work, read within a bound. */
public final class Queues {
    /** How many entries one tick knows of; how many it works on is a question of time. */
    public static final int MOST = 5000;

    private static final double GOLDEN_SECTION = (Math.sqrt(5) - 1) / 2;

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

    /** Works on each entry of a queue. */
    public static Walk walk(Store store, String queue, TimeLimit limit, Function<Key, Optional<String>> work) {
        return walk(read(store, queue), limit, work);
    }

    /**
     * Works on entries as long as time is left. One record's trouble must not stop the others: neither its exception,
     * nor the time that it takes, since each minute another one comes first.
     *
     * @param work answers what it had to leave undone; empty if nothing
     */
    public static Walk walk(List<Key> keys, TimeLimit limit, Function<Key, Optional<String>> work) {
        var failed = new ArrayList<String>();
        int done = 0;
        for (Key key : turned(keys, limit.clock().now())) {
            if (limit.over()) {
                failed.add(
                        (keys.size() - done) + " of " + keys.size() + " are left for the next tick: no time is left");
                break;
            }
            try {
                work.apply(key).ifPresent(undone -> failed.add(key.partition() + ": " + undone));
            } catch (RuntimeException e) {
                failed.add(key.partition() + ": " + PlainText.clean(e.toString()));
            }
            done++;
        }
        return new Walk(keys.size(), failed);
    }

    /**
     * The same keys from another one on. The places at which the minutes begin are steps of the golden section, which lie
     * evenly however few of them there are yet: whatever a tick has time for, no key waits for more than twice its share.
     */
    private static List<Key> turned(List<Key> keys, Instant now) {
        double turns = Duration.between(Instant.EPOCH, now).toMinutes() * GOLDEN_SECTION;
        var turned = new ArrayList<>(keys);
        Collections.rotate(turned, -(int) ((turns - Math.floor(turns)) * keys.size()));
        return turned;
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
