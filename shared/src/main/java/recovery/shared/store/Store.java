package recovery.shared.store;

import java.util.List;
import java.util.Optional;
import recovery.shared.journal.JournalRow;
import recovery.shared.look.Page;

/**
 * The state table and the journal.
 *
 * <p>Reads of items are strongly consistent and throw {@link StoreUnreadable} when there is no answer. The index of
 * unfinished work and the journal by target may be behind: they are hints, and what they name is read again by key.
 */
public interface Store {
    /** The most writes of one transaction. */
    int MOST_WRITES = 100;

    Optional<Item> get(Key key);

    /** One page of the items of a partition in the order of their sort keys, consistently read. */
    Page<Item> list(String partition, Optional<String> from);

    /** One page of the keys in the index of unfinished work, oldest first. */
    Page<Key> queue(String queue, Optional<String> from);

    /** Writes all or nothing. At most {@link #MOST_WRITES}, each item named at most once. */
    Commit commit(List<Write> writes);

    /** One page of the rows of a subject in their order, consistently read. */
    Page<JournalRow> journal(String subject, Optional<String> from);

    /** The newest rows about a target, newest first. */
    List<JournalRow> newest(String target, int most);
}
