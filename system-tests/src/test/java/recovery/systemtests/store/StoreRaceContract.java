package recovery.systemtests.store;

import static org.assertj.core.api.Assertions.assertThat;
import static recovery.systemtests.store.Things.CLAIM;
import static recovery.systemtests.store.Things.RECORD;
import static recovery.systemtests.store.Things.TEN;
import static recovery.systemtests.store.Things.all;
import static recovery.systemtests.store.Things.append;
import static recovery.systemtests.store.Things.put;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import recovery.shared.journal.JournalRow;
import recovery.shared.store.Commit;
import recovery.shared.store.Item;
import recovery.shared.store.Key;
import recovery.shared.store.Store;

/** Two executions at the same items at the same time: of those who read the same version, one writes. */
abstract class StoreRaceContract {
    /** A thread that needs more is not losing races, it is stuck. */
    private static final int MOST_TRIES = 1_000_000;

    /** A store with nothing in it. */
    abstract Store empty();

    /** How far they race: so many versions that two threads meet at one, and no more. */
    abstract int versions();

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void twoThreadsMoveTwoItemsOnAndEachVersionIsWrittenByOneOfThem() throws Exception {
        Store store = empty();
        int versions = versions();
        var start = new CyclicBarrier(2);
        try (var threads = Executors.newFixedThreadPool(2)) {
            List<Future<List<Long>>> racers = new ArrayList<>();
            racers.add(threads.submit(racer(store, versions, start, "one", List.of(RECORD, CLAIM))));
            racers.add(threads.submit(racer(store, versions, start, "two", List.of(CLAIM, RECORD))));
            var written = new ArrayList<Long>();
            for (Future<List<Long>> racer : racers) {
                written.addAll(racer.get());
            }
            assertThat(written)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(1, versions).boxed().toList());
        }
        assertThat(store.get(RECORD).orElseThrow().version()).isEqualTo(versions);
        assertThat(store.get(CLAIM).orElseThrow().writer())
                .isEqualTo(store.get(RECORD).orElseThrow().writer());
        assertThat(all(from -> store.journal("r-1", from)))
                .as("an audit without a gap")
                .extracting(JournalRow::sequence)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, versions)
                        .mapToObj(JournalRow::sequenceOf)
                        .toList());
    }

    private static Callable<List<Long>> racer(
            Store store, int versions, CyclicBarrier start, String writer, List<Key> keys) {
        return () -> {
            start.await();
            var written = new ArrayList<Long>();
            for (int tries = 0; tries < MOST_TRIES; tries++) {
                long next = store.get(RECORD).map(Item::version).orElse(0L) + 1;
                if (next > versions) {
                    return written;
                }
                Commit commit = store.commit(List.of(
                        put(keys.getFirst(), next, writer),
                        put(keys.getLast(), next, writer),
                        append("r-1", next, TEN)));
                if (wrote(commit)) {
                    written.add(next);
                }
            }
            throw new AssertionError(writer + " is stuck");
        };
    }

    private static boolean wrote(Commit commit) {
        return switch (commit) {
            case Commit.Done done -> true;
            case Commit.Refused refused -> false;
            case Commit.Contended contended -> false;
            case Commit.Unclear(String why) -> throw new AssertionError("nothing was in the way: " + why);
        };
    }
}
