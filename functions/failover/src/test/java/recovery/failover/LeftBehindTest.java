package recovery.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import recovery.shared.journal.JournalRow;
import recovery.shared.record.Endings;
import recovery.shared.record.Outcome;
import recovery.shared.record.Owner;
import recovery.shared.record.Recovery;
import recovery.shared.record.Target;
import recovery.shared.record.TargetState;
import recovery.shared.record.Transition;
import recovery.shared.record.Wish;
import recovery.shared.record.Wishes;
import recovery.shared.record.WritePath;

/** What a failover leaves behind when it has ended, and how a person lifts it. */
class LeftBehindTest {
    private final Site site = new Site();
    private final Target service = new Target.OfService("db");

    private TargetState state(Target target) {
        return TargetState.read(site.store, target);
    }

    /** A failover that has ended and left its primary behind the fence. */
    private Recovery failedOver() {
        Recovery opened = site.opened("r-1", Owner.FAILOVER);
        var claims = Transition.of(opened, opened.next().done(), "owner");
        opened.claims().stream()
                .filter(target -> !target.equals(Site.TARGET))
                .forEach(target -> claims.with(state(target).claimedBy("r-1")));
        new WritePath(site.store).write(claims.because(JournalRow.Kind.PROGRESS, site.now(), "claimed", Map.of()));
        Recovery open = site.recovery("r-1");
        var closed = open.next().closes(Outcome.FAILED_OVER, "a test", site.now());
        assertThat(new Endings(site.store, "owner")
                        .close(open, closed, Set.of(Site.TARGET), JournalRow.Kind.CLOSED, "closed", site.now()))
                .isTrue();
        return site.recovery("r-1");
    }

    private String carriedOut(Wish wish) {
        return new Wishes(site.ports, "writer", Owner.FAILOVER).carryOut(wish);
    }

    @Test
    void anAcknowledgementLiftsFenceAndOutcomeInOneTransition() {
        Recovery ended = failedOver();
        assertThat(state(Site.TARGET).claim()).contains("r-1");
        assertThat(state(service).awaiting()).contains("r-1");
        int commits = site.store.commits().size();
        Wish wish = site.wished(Wish.Kind.ACKNOWLEDGE, ended, Owner.FAILOVER);
        assertThat(carriedOut(wish))
                .isEqualTo("acknowledged: a recovery may open again on service:db, " + Site.PRIMARY);
        assertThat(state(Site.TARGET).free()).isTrue();
        assertThat(state(service).free()).isTrue();
        assertThat(site.store.commits())
                .as("the wish, the transition, the answer")
                .hasSize(commits + 3);
        Recovery after = site.recovery("r-1");
        assertThat(after.version()).isEqualTo(ended.version() + 1);
        assertThat(after.closing()).isEqualTo(ended.closing());
        assertThat(site.rows("r-1").getLast()).satisfies(row -> {
            assertThat(row.kind()).isEqualTo(JournalRow.Kind.OPERATOR);
            assertThat(row.sentence()).contains("by Ann: a test");
        });
    }

    @Test
    void aSecondAcknowledgementFindsNothing() {
        Recovery ended = failedOver();
        carriedOut(site.wished(Wish.Kind.ACKNOWLEDGE, ended, Owner.FAILOVER));
        Wish again = Wish.about(ended, Wish.Kind.ACKNOWLEDGE, "w-2", "Ann", "again", site.now());
        site.store.commit(again.writes("operator", site.now()));
        assertThat(carriedOut(again)).isEqualTo("nothing of r-1 waits any more");
    }

    @Test
    void whatAnotherRecoveryHoldsIsLeftToIt() {
        Recovery ended = failedOver();
        var other = site.opened("r-2", Owner.RESTART, new Target.OfInstance(Site.STANDBY), Site.DB, draft -> draft);
        carriedOut(site.wished(Wish.Kind.ACKNOWLEDGE, ended, Owner.FAILOVER));
        assertThat(state(other.target()).claim()).contains("r-2");
    }

    @Test
    void aRaceThatIsLostIsJudgedAgainFromFreshReads() {
        Recovery ended = failedOver();
        Wish wish = site.wished(Wish.Kind.ACKNOWLEDGE, ended, Owner.FAILOVER);
        site.store.contendNext(1);
        assertThat(carriedOut(wish)).startsWith("acknowledged");
        assertThat(state(service).free()).isTrue();
    }

    @Test
    void whatOnlyTheOwnerKnowsIsCarriedOutByItAndAnswered() {
        Recovery ended = failedOver();
        Wish wish = Wish.about(ended, Wish.Kind.FAILBACK, "w-3", "Ann", "a test", site.now());
        site.store.commit(wish.writes("operator", site.now()));
        var wishes =
                new Wishes(site.ports, "writer", Owner.FAILOVER, asked -> Optional.of("carried out: " + asked.kind()));
        assertThat(wishes.carryOut(wish)).isEqualTo("carried out: FAILBACK");
        assertThat(Wish.read(site.store, Wish.key("w-3")).orElseThrow().answer())
                .contains("carried out: FAILBACK");
    }

    @Test
    void aPartThatOthersWereFasterThanLeavesTheWishInTheQueue() {
        Wish wish = Wish.preview(Site.DB, "w-4", "Ann", "a test", site.now());
        site.store.commit(wish.writes("operator", site.now()));
        var wishes = new Wishes(site.ports, "writer", Owner.FAILOVER, asked -> Optional.empty());
        assertThat(wishes.carryOut(wish)).startsWith("others were faster");
        Wish stored = Wish.read(site.store, Wish.key("w-4")).orElseThrow();
        assertThat(stored.answer()).isEmpty();
        assertThat(stored.plan().orElseThrow().failover()).isEqualTo(Site.DB.failover());
    }
}
