package recovery.restart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import recovery.restart.rung.Case;
import recovery.restart.rung.Move;
import recovery.shared.act.Settling;
import recovery.shared.ec2.InstanceState;
import recovery.shared.plan.Rung;
import recovery.shared.record.Intent.State;
import recovery.shared.record.Outcome;
import recovery.shared.record.Stage;

class RestartPolicyTest {
    private static Move next(Case given) {
        return RestartPolicy.next(given.recovery(), given.observation());
    }

    @Test
    void theRungOfTheRecoveryBegins() {
        assertThat(next(Case.of(Rung.STOP_START))).isInstanceOf(Move.Stop.class);
        assertThat(next(Case.of(Rung.START).seen(InstanceState.STOPPED, "Server.ScheduledStop")))
                .isInstanceOf(Move.Start.class);
    }

    @Test
    void nothingIsDoneWhileItIsOpenWhatBecameOfARequest() {
        Case unsettled = Case.of(Rung.STOP_START).stopSent(State.UNKNOWN, "the reply was lost");
        assertThat(next(unsettled)).isInstanceOf(Move.Settle.class);
        assertThat(next(unsettled.record(draft -> draft.cancelled("Ann")))).isInstanceOf(Move.Settle.class);
    }

    @Test
    void aPersonIsToldOnceWhenTheTimeIsOverAndNobodyKnowsWhatBecameOfARequest() {
        Case unknown = Case.of(Rung.STOP_START)
                .stopSent(State.UNKNOWN, "the reply was lost")
                .unreadable();
        assertThat(next(unknown)).isInstanceOf(Move.Wait.class);
        assertThat(next(unknown.overdue())).isInstanceOfSatisfying(Move.Page.class, page -> assertThat(page.reason())
                .contains("nobody knows what became of our request"));
        assertThat(next(unknown.paged("unsettled"))).isInstanceOf(Move.Wait.class);
    }

    @Test
    void aCancellationEndsWhatHasNotBegun() {
        assertThat(next(Case.of(Rung.STOP_START).record(draft -> draft.cancelled("Ann: by mistake"))))
                .isEqualTo(new Move.Close(Outcome.CANCELLED, "a person cancelled it: Ann: by mistake"));
    }

    @Test
    void aCancellationDoesNotHideAStopThatMayBeOurs() {
        Case unclear = Case.of(Rung.STOP_START)
                .stopSent(State.WITHOUT_EFFECT, Settling.UNCLEAR + ": a second apart")
                .record(draft -> draft.cancelled("Ann"));
        assertThat(next(unclear)).isEqualTo(new Move.Close(Outcome.CANCELLED, "a person cancelled it: Ann"));
        Case down = unclear.seen(InstanceState.STOPPED, "Client.UserInitiatedShutdown");
        assertThat(next(down)).isInstanceOfSatisfying(Move.Close.class, close -> {
            assertThat(close.outcome()).isEqualTo(Outcome.NEEDS_PERSON);
            assertThat(close.reason())
                    .isEqualTo(
                            "a person cancelled it: Ann; if it is down, nobody can tell from EC2's time whether it is"
                                    + " our stop or another's");
        });
    }

    @Test
    void whatGoesDownAfterItHealedMayBeOurLateStop() {
        Case late = Case.of(Rung.STOP_START)
                .stopSent(State.WITHOUT_EFFECT, Settling.UNCHANGED)
                .in(Stage.PROOF)
                .seen(InstanceState.STOPPING, "Client.UserInitiatedShutdown", Optional.of(Case.ASKED));
        assertThat(next(late)).isInstanceOfSatisfying(Move.Close.class, close -> assertThat(close.outcome())
                .isEqualTo(Outcome.NEEDS_PERSON));
    }

    @Test
    void aCancellationDoesNotEndAStartThatIsOwed() {
        Case owed = Case.of(Rung.STOP_START)
                .stopSent(State.ACCEPTED, "")
                .in(Stage.START)
                .seen(InstanceState.STOPPED, "Client.UserInitiatedShutdown")
                .record(draft -> draft.cancelled("Ann"));
        assertThat(next(owed)).isInstanceOfSatisfying(Move.Start.class, start -> assertThat(start.owed())
                .isTrue());
    }

    @Test
    void eachStageWaitsForItsOwnThing() {
        Case stopped = Case.of(Rung.STOP_START)
                .stopSent(State.ACCEPTED, "")
                .seen(InstanceState.STOPPED, "Client.UserInitiatedShutdown");
        assertThat(next(stopped.in(Stage.STOP))).isInstanceOf(Move.Enter.class);
        assertThat(next(stopped.in(Stage.START))).isInstanceOf(Move.Start.class);
        assertThat(next(Case.of(Rung.STOP_START).in(Stage.PROOF))).isInstanceOf(Move.Green.class);
    }

    @Test
    void whatIsClosedStaysClosed() {
        Case closed = Case.of(Rung.STOP_START)
                .record(draft -> draft.closes(Outcome.RECOVERED, "it runs", Case.NOW))
                .at(Duration.ofDays(1));
        assertThat(next(closed)).isEqualTo(new Move.Wait("it is closed"));
    }
}
