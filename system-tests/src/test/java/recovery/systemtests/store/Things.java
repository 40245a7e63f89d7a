package recovery.systemtests.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import recovery.shared.journal.JournalRow;
import recovery.shared.look.Page;
import recovery.shared.store.Item;
import recovery.shared.store.Key;
import recovery.shared.store.Write;

/** What the rules of the store are told with. */
final class Things {
    static final Instant TEN = Instant.parse("2026-03-01T10:00:00Z");
    static final Key RECORD = new Key("recovery#r-1", "-");
    static final Key CLAIM = new Key("claim#i-1", "-");
    static final String OURS = "token-of-ours";
    static final String THEIRS = "token-of-theirs";

    /** No walk through pages in these tests is longer. */
    private static final int MOST_PAGES = 50;

    private Things() {}

    static Item item(Key key, long version, String writer) {
        return new Item(key, version, writer, Optional.empty(), Map.of("version", version));
    }

    static Write put(Key key, long version, String writer) {
        return new Write.Put(item(key, version, writer));
    }

    static Write queued(Key key, long version, String queue, Instant since) {
        return new Write.Put(
                new Item(key, version, OURS, Optional.of(new Item.Queued(queue, since)), Map.of("version", version)));
    }

    static Write append(String subject, long version, Instant at) {
        return new Write.Append(row(subject, version, at));
    }

    static JournalRow row(String subject, long version, Instant at) {
        return new JournalRow(
                subject,
                JournalRow.sequenceOf(version),
                "instance#i-1",
                at,
                JournalRow.Kind.PROGRESS,
                "It moved on to version " + version + ".",
                Map.of("version", version));
    }

    /** All entries of all pages. */
    static <T> List<T> all(Function<Optional<String>, Page<T>> read) {
        var all = new ArrayList<T>();
        Optional<String> from = Optional.empty();
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            Page<T> page = read.apply(from);
            assertThat(page.items()).as("a page").hasSizeLessThanOrEqualTo(100);
            all.addAll(page.items());
            if (page.next().isEmpty()) {
                return all;
            }
            from = page.next();
        }
        throw new AssertionError("the pages do not end");
    }
}
