package recovery.shared.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import recovery.shared.control.Mode;
import recovery.shared.control.Switch;
import recovery.shared.journal.JournalRow;
import recovery.shared.store.SmallStore;
import recovery.shared.store.StoreUnreadable;
import recovery.shared.store.Write;

/** A writer knows its own success again after a lost reply, and never takes a stranger's for it. */
class WritePathTest {
    private static final String ME = "token-of-this-execution";
    private static final String STRANGER = "token-of-a-retry";
    private static final Recovery OPENED = Sample.opened();

    private final SmallStore store = new SmallStore();
    private final WritePath path = new WritePath(store);

    @BeforeEach
    void aRecoveryIsOpen() {
        Transition opening = Transition.opening(OPENED, "token-of-the-opener")
                .with(TargetState.read(store, Sample.TARGET).claimedBy(Sample.ID));
        assertThat(path.write(Sample.ready(opening, "opened"))).isEqualTo(new Transition.Result.Written(OPENED));
    }

    @Test
    void whatIsWrittenIsStoredWithItsJournalRow() {
        Transition.Ready mine = step(ME, "mine");
        assertThat(path.write(mine)).isEqualTo(new Transition.Result.Written(mine.after()));
        assertThat(stored()).isEqualTo(mine.after());
        assertThat(sentences()).containsExactly("opened", "mine");
    }

    @Test
    void ourOwnSuccessIsKnownAgainAfterALostReply() {
        Transition.Ready mine = step(ME, "mine");
        store.loseReply(() -> {});
        assertThat(path.write(mine)).isEqualTo(new Transition.Result.Written(mine.after()));
    }

    @Test
    void ourOwnSuccessIsKnownAgainWhenARetryOnTheWayIsRefused() {
        Transition.Ready mine = step(ME, "mine");
        store.deliverTwice();
        assertThat(path.write(mine)).isEqualTo(new Transition.Result.Written(mine.after()));
    }

    @Test
    void aLostRequestIsNoSuccess() {
        store.loseRequest(() -> {});
        assertThat(path.write(step(ME, "mine")))
                .isEqualTo(new Transition.Result.Lost("the reply of the store was lost: timeout", Optional.of(OPENED)));
        assertThat(sentences()).containsExactly("opened");
    }

    @Test
    void anEarlierStepOfOursIsNotTakenForThisOne() {
        Transition.Ready first = step(ME, "first");
        path.write(first);
        Recovery second = first.after().next().done();
        store.loseRequest(() -> {});
        assertThat(path.write(Sample.ready(Transition.of(first.after(), second, ME), "second")))
                .isEqualTo(new Transition.Result.Lost(
                        "the reply of the store was lost: timeout", Optional.of(first.after())));
        assertThat(sentences()).containsExactly("opened", "first");
    }

    @Test
    void aStrangersSuccessIsNotOursWhenTheReplyIsLost() {
        Transition.Ready mine = step(ME, "mine");
        Transition.Ready theirs = step(STRANGER, "theirs");
        store.loseRequest(() -> path.write(theirs));
        assertThat(path.write(mine))
                .isEqualTo(new Transition.Result.Lost(
                        "the reply of the store was lost: timeout", Optional.of(theirs.after())));
        assertThat(sentences()).containsExactly("opened", "theirs");
    }

    @Test
    void aFasterStrangerIsNotOurselvesEvenWithTheSameContent() {
        Transition.Ready mine = step(ME, "the same");
        Transition.Ready theirs = step(STRANGER, "the same");
        assertThat(theirs.after()).isEqualTo(mine.after());
        path.write(theirs);
        assertThat(path.write(mine))
                .isEqualTo(new Transition.Result.Lost("another execution was faster", Optional.of(theirs.after())));
    }

    @Test
    void contentionIsALostRace() {
        Transition.Ready mine = step(ME, "mine");
        store.contend(() -> path.write(step(STRANGER, "theirs")));
        assertThat(path.write(mine)).isInstanceOfSatisfying(Transition.Result.Lost.class, lost -> assertThat(lost.why())
                .isEqualTo("another execution writes the same items"));
        assertThat(sentences()).containsExactly("opened", "theirs");
    }

