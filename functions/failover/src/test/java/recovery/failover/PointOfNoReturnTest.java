package recovery.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static recovery.failover.Case.ADDRESS;
import static recovery.failover.Case.BY_AWS;
import static recovery.failover.Case.MINUTE;
import static recovery.failover.Case.READS;
import static recovery.failover.Case.SECOND;
import static recovery.failover.Case.fenced;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.ec2.InstanceState;
import recovery.shared.record.Intent.Act;
import recovery.shared.record.Intent.State;
import recovery.shared.record.Stage;
import recovery.shared.record.StepState;

/** Before the point of no return what holds a failover back turns it back, and after it there is only forward. */
class PointOfNoReturnTest {
    private static final String TO_STANDBY = " from " + Case.PRIMARY + " to " + Case.STANDBY;

    static List<Row> pointsOfNoReturn() {
        return List.of(
                new Row("before it a mode that observes turns it back", fenced().heldBack(), "TurnBack", "OBSERVE"),
                new Row(
                        "before it the end of the recovery's time turns it back",
                        fenced().overdue(),
                        "TurnBack",
                        "its time was over before the point of no return"),
                new Row(
                        "a second before it is not too late",
                        fenced().at(Duration.ofMinutes(18).minus(SECOND)).lever(READS, Case.PRIMARY.value()),
                        "APPLY signpost reads" + TO_STANDBY,
                        ""),
                new Row(
                        "before it a primary that somebody starts again turns it back",
                        fenced().launchedAgain(InstanceState.RUNNING),
                        "TurnBack",
                        "somebody started " + Case.PRIMARY + " again, which was fenced"),
                new Row(
                        "and one that is only starting",
                        fenced().launchedAgain(InstanceState.PENDING),
                        "TurnBack",
                        "somebody started"),
                new Row(
                        "also one that others had stopped, where nothing is there to take back",
                        others().launchedAgain(InstanceState.RUNNING),
                        "Close NEEDS_PERSON",
                        "somebody started " + Case.PRIMARY + " again, which was fenced"),
                new Row(
                        "also one that others had stopped, where a step is taken back",
                        others().applied(READS).launchedAgain(InstanceState.RUNNING),
                        "TurnBack",
                        "somebody started " + Case.PRIMARY + " again, which was fenced"),
                new Row(
                        "an answer that lags behind our stop does not",
                        fenced().seen(InstanceState.RUNNING, ""),
                        "APPLY signpost reads" + TO_STANDBY,
                        ""),
                new Row(
                        "one that stands still again does not",
                        fenced().launchedAgain(InstanceState.STOPPED),
                        "APPLY signpost reads" + TO_STANDBY,
                        ""),
                new Row(
                        "one that is gone does not",
                        fenced().launchedAgain(InstanceState.TERMINATED),
                        "APPLY signpost reads" + TO_STANDBY,
                        ""),
                new Row(
                        "one that EC2 has forgotten since it was seen terminated does not",
                        others().forgotten(),
                        "APPLY signpost reads" + TO_STANDBY,
                        ""),
                new Row(
                        "where there is no fence the primary may run",
                        Case.unfenced().in(Stage.MOVE).launchedAgain(InstanceState.RUNNING),
                        "APPLY signpost reads" + TO_STANDBY,
                        ""),
                new Row(
                        "after it there is only forward, whatever the mode",
                        passed().heldBack(),
                        "Stands signpost address AFTER",
                        ""),
                new Row("whatever the time", passed().overdue(), "Stands signpost address AFTER", ""),
                new Row(
                        "where somebody starts the primary again a person is called",
                        passed().launchedAgain(InstanceState.RUNNING),
                        "Page two-run",
                        "it runs beside " + Case.STANDBY + ", which serves in its place"),
                new Row(
                        "once, and it goes forward all the same",
                        passed().launchedAgain(InstanceState.RUNNING).paged("two-run"),
                        "Stands signpost address AFTER",
                        ""),
                new Row(
                        "after it a lever that cannot be moved is a person's, and the Start stays owed",
                        passed().leverUnreadable(ADDRESS).lateIn(Stage.MOVE),
                        "Page no-way",
                        "signpost address could not be read"),
                new Row(
                        "where no Start is owed it ends with a person",
                        Case.unfenced()
                                .in(Stage.MOVE)
                                .applied(READS)
                                .sending(ADDRESS)
                                .leverUnreadable(ADDRESS)
                                .lateIn(Stage.MOVE),
                        "Close NEEDS_PERSON",
                        "signpost address could not be read"),
                new Row(
                        "before it a step that was applied is taken back, also where there is no fence",
                        Case.unfenced().in(Stage.MOVE).applied(READS).heldBack(),
                        "TurnBack",
                        "OBSERVE"),
                new Row(
                        "where nothing was applied and nothing is owed there is nothing to take back",
                        Case.unfenced().in(Stage.MOVE).heldBack(),
                        "Close NEEDS_PERSON",
                        "OBSERVE"),
                new Row("off stops it where it stands", passed().off(), "Page off", "it stands still where it is"),
                new Row(
                        "off stops it also before the point of no return",
                        fenced().applied(READS).off(),
                        "Page off",
                        "it stands still where it is"),
                new Row("off calls a person once", passed().off().paged("off"), "Wait", "a person was called"),
                new Row(
                        "off before any step sends the Start that is owed",
                        fenced().off(),
                        "TurnBack",
                        "no step is applied, so the Start that is owed is sent"),
                new Row(
                        "off where nothing is owed sends nothing",
                        Case.unfenced().in(Stage.MOVE).off(),
                        "Page off",
                        "it stands still where it is"));
    }

