package recovery.systemtests.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static recovery.systemtests.store.Things.CLAIM;
import static recovery.systemtests.store.Things.OURS;
import static recovery.systemtests.store.Things.RECORD;
import static recovery.systemtests.store.Things.TEN;
import static recovery.systemtests.store.Things.THEIRS;
import static recovery.systemtests.store.Things.all;
import static recovery.systemtests.store.Things.append;
import static recovery.systemtests.store.Things.item;
import static recovery.systemtests.store.Things.put;
import static recovery.systemtests.store.Things.row;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import recovery.shared.store.Commit;
import recovery.shared.store.Item;
import recovery.shared.store.Key;
import recovery.shared.store.Store;
import recovery.shared.store.StoreUnreadable;
import recovery.shared.store.Transaction;
import recovery.shared.store.Write;

/** How transactions are judged. Whatever implements {@link Store} holds these rules, and the functions count on them. */
abstract class StoreContract {
    private StoreUnderTest underTest;
    private Store store;

    /** A store with nothing in it. */
    abstract StoreUnderTest empty();

    @BeforeEach
    void open() {
        underTest = empty();
        store = underTest.store();
    }

    @Test
    void anItemComesBackAsItWasPut() {
        var body = Map.<String, Object>of(
                "text",
                "größer, 大, \"quoted\"",
                "empty",
                "",
                "number",
                Long.MAX_VALUE,
                "flag",
                false,
                "list",
                List.of("a", 2L, true, List.of(), Map.of()),
                "map",
                Map.of("deep", Map.of("deeper", List.of(Map.of("deepest", -1L)))));
        var item = new Item(RECORD, 1, OURS, Optional.of(new Item.Queued("restart", TEN.plusNanos(1))), body);
        assertThat(store.commit(List.of(new Write.Put(item)))).isEqualTo(new Commit.Done());
        assertThat(store.get(RECORD)).contains(item);
    }

    @Test
    void aSmallNumberComesBackAsALong() {
        store.commit(List.of(new Write.Put(new Item(RECORD, 1, OURS, Optional.empty(), Map.of("n", 7)))));
        assertThat(store.get(RECORD).orElseThrow().body()).isEqualTo(Map.of("n", 7L));
    }

    @Test
    void anItemThatNobodyPutIsAbsent() {
        assertThat(store.get(RECORD)).isEmpty();
    }

    @Test
    void aPutNeedsTheVersionBeforeItsOwn() {
        assertDone(put(RECORD, 1, OURS));
        assertDone(put(RECORD, 2, OURS));
        assertRefused(put(RECORD, 2, THEIRS), item(RECORD, 2, OURS));
        assertRefused(put(RECORD, 4, THEIRS), item(RECORD, 2, OURS));
        assertRefused(put(RECORD, 1, THEIRS), item(RECORD, 2, OURS));
        assertThat(store.get(RECORD)).contains(item(RECORD, 2, OURS));
    }

    @Test
    void aPutOverAnAbsentItemNeedsVersionOne() {
        assertThat(store.commit(List.of(put(RECORD, 2, OURS))))
                .isEqualTo(new Commit.Refused(Map.of(RECORD, Optional.empty())));
        assertThat(store.get(RECORD)).isEmpty();
    }

    @Test
    void aCheckDemandsTheVersionAndWritesNothing() {
        assertDone(new Write.Check(RECORD, 0));
        assertThat(store.get(RECORD)).isEmpty();
        assertDone(put(RECORD, 1, OURS));
        assertDone(new Write.Check(RECORD, 1));
        assertRefused(new Write.Check(RECORD, 0), item(RECORD, 1, OURS));
        assertRefused(new Write.Check(RECORD, 2), item(RECORD, 1, OURS));
        assertThat(store.get(RECORD)).contains(item(RECORD, 1, OURS));
    }