    @Test
    void aStepThatOthersBuiltOnAlreadyIsNotReportedAsOurs() {
        // Whoever is told "lost" sends nothing, so that this errs towards doing nothing.
        Transition.Ready mine = step(ME, "mine");
        store.loseReply(() -> path.write(
                Sample.ready(Transition.of(mine.after(), mine.after().next().done(), STRANGER), "theirs")));
        assertThat(path.write(mine)).isInstanceOf(Transition.Result.Lost.class);
        assertThat(sentences()).containsExactly("opened", "mine", "theirs");
    }

    @Test
    void anOpeningIsOursWhoeverMovedItOnSince() {
        Recovery mine = another();
        Transition opening = Transition.opening(mine, ME);
        store.loseReply(() -> path.write(
                Sample.ready(Transition.of(mine, mine.next().done(), STRANGER), "the owner's tick was fast")));
        assertThat(path.write(Sample.ready(opening, "opened"))).isEqualTo(new Transition.Result.Written(mine));
    }

    @Test
    void anOpeningThatNeverArrivedIsNotOurs() {
        store.loseRequest(() -> {});
        assertThat(path.write(Sample.ready(Transition.opening(another(), ME), "opened")))
                .isEqualTo(new Transition.Result.Lost("the reply of the store was lost: timeout", Optional.empty()));
    }

    @Test
    void twoOpeningsOnOneTargetCannotBothClaimIt() {
        TargetState unclaimed = new TargetState(
                Sample.TARGET, Optional.empty(), List.of(), Map.of(), Optional.empty(), Optional.empty(), 0);
        Transition second = Transition.opening(another(), ME).with(unclaimed.claimedBy("r-2"));
        assertThat(path.write(Sample.ready(second, "opened")))
                .isEqualTo(new Transition.Result.Lost("another execution was faster", Optional.empty()));
        assertThat(TargetState.read(store, Sample.TARGET).claim()).contains(Sample.ID);
        assertThat(Recovery.read(store, "r-2")).as("all or nothing").isEmpty();
    }

    @Test
    void aSwitchThatWasMovedMeanwhileRefusesTheStep() {
        var judged = Switch.read(store);
        var moved = new Switch(Mode.OFF, "anna", "stop it", Optional.of(Sample.NOW), 1);
        store.commit(List.of(new Write.Put(moved.item("operator"))));
        Transition step = Transition.of(OPENED, OPENED.next().done(), ME).judgedBy(judged);
        assertThat(path.write(Sample.ready(step, "mine"))).isInstanceOf(Transition.Result.Lost.class);
        assertThat(stored()).isEqualTo(OPENED);
    }

    @Test
    void aTargetThatWasClaimedMeanwhileRefusesTheStepThatJudgedItFree() {
        var other = new Target.OfService("web");
        var judged = TargetState.read(store, other);
        store.commit(List.of(new Write.Put(judged.claimedBy("r-9").item("failover"))));
        Transition step = Transition.of(OPENED, OPENED.next().done(), ME).judgedBy(judged);
        assertThat(path.write(Sample.ready(step, "mine"))).isInstanceOf(Transition.Result.Lost.class);
        assertThat(stored()).isEqualTo(OPENED);
    }

    @Test
    void whatCannotBeFoundOutIsNeitherOursNorLost() {
        Transition.Ready mine = step(ME, "mine");
        store.loseReply(() -> store.readable(false));
        assertThatThrownBy(() -> path.write(mine)).isInstanceOf(StoreUnreadable.class);
    }

    private static Transition.Ready step(String writer, String sentence) {
        return Sample.ready(Transition.of(OPENED, OPENED.next().done(), writer), sentence);
    }

    private static Recovery another() {
        return Sample.like(OPENED, "r-2", 1, OPENED.target(), OPENED.plan());
    }

    private Recovery stored() {
        return Recovery.read(store, Sample.ID).orElseThrow();
    }

    private List<String> sentences() {
        return store.journal(Sample.ID, Optional.empty()).items().stream()
                .map(JournalRow::sentence)
                .toList();
    }
}
