package recovery.operator;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import recovery.shared.journal.JournalRow;
import recovery.shared.look.Page;
import recovery.shared.store.Commit;
import recovery.shared.store.Item;
import recovery.shared.store.Key;
import recovery.shared.store.Store;
import recovery.shared.store.Write;

/** A store at which somebody else is a moment faster, or which breaks a moment later. */
final class RacingStore implements Store {
    private final Store store;
    private final Queue<Runnable> before = new ArrayDeque<>();
    private final Queue<Runnable> after = new ArrayDeque<>();

    RacingStore(Store store) {
        this.store = store;
    }

    /** Happens just before the next commit that nothing was ordered for yet. */
    void beforeCommit(Runnable other) {
        before.add(other);
    }

    /** Happens just after the next commit. */
    void afterCommit(Runnable other) {
        after.add(other);
    }

    @Override
    public Commit commit(List<Write> writes) {
        Optional.ofNullable(before.poll()).ifPresent(Runnable::run);
        Commit commit = store.commit(writes);
        Optional.ofNullable(after.poll()).ifPresent(Runnable::run);
        return commit;
    }

    @Override
    public Optional<Item> get(Key key) {
        return store.get(key);
    }

    @Override
    public Page<Item> list(String partition, Optional<String> from) {
        return store.list(partition, from);
    }

    @Override
    public Page<Key> queue(String queue, Optional<String> from) {
        return store.queue(queue, from);
    }

    @Override
    public Page<JournalRow> journal(String subject, Optional<String> from) {
        return store.journal(subject, from);
    }

    @Override
    public List<JournalRow> newest(String target, int most) {
        return store.newest(target, most);
    }
}
