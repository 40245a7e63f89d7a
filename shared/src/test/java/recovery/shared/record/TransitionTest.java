package recovery.shared.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static recovery.shared.record.Sample.NOW;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.control.Installation;
import recovery.shared.control.Mode;
import recovery.shared.control.Switch;
import recovery.shared.journal.JournalRow;
import recovery.shared.store.Transaction;
import recovery.shared.store.Write;

/** What may never happen to a recovery is refused, whoever asks for it; all that moves is in one transaction. */
class TransitionTest {
    private static final Recovery OPENED = Sample.opened();
    private static final Recovery CLOSED = closed(OPENED.next()).done();
    private static final Recovery ASKED =
            OPENED.next().intends(Sample.stop("a-1")).done();
    private static final Recovery OWING = OPENED.next().owesStart(NOW).done();

    static Stream<Arguments> refusals() {
        return Stream.of(
                refused("a version twice", OPENED, next -> OPENED, "moves by one version"),
                refused("a version left out", OPENED, next -> next.next().done(), "moves by one version"),
                refused("a version back", ASKED, next -> OPENED, "moves by one version"),
                refused("versions far ahead", OPENED, next -> Sample.full(), "moves by one version"),
                refused("opening it again", CLOSED, TransitionTest::reopened, "stays closed"),
                refused(
                        "closing with a request just noted",
                        ASKED,
                        next -> closed(ASKED.next()).done(),
                        "closes with no request unsettled"),
                refused(
                        "closing with a Start owed",
                        OWING,
                        next -> closed(OWING.next()).done(),
                        "closes with no Start owed"),
                refused(
                        "another owner with a request just noted",
                        ASKED,
                        next -> ASKED.next().ownedBy(Owner.FAILOVER).done(),
                        "changes its owner with no request unsettled"),
                refused(
                        "a second request beside an unsettled one",
                        ASKED,
                        next -> ASKED.next().intends(Sample.stop("a-2")).done(),
                        "notes a request with no other one unsettled"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void isRefused(String why, Recovery before, UnaryOperator<Recovery> change, String rule) {
        Recovery after = change.apply(before.next().done());
        assertThatThrownBy(() -> Transition.of(before, after, "writer"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("recovery r-1 " + rule + ", or not at all");
    }

    @Test
    void itDoesNotTurnIntoAnotherRecovery() {
        Recovery other = Sample.like(OPENED, "r-9", 2, OPENED.target(), OPENED.plan());
        assertThat(allowed(OPENED, OPENED.next().done())).isTrue();
        assertThat(allowed(OPENED, other)).isFalse();
    }

    @Test
    void itOpensWithTheFirstVersionOnly() {
        Recovery second = OPENED.next().done();
        assertThatThrownBy(() -> Transition.opening(second, "writer")).hasMessageContaining("opens with version 1");
    }

    @Test
    void itDoesNotOpenClosed() {
        Recovery born = recovery(1, CLOSED);
        assertThatThrownBy(() -> Transition.opening(born, "writer")).hasMessageContaining("opens with version 1");
    }

    @ParameterizedTest(name = "closing and another owner, with a request that is {0}")
    @EnumSource(Intent.State.class)
    void onlyASettledRequestLetsItCloseOrChangeHands(Intent.State state) {
        Recovery before = OPENED.next()
                .intends(Sample.stop("a-1").is(state, "so it is", NOW))
                .done();
        boolean settled =
                switch (state) {
                    case WRITTEN, UNKNOWN -> false;
                    case ACCEPTED, WITHOUT_EFFECT, OBSERVED -> true;
                };
        assertThat(allowed(before, closed(before.next()).done())).isEqualTo(settled);
        assertThat(allowed(before, before.next().ownedBy(Owner.FAILOVER).done()))
                .isEqualTo(settled);
        assertThat(allowed(before, before.next().intends(Sample.stop("a-2")).done()))
                .isEqualTo(settled);
    }

    @Test
    void aRequestMayBeSettledAndTheRecoveryClosedAtOnce() {
        Intent known = Sample.stop("a-1").is(Intent.State.WITHOUT_EFFECT, "refused", NOW);
        assertThat(allowed(ASKED, closed(ASKED.next().settles(known)).done())).isTrue();
    }

    @Test
    void aClosedRecoveryStillTellsItsNotices() {
        Recovery closed = closed(OPENED.next().tells(Sample.NOTICE)).done();
        assertThat(allowed(closed, closed.next().told(Sample.NOTICE).done())).isTrue();
    }

    @Test
    void anOpenRecoveryKeepsItsClaim() {
        TargetState mine = unclaimed().claimedBy(Sample.ID);
        Transition open = Transition.of(OPENED, OPENED.next().done(), "writer");
        for (TargetState other : List.of(
                mine.released(Sample.ID, Outcome.RECOVERED, NOW), unclaimed().claimedBy("r-2"))) {
            assertThatThrownBy(() -> open.with(other))
                    .hasMessage("recovery r-1 keeps its claim while open, or not at all");
        }
        assertThat(open.with(mine)).isSameAs(open);
    }

    @Test
    void aClosingRecoveryGivesItsClaimAway() {
        TargetState released = unclaimed().claimedBy(Sample.ID).released(Sample.ID, Outcome.RECOVERED, NOW);
        Transition.Ready step =
                Sample.ready(Transition.of(OPENED, CLOSED, "writer").with(released), "it is well again");
        assertThat(step.writes()).contains(new Write.Put(released.item("writer")));
    }

    @Test
    void allThatMovesIsInOneTransactionWithOneJournalRow() {
        var mode = new Switch(Mode.ACT, "anna", "", Optional.empty(), 4);
        var group = new Group("web", Map.of(), Optional.empty(), 2)
                .reserved(Sample.ID, new Group.Slot(Sample.TARGET, "eu-central-1a"));
        var target = unclaimed().claimedBy(Sample.ID);
        var installation = new Installation(Optional.empty(), List.of(), List.of(), 9);
        Transition.Ready step = Transition.of(OPENED, ASKED, "writer")
                .with(target)
                .with(group)
                .judgedBy(mode)
                .judgedBy(installation)
                .because(JournalRow.Kind.INTENT, NOW, "Stop: its host is broken", Map.of("intent", "a-1"));
        Transaction.check(step.writes());
        assertThat(step.writes())
                .containsExactly(
                        new Write.Put(RecoveryItem.of(ASKED, "writer")),
                        new Write.Put(target.item("writer")),
                        new Write.Put(group.item("writer")),
                        new Write.Check(Switch.KEY, 4),
                        new Write.Check(Installation.KEY, 9),
                        new Write.Append(new JournalRow(
                                "r-1",
                                "00000002",
                                Sample.WEB_1.value(),
                                NOW,
                                JournalRow.Kind.INTENT,
                                "Stop: its host is broken",
                                Map.of(
                                        "recovery",
                                        "r-1",
                                        "version",
                                        2L,
                                        "owner",
                                        "RESTART",
                                        "target",
                                        Sample.WEB_1.value(),
                                        "symptom",
                                        "SYSTEM",
                                        "plan",
                                        "web",
                                        "stage",
                                        "REQUESTED",
                                        "rung",
                                        "none",
                                        "intent",
                                        "a-1"))));
    }

    private static Arguments refused(String why, Recovery before, UnaryOperator<Recovery> change, String rule) {
        return Arguments.of(why, before, change, rule);
    }

    private static RecoveryDraft closed(RecoveryDraft draft) {
        return draft.closes(Outcome.RECOVERED, "it is well again", NOW);
    }

    private static Recovery reopened(Recovery next) {
        return recovery(next.version(), OPENED);
    }

    private static Recovery recovery(long version, Recovery like) {
        return Sample.like(like, like.id(), version, like.target(), like.plan());
    }

    private static TargetState unclaimed() {
        return new TargetState(
                Sample.TARGET, Optional.empty(), List.of(), Map.of(), Optional.empty(), Optional.empty(), 0);
    }

    private static boolean allowed(Recovery before, Recovery after) {
        try {
            Transition.of(before, after, "writer");
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }
}
