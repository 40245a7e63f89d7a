package recovery.shared.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recovery.shared.store.Item;
import recovery.shared.store.Key;
import recovery.shared.store.SmallStore;
import recovery.shared.store.Write;
import recovery.shared.time.Clock;
import recovery.shared.time.TimeLimit;

class QueuesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:05:00Z");

    private final SmallStore store = new SmallStore();
    private final SlowClock clock = new SlowClock();

    /** A clock that moves when the work takes its time. */
    private static final class SlowClock implements Clock {
        private Instant now = NOW;

        @Override
        public Instant now() {
            return now;
        }

        @Override
        public Duration uptime() {
            return Duration.between(NOW, now);
        }
    }

    private TimeLimit limit() {
        return TimeLimit.with(clock, Duration.ofSeconds(30));
    }

    private void queued(String name, int minute) {
        var queued = new Item.Queued("restart", NOW.plusSeconds(60L * minute));
        store.commit(List.of(new Write.Put(new Item(Key.single(name), 1, "w", Optional.of(queued), Map.of()))));
    }

    @Test
    void aWalkThatMeetsNoTroubleIsFull() {
        queued("recovery#1", 1);
        var worked = new ArrayList<Key>();
        Queues.Walk walk = Queues.walk(store, "restart", limit(), key -> noting(worked, key));
        assertThat(worked).containsExactly(Key.single("recovery#1"));
        assertThat(walk.full()).isTrue();
        assertThat(walk.inWords()).isEqualTo("a full pass over 1 records");
    }

    private static Optional<String> noting(List<Key> worked, Key key) {
        worked.add(key);
        return Optional.empty();
    }

    @Test
    void whatIsLeftUndoneIsToldAndTheWalkIsNotFull() {
        queued("recovery#1", 1);
        Queues.Walk walk = Queues.walk(store, "restart", limit(), key -> Optional.of("the bus is out"));
        assertThat(walk.failed()).containsExactly("recovery#1: the bus is out");
        assertThat(walk.full()).isFalse();
    }

    /** Lambda would end it in the middle of a request, and everything behind it would wait for ever. */
    @Test
    void aWalkBeginsNothingThatItMayNotEnd() {
        List<Key> worked = aTickOfSlowWork(keys(6));
        assertThat(worked).as("at 0, 7 and 14 seconds of 30").hasSize(3);
        Queues.Walk walk = Queues.walk(keys(2), TimeLimit.with(clock, Duration.ofSeconds(10)), key -> Optional.empty());
        assertThat(walk.failed()).containsExactly("2 of 2 are left for the next tick: no time is left");
        assertThat(walk.full()).isFalse();
    }

    @ParameterizedTest(name = "{0} records of 7 seconds each are all reached within {1} ticks")
    @CsvSource({"3, 1", "6, 3", "100, 55"})
    void eachMinuteAnotherOneComesFirstSoThatNoneWaitsForEver(int records, int ticks) {
        for (int start = 0; start < 200; start++) {
            clock.now = NOW.plus(Duration.ofMinutes(start));
            var reached = new HashSet<Key>();
            for (int tick = 0; tick < ticks; tick++) {
                reached.addAll(aTickOfSlowWork(keys(records)));
                clock.now = NOW.plus(Duration.ofMinutes(start + tick + 1));
            }
            assertThat(reached).hasSize(records);
        }
    }

    private List<Key> aTickOfSlowWork(List<Key> keys) {
        var worked = new ArrayList<Key>();
        Queues.walk(keys, limit(), key -> {
            clock.now = clock.now.plusSeconds(7);
            return noting(worked, key);
        });
        return worked;
    }

    private static List<Key> keys(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> Key.single("recovery#" + number))
                .toList();
    }

    @Test
    void oneRecordsTroubleDoesNotStopTheOthersAndIsToldOnOneLine() {
        queued("recovery#1", 1);
        queued("recovery#2", 2);
        queued("recovery#3", 3);
        var worked = new ArrayList<Key>();
        Queues.Walk walk = Queues.walk(store, "restart", limit(), key -> {
            if (key.partition().endsWith("2")) {
                throw new IllegalStateException("broken\nin two lines");
            }
            return noting(worked, key);
        });
        assertThat(worked).hasSize(2);
        assertThat(walk.full()).isFalse();
        assertThat(walk.failed())
                .singleElement()
                .asString()
                .startsWith("recovery#2: java.lang.IllegalStateException: broken")
                .doesNotContain("\n");
        assertThat(walk.inWords()).isEqualTo("a pass with gaps over 3 records");
    }
}
