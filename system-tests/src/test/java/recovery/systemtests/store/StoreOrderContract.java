package recovery.systemtests.store;

import static org.assertj.core.api.Assertions.assertThat;
import static recovery.systemtests.store.Things.OURS;
import static recovery.systemtests.store.Things.TEN;
import static recovery.systemtests.store.Things.all;
import static recovery.systemtests.store.Things.append;
import static recovery.systemtests.store.Things.item;
import static recovery.systemtests.store.Things.put;
import static recovery.systemtests.store.Things.queued;
import static recovery.systemtests.store.Things.row;

import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import recovery.shared.journal.JournalRow;
import recovery.shared.look.Page;
import recovery.shared.store.Commit;
import recovery.shared.store.Item;
import recovery.shared.store.Key;
import recovery.shared.store.Store;
import recovery.shared.store.Write;

/** In which order and in which portions the store gives back what it holds. */
abstract class StoreOrderContract {
    /** More than one page, and no multiple of one. */
    private static final int MANY = 130;

    private Store store;

    /** A store with nothing in it. */
    abstract Store empty();

    @BeforeEach
    void open() {
        store = empty();
    }

    @Test
    void thePartitionIsListedInTheOrderOfItsSortKeys() {
        write(put(new Key("p", "b"), 1, OURS), put(new Key("p", "a#2"), 1, OURS), put(new Key("p", "a#10"), 1, OURS));
        write(put(new Key("p2", "a"), 1, OURS), put(new Key("p", "B"), 1, OURS));
        assertThat(all(from -> store.list("p", from)))
                .extracting(found -> found.key().sort())
                .containsExactly("B", "a#10", "a#2", "b");
    }

    @Test
    void aLongPartitionComesInPagesAndWhole() {
        writeMany(i -> put(new Key("p", "%03d".formatted(i)), 1, OURS));
        assertThat(all(from -> store.list("p", from)))
                .containsExactlyElementsOf(LongStream.range(0, MANY)
                        .mapToObj(i -> item(new Key("p", "%03d".formatted(i)), 1, OURS))
                        .toList());
    }

    @Test
    void aPageGoesOnAfterAnItemThatIsGone() {
        writeMany(i -> put(new Key("p", "%03d".formatted(i)), 1, OURS));
        Page<Item> first = store.list("p", Optional.empty());
        Item last = first.items().getLast();
        write(new Write.Remove(last.key(), 1));
        assertThat(store.list("p", first.next()).items())
                .extracting(found -> found.key().sort())
                .startsWith("%03d".formatted(first.items().size()))
                .hasSize(MANY - first.items().size());
    }

    @Test
    void theIndexNamesTheOldestFirstAlsoWithinASecond() {
        write(queued(new Key("d", "-"), 1, "restart", TEN.plusSeconds(1)));
        write(queued(new Key("b", "-"), 1, "restart", TEN.plusMillis(250)));
        write(queued(new Key("c", "-"), 1, "restart", TEN.plusMillis(500)));
        write(queued(new Key("a", "-"), 1, "restart", TEN));
        write(queued(new Key("e", "-"), 1, "failover", TEN), put(new Key("f", "-"), 1, OURS));
        assertThat(all(from -> store.queue("restart", from)))
                .extracting(Key::partition)
                .containsExactly("a", "b", "c", "d");
    }

    @Test
    void theIndexForgetsWhatIsNoLongerQueuedOrIsRemoved() {
        Key a = new Key("a", "-");
        Key b = new Key("b", "-");
        Key c = new Key("c", "-");
        write(
                queued(a, 1, "restart", TEN),
                queued(b, 1, "restart", TEN.plusSeconds(1)),
                queued(c, 1, "restart", TEN.plusSeconds(2)));
        write(put(a, 2, OURS), new Write.Remove(b, 1), queued(c, 2, "failover", TEN));
        assertThat(all(from -> store.queue("restart", from))).isEmpty();
        assertThat(all(from -> store.queue("failover", from))).containsExactly(c);
    }

    @Test
    void aLongIndexComesInPagesAndWhole() {
        writeMany(i -> queued(new Key("r-%03d".formatted(MANY - i), "-"), 1, "restart", TEN.plusMillis(i)));
        assertThat(all(from -> store.queue("restart", from)))
                .containsExactlyElementsOf(LongStream.range(0, MANY)
                        .mapToObj(i -> new Key("r-%03d".formatted(MANY - i), "-"))
                        .toList());
    }

    @Test
    void entriesOfTheSameMomentAreAllNamedAcrossPages() {
        writeMany(i -> queued(new Key("r-%03d".formatted(i), "-"), 1, "restart", TEN));
        assertThat(all(from -> store.queue("restart", from))).hasSize(MANY).doesNotHaveDuplicates();
    }

    @Test
    void theJournalOfASubjectIsReadInItsOrderInPages() {
        writeMany(i -> append("r-1", MANY - i, TEN));
        write(append("r-2", 1, TEN));
        assertThat(all(from -> store.journal("r-1", from)))
                .containsExactlyElementsOf(LongStream.rangeClosed(1, MANY)
                        .mapToObj(i -> row("r-1", i, TEN))
                        .toList());
    }

    @Test
    void theNewestRowsOfATargetComeFirstWhateverTheirSubjectAlsoWithinASecond() {
        write(append("r-1", 1, TEN), append("r-2", 1, TEN.plusMillis(500)), append("r-1", 2, TEN.plusMillis(250)));
        write(append("r-3", 1, TEN.plusSeconds(1)), append("r-1", 3, TEN.minusSeconds(1)));
        assertThat(store.newest("instance#i-1", 4))
                .containsExactly(
                        row("r-3", 1, TEN.plusSeconds(1)),
                        row("r-2", 1, TEN.plusMillis(500)),
                        row("r-1", 2, TEN.plusMillis(250)),
                        row("r-1", 1, TEN));
        assertThat(store.newest("instance#i-2", 4)).isEmpty();
    }

    @Test
    void aRowComesBackAsItWasAppended() {
        JournalRow row = row("r-1", 7, TEN.plusNanos(123_456_789));
        write(new Write.Append(row));
        assertThat(store.newest("instance#i-1", 1)).containsExactly(row);
        assertThat(store.journal("r-1", Optional.empty()).items()).containsExactly(row);
    }

    private void writeMany(LongFunction<Write> write) {
        List<Write> writes = LongStream.range(0, MANY).mapToObj(write).toList();
        for (int i = 0; i < MANY; i += Store.MOST_WRITES) {
            write(writes.subList(i, Math.min(i + Store.MOST_WRITES, MANY)).toArray(Write[]::new));
        }
    }

    private void write(Write... writes) {
        assertThat(store.commit(List.of(writes))).isEqualTo(new Commit.Done());
    }
}