    @Test
    void aRemovedItemIsAtVersionZeroAgain() {
        assertDone(put(RECORD, 1, OURS));
        assertRefused(new Write.Remove(RECORD, 2), item(RECORD, 1, OURS));
        assertDone(new Write.Remove(RECORD, 1));
        assertThat(store.get(RECORD)).isEmpty();
        assertThat(store.commit(List.of(new Write.Remove(RECORD, 1))))
                .isEqualTo(new Commit.Refused(Map.of(RECORD, Optional.empty())));
        assertDone(new Write.Check(RECORD, 0));
        assertDone(put(RECORD, 1, THEIRS));
    }

    @Test
    void aTransactionHappensWholeOrNotAtAll() {
        Key gone = new Key("gone", "-");
        assertDone(put(CLAIM, 1, THEIRS), put(gone, 1, THEIRS));
        Commit commit = store.commit(
                List.of(put(RECORD, 1, OURS), new Write.Remove(gone, 1), put(CLAIM, 1, OURS), append("r-1", 1, TEN)));
        assertThat(commit).isEqualTo(new Commit.Refused(Map.of(CLAIM, Optional.of(item(CLAIM, 1, THEIRS)))));
        assertThat(store.get(RECORD)).isEmpty();
        assertThat(store.get(gone)).isPresent();
        assertThat(store.journal("r-1", Optional.empty()).items()).isEmpty();
    }

    @Test
    void aRefusalTellsOfEveryItemAtFaultAndOfNoOther() {
        Key free = new Key("free", "-");
        assertDone(put(RECORD, 1, THEIRS), put(CLAIM, 1, THEIRS));
        Commit commit = store.commit(List.of(put(RECORD, 1, OURS), put(free, 1, OURS), new Write.Check(CLAIM, 4)));
        assertThat(commit)
                .isEqualTo(new Commit.Refused(Map.of(
                        RECORD, Optional.of(item(RECORD, 1, THEIRS)), CLAIM, Optional.of(item(CLAIM, 1, THEIRS)))));
    }

    @Test
    void ofTwoWritersWhoReadTheSameOneWinsAndTheOtherSeesWho() {
        assertDone(put(CLAIM, 1, "somebody"));
        assertDone(put(CLAIM, 2, OURS), put(RECORD, 1, OURS));
        Key another = new Key("recovery#r-2", "-");
        assertThat(store.commit(List.of(put(CLAIM, 2, THEIRS), put(another, 1, THEIRS))))
                .isEqualTo(new Commit.Refused(Map.of(CLAIM, Optional.of(item(CLAIM, 2, OURS)))));
        assertThat(store.get(another)).isEmpty();
    }

    @Test
    void aWriteWhoseReplyWasLostIsKnownByItsTokenWhenItIsReadBack() {
        underTest.loseNextReply();
        assertThat(store.commit(List.of(put(RECORD, 1, OURS)))).isInstanceOf(Commit.Unclear.class);
        assertThat(store.get(RECORD)).contains(item(RECORD, 1, OURS));
    }

    @Test
    void aWriteWhoseReplyWasLostIsKnownByItsTokenWhenItIsRepeated() {
        underTest.loseNextReply();
        assertThat(store.commit(List.of(put(RECORD, 1, OURS)))).isInstanceOf(Commit.Unclear.class);
        assertRefused(put(RECORD, 1, OURS), item(RECORD, 1, OURS));
    }

    @Test
    void aRefusalWhoseReplyWasLostWroteNothing() {
        assertDone(put(RECORD, 1, THEIRS));
        underTest.loseNextReply();
        assertThat(store.commit(List.of(put(RECORD, 1, OURS)))).isInstanceOf(Commit.Unclear.class);
        assertThat(store.get(RECORD)).contains(item(RECORD, 1, THEIRS));
    }

