package recovery.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import recovery.shared.journal.JournalRow;
import recovery.shared.look.Page;
import recovery.shared.store.Body;
import recovery.shared.store.Commit;
import recovery.shared.store.Item;
import recovery.shared.store.Key;
import recovery.shared.store.Store;
import recovery.shared.store.StoreUnreadable;
import recovery.shared.store.Transaction;
import recovery.shared.store.Write;

/**
 * The two tables in memory, with the semantics of DynamoDB: one contract test runs on this and on the real adapter. Its
 * index is never behind. Safe for use by several threads.
 *
 * <p>The knobs make what hurts happen: a store that cannot be reached, a reply that is lost after the transaction was
 * carried out, another transaction in the way.
 */
public final class InMemoryStore implements Store {
    /** As many entries as the adapter asks DynamoDB for. A full page has a next one, which may be empty, as there. */
    private static final int PAGE = 100;

    private static final Comparator<Item> OLDEST_FIRST = Comparator.comparing(InMemoryStore::since)
            .thenComparing(item -> item.key().partition())
            .thenComparing(item -> item.key().sort());

    private final Map<String, NavigableMap<String, Item>> items = new HashMap<>();
    private final Map<String, NavigableMap<String, JournalRow>> rows = new HashMap<>();
    private final List<List<Write>> commits = new ArrayList<>();
    private boolean unreachable;
    private int repliesToLose;
    private int transactionsInTheWay;

    /** From now on nothing can be read, and a commit is unclear without having happened; or the end of that. */
    public synchronized void unreachable(boolean now) {
        unreachable = now;
    }

    /** The next commit is answered as unclear, whatever becomes of it. */
    public synchronized void loseNextReply() {
        repliesToLose++;
    }

    /** As many of the next commits meet another transaction at the same items, and do not happen. */
    public synchronized void contendNext(int times) {
        transactionsInTheWay += times;
    }

    /** Every transaction that was carried out, in order. */
    public synchronized List<List<Write>> commits() {
        return List.copyOf(commits);
    }

    /** Every item, by partition and sort key. */
    public synchronized List<Item> all() {
        return items.values().stream()
                .flatMap(partition -> partition.values().stream())
                .sorted(Comparator.comparing((Item item) -> item.key().partition())
                        .thenComparing(item -> item.key().sort()))
                .toList();
    }

    @Override
    public synchronized Optional<Item> get(Key key) {
        demandReachable();
        return stored(key);
    }

    @Override
    public synchronized Page<Item> list(String partition, Optional<String> from) {
        demandReachable();
        var all = items.getOrDefault(partition, new TreeMap<>());
        return page(List.copyOf(after(all, from).values()), item -> item.key().sort());
    }

    @Override
    public synchronized Page<Key> queue(String queue, Optional<String> from) {
        demandReachable();
        List<Item> waiting = items.values().stream()
                .flatMap(partition -> partition.values().stream())
                .filter(item -> item.queue()
                        .filter(entry -> entry.queue().equals(queue))
                        .isPresent())
                .filter(item -> from.isEmpty() || indexCursor(item).compareTo(from.get()) > 0)
                .sorted(OLDEST_FIRST)
                .toList();
        Page<Item> page = page(waiting, InMemoryStore::indexCursor);
        return new Page<>(page.items().stream().map(Item::key).toList(), page.next());
    }

    @Override
    public synchronized Page<JournalRow> journal(String subject, Optional<String> from) {
        demandReachable();
        var all = rows.getOrDefault(subject, new TreeMap<>());
        return page(List.copyOf(after(all, from).values()), JournalRow::sequence);
    }

    @Override
    public synchronized List<JournalRow> newest(String target, int most) {
        demandReachable();
        return rows.values().stream()
                .flatMap(subject -> subject.values().stream())
                .filter(row -> row.target().equals(target))
                .sorted(Comparator.comparing(JournalRow::at).reversed())
                .limit(most)
                .toList();
    }