    /** Others stopped the primary, so that no Start is owed, and that is the fence. */
    private static Case others() {
        return Case.away().in(Stage.MOVE).seen(InstanceState.STOPPED, BY_AWS);
    }

    /** The standby may write, as far as anybody can tell. */
    private static Case passed() {
        return fenced().applied(READS).sending(ADDRESS).lever(ADDRESS, Case.STANDBY.value());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("pointsOfNoReturn")
    void beforeItAndAfterIt(Row row) {
        row.check();
    }

    /** A request to a lever, on a way, and whether the other side may write from then on. */
    record Passing(String why, Case given, Act act, String step, State state, boolean passes) {
        @Override
        public String toString() {
            return why;
        }
    }

    static List<Passing> passings() {
        return List.of(
                new Passing(
                        "a step that lets the other side write", moving(), Act.APPLY, ADDRESS, State.ACCEPTED, true),
                new Passing("one that was seen to have happened", moving(), Act.APPLY, ADDRESS, State.OBSERVED, true),
                new Passing("one that had no effect", moving(), Act.APPLY, ADDRESS, State.WITHOUT_EFFECT, false),
                new Passing("one whose reply was lost", moving(), Act.APPLY, ADDRESS, State.UNKNOWN, false),
                new Passing("a step that lets nobody write", moving(), Act.APPLY, READS, State.ACCEPTED, false),
                new Passing("the way back", moving(), Act.UNDO, ADDRESS, State.ACCEPTED, false),
                new Passing("the way home", Case.home(), Act.APPLY, ADDRESS, State.ACCEPTED, false));
    }

    private static Case moving() {
        return Case.away().stopSent(State.ACCEPTED, "").in(Stage.MOVE);
    }

    /** From there on two would write if the primary were started: the duty to start it ends. */
    @ParameterizedTest(name = "{0}: {5}")
    @MethodSource("passings")
    void thePointOfNoReturnEndsTheDuty(Passing row) {
        var recovery = row.given()
                .asked(row.act(), row.step(), MINUTE, row.state(), "")
                .recovery();
        assertThat(Moving.passesTheReturn(recovery, recovery.lastIntent().orElseThrow()))
                .isEqualTo(row.passes());
    }

    @Test
    void soDoesAStepThatStandsAsPlannedByWhomever() {
        assertThat(passes(moving(), ADDRESS, StepState.Position.AFTER)).isTrue();
        assertThat(passes(moving(), ADDRESS, StepState.Position.BEFORE)).isFalse();
        assertThat(passes(moving(), READS, StepState.Position.AFTER)).isFalse();
        assertThat(passes(Case.home(), ADDRESS, StepState.Position.AFTER)).isFalse();
    }

    private static boolean passes(Case given, String step, StepState.Position position) {
        var passage = given.recovery().passage().orElseThrow();
        return Moving.passesTheReturn(
                given.recovery(), passage.step(step).orElseThrow().at(position));
    }
}