    @Test
    void aStoreThatCannotBeReachedIsUnreadableAndACommitUnclear() {
        assertDone(put(RECORD, 1, OURS));
        underTest.cutOff();
        assertThat(store.commit(List.of(put(RECORD, 2, OURS)))).isInstanceOf(Commit.Unclear.class);
        assertThatThrownBy(() -> store.get(RECORD)).isInstanceOf(StoreUnreadable.class);
        assertThatThrownBy(() -> store.list("recovery#r-1", Optional.empty())).isInstanceOf(StoreUnreadable.class);
        assertThatThrownBy(() -> store.queue("restart", Optional.empty())).isInstanceOf(StoreUnreadable.class);
        assertThatThrownBy(() -> store.journal("r-1", Optional.empty())).isInstanceOf(StoreUnreadable.class);
        assertThatThrownBy(() -> store.newest("instance#i-1", 1)).isInstanceOf(StoreUnreadable.class);
    }

    @Test
    void aRowOfTheJournalIsAppendedOnceAndNeverReplaced() {
        assertDone(append("r-1", 1, TEN));
        Commit again = store.commit(List.of(append("r-1", 1, TEN.plusSeconds(60)), put(RECORD, 1, OURS)));
        Item inTheWay = Transaction.asItem(row("r-1", 1, TEN));
        assertThat(again).isEqualTo(new Commit.Refused(Map.of(inTheWay.key(), Optional.of(inTheWay))));
        assertThat(all(from -> store.journal("r-1", from))).containsExactly(row("r-1", 1, TEN));
        assertThat(store.get(RECORD)).isEmpty();
    }

    @Test
    void anItemNamedTwiceInATransactionIsRefusedAsAMistake() {
        assertDone(put(RECORD, 1, OURS));
        assertMistake(put(CLAIM, 1, OURS), put(CLAIM, 2, OURS));
        assertMistake(new Write.Check(RECORD, 1), new Write.Check(RECORD, 1));
        assertMistake(new Write.Check(RECORD, 1), put(RECORD, 2, OURS));
        assertMistake(new Write.Remove(RECORD, 1), new Write.Check(RECORD, 1));
        assertMistake(append("r-1", 1, TEN), append("r-1", 1, TEN));
        assertThat(store.get(RECORD)).contains(item(RECORD, 1, OURS));
        assertThat(store.get(CLAIM)).isEmpty();
        assertThat(all(from -> store.journal("r-1", from))).isEmpty();
    }

    @Test
    void aTransactionTakesAHundredWritesAndNotOneMore() {
        var writes = new ArrayList<Write>();
        for (int i = 0; i < Store.MOST_WRITES; i++) {
            writes.add(put(new Key("many", "n" + i), 1, OURS));
        }
        assertDone(writes.toArray(Write[]::new));
        writes.add(put(RECORD, 1, OURS));
        assertMistake(writes.toArray(Write[]::new));
        assertMistake();
    }

    @Test
    void whatTheTablesCannotHoldIsRefusedAsAMistake() {
        assertMistake(withBody(Map.of("n", 1.5)));
        assertMistake(withBody(Map.of("list", List.of(TEN))));
        assertMistake(withBody(Map.of("text", "x".repeat(64 * 1024))));
        assertMistake(put(new Key("", "-"), 1, OURS));
        assertMistake(put(new Key("recovery#r-1", ""), 1, OURS));
        assertMistake(put(RECORD, 0, OURS));
        assertThat(store.get(RECORD)).isEmpty();
    }

    private static Write withBody(Map<String, Object> body) {
        return new Write.Put(new Item(RECORD, 1, OURS, Optional.empty(), body));
    }

    private void assertDone(Write... writes) {
        assertThat(store.commit(List.of(writes))).isEqualTo(new Commit.Done());
    }

    private void assertRefused(Write write, Item stored) {
        assertThat(store.commit(List.of(write)))
                .isEqualTo(new Commit.Refused(Map.of(stored.key(), Optional.of(stored))));
    }

    private void assertMistake(Write... writes) {
        assertThatThrownBy(() -> store.commit(List.of(writes))).isInstanceOf(IllegalArgumentException.class);
    }
}
