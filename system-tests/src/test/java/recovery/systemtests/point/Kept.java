package recovery.systemtests.point;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import recovery.shared.journal.JournalRow;
import recovery.shared.look.Page;
import recovery.shared.store.Item;
import recovery.shared.store.Key;
import recovery.shared.store.Store;
import recovery.shared.store.Transaction;
import recovery.shared.store.Write;
import recovery.systemtests.story.Interruption;
import recovery.systemtests.story.World;

/**
 * What a store has kept of a story.
 *
 * @param commits what became of each transaction, in order
 * @param rows the journal, by subject and in the order of its rows
 * @param items what is stored in the end under each key that was written
 * @param acts what was asked of EC2
 */
record Kept(
        List<String> commits,
        List<JournalRow> rows,
        Map<String, Optional<Item>> items,
        List<String> acts,
        List<String> problems) {

    /** Tells a story over a store. Ids are counted and time is virtual, so that two stores are told the same. */
    static Kept of(Story story, Store store) {
        World world = story.world().apply(Optional.of(store));
        var notes = new Notes();
        world.interruptedBy(notes);
        story.before().accept(world);
        story.course().accept(world);
        var rows = new ArrayList<JournalRow>();
        notes.subjects.forEach(subject -> rows.addAll(journal(store, subject)));
        var items = new TreeMap<String, Optional<Item>>();
        notes.keys.forEach((name, key) -> items.put(name, store.get(key)));
        return new Kept(notes.commits, rows, items, world.acts(), story.ending().problems(world));
    }

    private static List<JournalRow> journal(Store store, String subject) {
        var rows = new ArrayList<JournalRow>();
        Optional<String> from = Optional.empty();
        do {
            Page<JournalRow> page = store.journal(subject, from);
            rows.addAll(page.items());
            from = page.next();
        } while (from.isPresent());
        return rows;
    }

    /** Notes what is written on its way to the store. */
    private static final class Notes implements Interruption {
        private final List<String> commits = new ArrayList<>();
        private final Set<String> subjects = new TreeSet<>();
        private final Map<String, Key> keys = new TreeMap<>();

        @Override
        public <T> T at(Class<T> port, T real) {
            if (port != Store.class) {
                return real;
            }
            return port.cast(
                    Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, given) -> {
                        try {
                            Object answer = method.invoke(real, given);
                            if (method.getName().equals("commit")) {
                                note((List<?>) given[0], answer);
                            }
                            return answer;
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                    }));
        }

        private void note(List<?> writes, Object answer) {
            commits.add(writes.size() + " " + answer.getClass().getSimpleName());
            for (Object write : writes) {
                if (write instanceof Write.Append(JournalRow row)) {
                    subjects.add(row.subject());
                } else {
                    Key key = Transaction.keyOf((Write) write);
                    keys.put(key.toString(), key);
                }
            }
        }
    }
}
