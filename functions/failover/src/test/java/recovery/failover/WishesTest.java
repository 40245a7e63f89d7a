package recovery.failover;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import recovery.shared.bus.BusEvent;
import recovery.shared.journal.JournalRow;
import recovery.shared.record.Group;
import recovery.shared.record.Intent;
import recovery.shared.record.Outcome;
import recovery.shared.record.Owner;
import recovery.shared.record.Queues;
import recovery.shared.record.Recovery;
import recovery.shared.record.Wish;

class WishesTest {
    private final Site site = new Site();

    @BeforeEach
    void aStartThatIsOwedCannotBeSent() {
        site.primaryHangsInStopping();
    }

    private String answer(Wish wish) {
        return Wish.read(site.store, Wish.key(wish.id())).orElseThrow().answer().orElse("none yet");
    }

    private void nudged(Wish wish) {
        site.nudged(BusEvent.Kind.REQUEST_MADE, "request", wish.id());
    }

    @Test
    void aCancellationEndsTheRecoveryWithoutAPerson() {
        Wish wish = site.wished(Wish.Kind.CANCEL, site.opened("r-1", Owner.FAILOVER), Owner.FAILOVER);
        nudged(wish);
        assertThat(answer(wish)).isEqualTo("cancelled");
        assertThat(site.recovery("r-1").closing().orElseThrow())
                .isEqualTo(new Recovery.Closing(Outcome.CANCELLED, site.now(), "a person cancelled it: Ann: a test"));
        assertThat(site.target().claim()).isEmpty();
        assertThat(site.target().awaiting()).isEmpty();
        assertThat(Group.read(site.store, "db").slots()).isEmpty();
    }

    @Test
    void theTickFindsARequestWhoseNudgeWasLost() {
        Recovery recovery = site.opened("r-1", draft -> draft.owesStart(site.now()));
        Wish wish = site.wished(Wish.Kind.ACKNOWLEDGE, recovery, Owner.FAILOVER);
        site.tick();
        assertThat(answer(wish)).isEqualTo("taken over; nothing is owed any more");
        assertThat(Queues.read(site.store, "failover")).doesNotContain(Wish.key(wish.id()));
    }

    @Test
    void aPersonEndsAStartThatIsOwed() {
        Recovery recovery = site.opened("r-1", draft -> draft.owesStart(site.now()));
        nudged(site.wished(Wish.Kind.ACKNOWLEDGE, recovery, Owner.FAILOVER));
        assertThat(site.recovery("r-1").startOwed()).isEmpty();
        assertThat(site.recovery("r-1").closing().orElseThrow().reason()).isEqualTo("taken over by Ann: a test");
        assertThat(site.target().claim()).isEmpty();
        assertThat(site.rows("r-1")).anySatisfy(row -> assertThat(row.kind()).isEqualTo(JournalRow.Kind.OPERATOR));
    }

    @Test
    void aCancellationDoesNotEndAStartThatIsOwed() {
        Recovery recovery = site.opened("r-1", draft -> draft.owesStart(site.now()));
        Wish wish = site.wished(Wish.Kind.CANCEL, recovery, Owner.FAILOVER);
        nudged(wish);
        assertThat(site.recovery("r-1").open()).isTrue();
        assertThat(site.recovery("r-1").cancelled()).contains("Ann: a test");
        assertThat(answer(wish)).startsWith("cancelled: nothing new begins");
    }

    @Test
    void nothingIsTakenOverWhileItIsOpenWhatBecameOfARequest() {
        Intent intent = Intent.start("a-1", site.now(), "restart", site.now());
        Recovery recovery =
                site.opened("r-1", draft -> draft.owesStart(site.now()).intends(intent));
        Wish wish = site.wished(Wish.Kind.ACKNOWLEDGE, recovery, Owner.FAILOVER);
        nudged(wish);
        assertThat(answer(wish)).startsWith("not yet");
        assertThat(site.recovery("r-1").open()).isTrue();
    }

    @Test
    void aRequestAboutAClosedRecoveryIsAnsweredToo() {
        Recovery recovery = site.opened("r-1", Owner.FAILOVER);
        site.requested(recovery);
        Wish wish = site.wished(Wish.Kind.CANCEL, recovery, Owner.FAILOVER);
        nudged(wish);
        assertThat(answer(wish)).isEqualTo("r-1 is not open any more, or not with failover");
        assertThat(site.recovery("r-1").closing().orElseThrow().outcome()).isEqualTo(Outcome.NEEDS_PERSON);
    }

    @Test
    void aRequestToRestartIsLeftToRestart() {
        Wish wish = site.wished(Wish.Kind.CANCEL, site.opened("r-1", Owner.RESTART), Owner.RESTART);
        nudged(wish);
        assertThat(answer(wish)).isEqualTo("none yet");
        assertThat(site.recovery("r-1").cancelled()).isEmpty();
    }

    @Test
    void aRequestIsCarriedOutOnce() {
        Wish wish = site.wished(Wish.Kind.CANCEL, site.opened("r-1", Owner.FAILOVER), Owner.FAILOVER);
        nudged(wish);
        int commits = site.store.commits().size();
        nudged(wish);
        site.tick();
        assertThat(site.store.commits()).hasSize(commits);
    }

    @Test
    void aRequestThatOthersWereFasterThanStaysForTheNextTick() {
        Wish wish =
                site.wished(Wish.Kind.CANCEL, site.opened("r-1", draft -> draft.owesStart(site.now())), Owner.FAILOVER);
        site.store.contendNext(3);
        nudged(wish);
        assertThat(answer(wish)).isEqualTo("none yet");
        site.tick();
        assertThat(answer(wish)).startsWith("cancelled");
    }

    @Test
    void anAnswerWhoseReplyIsLostIsReadBack() {
        Wish wish = site.wished(Wish.Kind.CANCEL, site.opened("r-1", Owner.RESTART), Owner.FAILOVER);
        site.store.loseNextReply();
        var said = site.nudged(BusEvent.Kind.REQUEST_MADE, "request", wish.id());
        assertThat(String.valueOf(said.get("reason"))).doesNotContain("could not be written");
        assertThat(answer(wish)).isEqualTo("r-1 is not open any more, or not with failover");
    }
}
