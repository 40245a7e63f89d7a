package recovery.systemtests.store;

import static org.assertj.core.api.Assertions.assertThat;
import static recovery.systemtests.store.Things.OURS;
import static recovery.systemtests.store.Things.RECORD;
import static recovery.systemtests.store.Things.put;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import recovery.shared.store.Commit;
import recovery.shared.store.Store;
import recovery.shared.store.Write;
import recovery.simulator.InMemoryStore;

/** The store that simulations and stories run on. */
class InMemoryStoreTest {
    @Nested
    class Rules extends StoreContract {
        @Override
        StoreUnderTest empty() {
            var store = new InMemoryStore();
            return new StoreUnderTest() {
                @Override
                public Store store() {
                    return store;
                }

                @Override
                public void loseNextReply() {
                    store.loseNextReply();
                }

                @Override
                public void cutOff() {
                    store.unreachable(true);
                }
            };
        }
    }

    @Nested
    class Order extends StoreOrderContract {
        @Override
        Store empty() {
            return new InMemoryStore();
        }
    }

    @Nested
    class Races extends StoreRaceContract {
        @Override
        Store empty() {
            return new InMemoryStore();
        }

        @Override
        int versions() {
            return 4000;
        }
    }

    @Test
    void aContendedCommitWritesNothingAndTheNextOneIsFree() {
        var store = new InMemoryStore();
        store.contendNext(1);
        List<Write> writes = List.of(put(RECORD, 1, OURS));
        assertThat(store.commit(writes)).isEqualTo(new Commit.Contended());
        assertThat(store.get(RECORD)).isEmpty();
        assertThat(store.commit(writes)).isEqualTo(new Commit.Done());
    }

    @Test
    void itRemembersWhatWasCarriedOutAndNothingElse() {
        var store = new InMemoryStore();
        List<Write> first = List.of(put(RECORD, 1, OURS));
        List<Write> second = List.of(put(RECORD, 2, OURS));
        store.commit(first);
        store.commit(first);
        store.loseNextReply();
        store.commit(second);
        store.unreachable(true);
        store.commit(List.of(put(RECORD, 3, OURS)));
        assertThat(store.commits()).containsExactly(first, second);
    }
}
