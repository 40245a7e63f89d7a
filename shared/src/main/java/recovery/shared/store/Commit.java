package recovery.shared.store;

import java.util.Map;
import java.util.Optional;

/** What became of one transaction: all of it happened, or nothing did. */
public sealed interface Commit {
    record Done() implements Commit {}

    /** A condition did not hold: for each item at fault what is stored there now. */
    record Refused(Map<Key, Optional<Item>> stored) implements Commit {
        public Refused {
            stored = Map.copyOf(stored);
        }
    }

    /** Another transaction was at the same items; nothing happened, and fresh reads are due. */
    record Contended() implements Commit {}

    /** No answer came: it may have happened. Reading the items tells. */
    record Unclear(String why) implements Commit {}
}