    @Override
    public synchronized Commit commit(List<Write> writes) {
        Transaction.check(writes);
        if (unreachable) {
            return new Commit.Unclear("the store cannot be reached");
        }
        Commit commit = carryOut(writes);
        if (repliesToLose > 0) {
            repliesToLose--;
            return new Commit.Unclear("the reply was lost");
        }
        return commit;
    }

    private Commit carryOut(List<Write> writes) {
        if (transactionsInTheWay > 0) {
            transactionsInTheWay--;
            return new Commit.Contended();
        }
        var refused = new HashMap<Key, Optional<Item>>();
        for (Write write : writes) {
            if (!holds(write)) {
                Key key = Transaction.keyOf(write);
                refused.put(key, write instanceof Write.Append ? row(key).map(Transaction::asItem) : stored(key));
            }
        }
        if (!refused.isEmpty()) {
            return new Commit.Refused(refused);
        }
        writes.forEach(this::apply);
        commits.add(List.copyOf(writes));
        return new Commit.Done();
    }

    private boolean holds(Write write) {
        return switch (write) {
            case Write.Put(Item item) -> version(item.key()) == item.version() - 1;
            case Write.Check(Key key, long version) -> version(key) == version;
            case Write.Remove(Key key, long version) -> version(key) == version;
            case Write.Append append -> row(Transaction.keyOf(append)).isEmpty();
        };
    }

    private void apply(Write write) {
        switch (write) {
            case Write.Put(Item item) ->
                items.computeIfAbsent(item.key().partition(), partition -> new TreeMap<>())
                        .put(item.key().sort(), withBody(item, Body.normal(item.body())));
            case Write.Check check -> {}
            case Write.Remove(Key key, long version) ->
                items.getOrDefault(key.partition(), new TreeMap<>()).remove(key.sort());
            case Write.Append(JournalRow row) ->
                rows.computeIfAbsent(row.subject(), subject -> new TreeMap<>())
                        .put(row.sequence(), withDetail(row, Body.normal(row.detail())));
        }
    }

    private Optional<Item> stored(Key key) {
        return at(items.get(key.partition()), key.sort());
    }

    private Optional<JournalRow> row(Key key) {
        return at(rows.get(key.partition()), key.sort());
    }

    private long version(Key key) {
        return stored(key).map(Item::version).orElse(0L);
    }

    private void demandReachable() {
        if (unreachable) {
            throw new StoreUnreadable("the store cannot be reached");
        }
    }

    private static <V> Optional<V> at(@Nullable Map<String, V> partition, String sort) {
        return partition == null ? Optional.empty() : Optional.ofNullable(partition.get(sort));
    }

    private static <V> Map<String, V> after(NavigableMap<String, V> all, Optional<String> from) {
        return from.isEmpty() ? all : all.tailMap(from.get(), false);
    }

    private static <V> Page<V> page(List<V> rest, Function<V, String> cursor) {
        if (rest.size() < PAGE) {
            return Page.last(rest);
        }
        return new Page<>(rest.subList(0, PAGE), Optional.of(cursor.apply(rest.get(PAGE - 1))));
    }

    private static Instant since(Item item) {
        return item.queue().orElseThrow().since();
    }

    /** Where an item lies in its queue: its time first, in a width in which texts sort like times. */
    private static String indexCursor(Item item) {
        Instant since = since(item);
        Key key = item.key();
        return String.format(
                Locale.ROOT,
                "%020d.%09d\n%s\n%s",
                since.getEpochSecond(),
                since.getNano(),
                key.partition(),
                key.sort());
    }

    private static Item withBody(Item item, Map<String, Object> body) {
        return new Item(item.key(), item.version(), item.writer(), item.queue(), body);
    }

    private static JournalRow withDetail(JournalRow row, Map<String, Object> detail) {
        return new JournalRow(
                row.subject(), row.sequence(), row.target(), row.at(), row.kind(), row.sentence(), detail);
    }
}
