package recovery.shared.store;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import recovery.shared.journal.JournalRow;
import recovery.shared.look.Page;

/**
 * Just enough of a store for the tests of this module: conditional transactions, consistent reads, and a knob for what
 * happens between a commit and its reply. The store with DynamoDB's whole behaviour is the simulator's.
 */
public final class SmallStore implements Store {
    private final Map<Key, Item> items = new HashMap<>();
    private final Map<Key, JournalRow> rows = new TreeMap<>(Comparator.comparing(Key::toString));
    private boolean readable = true;
    private Fate fate = new Fate(true, Optional.empty(), () -> {});

    /** What becomes of the next commit: whether it is carried out, what is answered, and what others do meanwhile. */
    private record Fate(boolean carriedOut, Optional<Commit> answer, Runnable meanwhile) {}

    /** The next commit happens, its reply is lost, and then others go on. */
    public void loseReply(Runnable meanwhile) {
        fate = new Fate(true, Optional.of(new Commit.Unclear("timeout")), meanwhile);
    }

    /** The next commit never arrives, nor does any reply. */
    public void loseRequest(Runnable meanwhile) {
        fate = new Fate(false, Optional.of(new Commit.Unclear("timeout")), meanwhile);
    }

    /** The next commit meets another transaction, which goes first. */
    public void contend(Runnable other) {
        fate = new Fate(false, Optional.of(new Commit.Contended()), other);
    }

    /** An earlier try of the next commit was carried out already, as after a retry on the way. */
    public void deliverTwice() {
        fate = new Fate(true, Optional.of(new Commit.Refused(Map.of())), () -> {});
    }

    /** From now on nothing can be read, or can be again. */
    public void readable(boolean now) {
        readable = now;
    }

    /** Everything that is stored, by key. */
    public Map<Key, Item> items() {
        return Map.copyOf(items);
    }

    @Override
    public Optional<Item> get(Key key) {
        demandReadable();
        return Optional.ofNullable(items.get(key));
    }

    @Override
    public Page<Item> list(String partition, Optional<String> from) {
        demandReadable();
        return Page.last(items.values().stream()
                .filter(item -> item.key().partition().equals(partition))
                .sorted(Comparator.comparing(item -> item.key().sort()))
                .toList());
    }

    @Override
    public Page<Key> queue(String queue, Optional<String> from) {
        demandReadable();
        return Page.last(items.values().stream()
                .filter(item -> item.queue()
                        .filter(entry -> entry.queue().equals(queue))
                        .isPresent())
                .map(Item::key)
                .toList());
    }

    @Override
    public Commit commit(List<Write> writes) {
        Transaction.check(writes);
        Fate now = fate;
        fate = new Fate(true, Optional.empty(), () -> {});
        boolean holds = writes.stream().allMatch(this::holds);
        if (now.carriedOut() && holds) {
            writes.forEach(this::apply);
        }
        now.meanwhile().run();
        return now.answer().orElse(holds ? new Commit.Done() : new Commit.Refused(Map.of()));
    }

    @Override
    public Page<JournalRow> journal(String subject, Optional<String> from) {
        demandReadable();
        return Page.last(rows.values().stream()
                .filter(row -> row.subject().equals(subject))
                .toList());
    }

    @Override
    public List<JournalRow> newest(String target, int most) {
        throw new UnsupportedOperationException("no test of this module asks by target");
    }

    private boolean holds(Write write) {
        return switch (write) {
            case Write.Put(Item item) -> version(item.key()) == item.version() - 1;
            case Write.Check(Key key, long version) -> version(key) == version;
            case Write.Remove(Key key, long version) -> version(key) == version;
            case Write.Append append -> !rows.containsKey(Transaction.keyOf(append));
        };
    }

    private void apply(Write write) {
        switch (write) {
            case Write.Put(Item item) ->
                items.put(
                        item.key(),
                        new Item(item.key(), item.version(), item.writer(), item.queue(), Body.normal(item.body())));
            case Write.Check check -> {}
            case Write.Remove remove -> items.remove(remove.key());
            case Write.Append(JournalRow row) -> rows.put(Transaction.keyOf(write), row);
        }
    }

    private long version(Key key) {
        return Optional.ofNullable(items.get(key)).map(Item::version).orElse(0L);
    }

    private void demandReadable() {
        if (!readable) {
            throw new StoreUnreadable("the test says so");
        }
    }
}
