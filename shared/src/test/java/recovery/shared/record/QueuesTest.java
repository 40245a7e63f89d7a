package recovery.shared.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import recovery.shared.store.Item;
import recovery.shared.store.Key;
import recovery.shared.store.SmallStore;
import recovery.shared.store.Write;

class QueuesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:05:00Z");

    private final SmallStore store = new SmallStore();

    private void queued(String name, int minute) {
        var queued = new Item.Queued("restart", NOW.plusSeconds(60L * minute));
        store.commit(List.of(new Write.Put(new Item(Key.single(name), 1, "w", Optional.of(queued), Map.of()))));
    }

    @Test
    void aWalkThatMeetsNoTroubleIsFull() {
        queued("recovery#1", 1);
        var worked = new ArrayList<Key>();
        Queues.Walk walk = Queues.walk(store, "restart", key -> noting(worked, key));
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
        Queues.Walk walk = Queues.walk(store, "restart", key -> Optional.of("the bus is out"));
        assertThat(walk.failed()).containsExactly("recovery#1: the bus is out");
        assertThat(walk.full()).isFalse();
    }

    @Test
    void oneRecordsTroubleDoesNotStopTheOthersAndIsToldOnOneLine() {
        queued("recovery#1", 1);
        queued("recovery#2", 2);
        queued("recovery#3", 3);
        var worked = new ArrayList<Key>();
        Queues.Walk walk = Queues.walk(store, "restart", key -> {
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
