package recovery.systemtests.story;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.Power;
import recovery.shared.journal.JournalRow;
import recovery.shared.record.Intent;
import recovery.shared.store.Key;
import recovery.shared.store.Store;
import recovery.shared.store.StoreUnreadable;
import recovery.shared.store.Write;

/**
 * Stands between the functions and the ports of a world: holds every write and every request against the invariants, and
 * lets something happen just before or after the first write of a kind.
 */
final class Trace {
    private final World world;
    private final Set<String> broken = new LinkedHashSet<>();
    private final List<Interlude> interludes = new ArrayList<>();
    private final Books books;
    private final Requests requests;
    private int seen;
    private Key unreadable = Key.single("nothing");

    private record Interlude(boolean before, Predicate<Write> at, Runnable what) {}

    Trace(World world) {
        this.world = world;
        this.books = new Books(world, broken);
        this.requests = new Requests(world, books, broken);
        look();
        world.tracedBy(this);
    }

    /** Once, just before the first transaction that has such a write. */
    Trace before(Predicate<Write> at, Runnable what) {
        interludes.add(new Interlude(true, at, what));
        return this;
    }

    /** Once, just after the first transaction that has such a write was carried out. */
    Trace after(Predicate<Write> at, Runnable what) {
        interludes.add(new Interlude(false, at, what));
        return this;
    }

    static Predicate<Write> row(JournalRow.Kind kind) {
        return write -> write instanceof Write.Append(JournalRow row) && row.kind() == kind;
    }

    /** From now on the functions cannot read this item. */
    Trace unreadable(Key key) {
        unreadable = key;
        return this;
    }

    /** A person has this instance in hand from now on. */
    void person(InstanceId id) {
        requests.person(id);
    }

    Requests requests() {
        return requests;
    }

    /** Every invariant that was found broken, as {@code name: sentence}. */
    List<String> broken() {
        look();
        books.end();
        requests.end();
        return List.copyOf(broken);
    }

    void breaks(String invariant, String sentence) {
        broken.add(invariant + ": " + sentence);
    }

    void second() {
        look();
        books.second();
    }

    Store at(Store real) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("get") && unreadable.equals(arguments[0])) {
                        throw new StoreUnreadable("the item cannot be read");
                    }
                    boolean commits = method.getName().equals("commit");
                    List<?> writes = commits ? (List<?>) arguments[0] : List.of();
                    happen(true, writes);
                    try {
                        Object answer = method.invoke(real, arguments);
                        look();
                        happen(false, writes);
                        return answer;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    Power at(Power real) {
        return (Power) Proxy.newProxyInstance(
                Power.class.getClassLoader(), new Class<?>[] {Power.class}, (proxy, method, arguments) -> {
                    look();
                    switch (method.getName()) {
                        case "stop" -> requests.sends(Intent.Act.STOP, (InstanceId) arguments[0]);
                        case "start" -> requests.sends(Intent.Act.START, (InstanceId) arguments[0]);
                        default -> {}
                    }
                    try {
                        return method.invoke(real, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private void happen(boolean before, List<?> writes) {
        for (Interlude interlude : List.copyOf(interludes)) {
            boolean meets = interlude.before() == before
                    && writes.stream().anyMatch(write -> interlude.at().test((Write) write));
            if (meets && interludes.remove(interlude)) {
                interlude.what().run();
                look();
            }
        }
    }

    private void look() {
        List<List<Write>> all = world.store.commits();
        while (seen < all.size()) {
            books.written(all.get(seen++));
        }
    }
}
