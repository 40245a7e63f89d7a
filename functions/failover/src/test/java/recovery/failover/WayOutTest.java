package recovery.failover;

import static recovery.failover.Case.MINUTE;
import static recovery.failover.Case.READS;
import static recovery.failover.Case.SECOND;
import static recovery.failover.Case.THREE_MINUTES;
import static recovery.failover.Case.fenced;
import static recovery.failover.Case.moved;
import static recovery.failover.Case.unseen;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.failover.step.Step;
import recovery.shared.record.Intent.Act;
import recovery.shared.record.Intent.State;
import recovery.shared.record.Stage;

/** The levers on their way out, one after the other. */
class WayOutTest {
    private static final String TO_STANDBY = " from " + Case.PRIMARY + " to " + Case.STANDBY;

    static List<Row> waysOut() {
        return List.of(
                new Row("the first lever is moved", fenced(), "APPLY signpost reads" + TO_STANDBY, "signpost reads: "),
                new Row(
                        "then the next one",
                        fenced().applied(READS),
                        "APPLY signpost address" + TO_STANDBY,
                        "signpost address: "),
                new Row("then it is proved", moved(), "Enter PROOF", "all 2 steps are applied"),
                new Row(
                        "a lever that stands as planned is written down",
                        fenced().sending(READS).lever(READS, Case.STANDBY.value()),
                        "Stands signpost reads AFTER",
                        "signpost reads is " + Case.STANDBY),
                new Row(
                        "one that stood so from the beginning is not asked at all",
                        fenced().already(READS),
                        "Stands signpost reads AFTER",
                        "signpost reads is " + Case.STANDBY),
                new Row(
                        "nor on the way back",
                        fenced().already(READS)
                                .applied(READS)
                                .turnedBack("a test")
                                .in(Stage.UNDO),
                        "Stands signpost reads BEFORE",
                        "signpost reads is " + Case.STANDBY),
                new Row(
                        "a lever half-way is moved on",
                        fenced().sending(READS).lever(READS, "both"),
                        "APPLY signpost reads from both to " + Case.STANDBY,
                        "signpost reads: both to "),
                new Row(
                        "what AWS accepted may show itself later",
                        fenced().accepted(Act.APPLY, READS, MINUTE.minus(SECOND)),
                        "Wait",
                        "signpost reads may still move"),
                new Row(
                        "what AWS accepted is not sent twice",
                        fenced().accepted(Act.APPLY, READS, MINUTE),
                        "Wait",
                        "signpost reads does not show what AWS accepted"),
                new Row(
                        "what AWS accepted and never shows turns it back",
                        fenced().accepted(Act.APPLY, READS, MINUTE).lateIn(Stage.MOVE),
                        "TurnBack",
                        "signpost reads does not show what AWS accepted"),
                new Row(
                        "what was seen to move is moved on without a pause",
                        fenced().accepted(Act.APPLY, READS, SECOND).lever(READS, "both"),
                        "APPLY signpost reads from both to " + Case.STANDBY,
                        "signpost reads: both to "),
                new Row(
                        "what has not yet taken effect is awaited",
                        notYet(fenced()),
                        "Wait",
                        "signpost reads: AWS tells it around"),
                new Row(
                        "what takes no effect in the step's time is taken back",
                        notYet(fenced()).lateIn(Stage.MOVE),
                        "TurnBack",
                        "signpost reads: AWS tells it around"),
                new Row(
                        "what AWS lost is sent again",
                        lost(),
                        "APPLY signpost reads from " + Case.STANDBY + " to " + Case.STANDBY,
                        "signpost reads is sent again: it forgot"),
                new Row(
                        "somebody else moves it: nothing is sent, and a person is called",
                        fenced().lever(READS, "elsewhere"),
                        "Page somebody-else:signpost reads",
                        "signpost reads is elsewhere, neither as before (" + Case.PRIMARY + ") nor as planned ("
                                + Case.STANDBY + ")"),
                new Row(
                        "also half of the way, as long as nothing of ours was sent",
                        fenced().lever(READS, "both"),
                        "Page somebody-else:signpost reads",
                        "signpost reads is both, neither as before"),
                new Row(
                        "unless it may be a request of ours that came late",
                        unseen(fenced().lever(READS, "both"), Act.APPLY),
                        "APPLY signpost reads from both to " + Case.STANDBY,
                        "signpost reads: "),
                new Row(
                        "all of the way there is nothing left to send",
                        fenced().lever(READS, Case.STANDBY.value()),
                        "Stands signpost reads AFTER",
                        ""),
                new Row(
                        "a person is called once",
                        fenced().lever(READS, "elsewhere").paged("somebody-else:signpost reads"),
                        "Wait",
                        "a person was called"),
                new Row(
                        "a lever that cannot be read is not moved",
                        fenced().leverUnreadable(READS),
                        "Wait",
                        "signpost reads could not be read: throttled"),
                new Row(
                        "a lever that cannot be read in the step's time turns it back",
                        fenced().lateIn(Stage.MOVE).leverUnreadable(READS),
                        "TurnBack",
                        "signpost reads could not be read: throttled"));
    }

    static List<Row> refusals() {
        return List.of(
                new Row(
                        "a refusal for good turns it back",
                        refused("Final AccessDenied: no", MINUTE),
                        "TurnBack",
                        "signpost reads was refused: Final AccessDenied: no"),
                new Row(
                        "a passing one is not asked again at once",
                        refused("Throttling: slowly", Duration.ofSeconds(14)),
                        "Wait",
                        "signpost reads was answered Throttling: slowly"),
                new Row(
                        "but after a pause",
                        refused("Throttling: slowly", Duration.ofSeconds(15)),
                        "APPLY signpost reads" + TO_STANDBY,
                        "signpost reads: "),
                new Row(
                        "twice refused may be asked once more",
                        fenced().refused(READS, 2),
                        "APPLY signpost reads" + TO_STANDBY,
                        "signpost reads: "),
                new Row(
                        "three refusals are enough",
                        fenced().refused(READS, 3),
                        "TurnBack",
                        "signpost reads was refused: too often"),
                new Row(
                        "what AWS lost is not sent again at once either",
                        lost().asked(Act.APPLY, READS, SECOND, State.WITHOUT_EFFECT, "Throttling: slowly"),
                        "Wait",
                        "signpost reads was answered Throttling: slowly"),
                new Row(
                        "nor after a refusal for good",
                        lost().asked(Act.APPLY, READS, MINUTE, State.WITHOUT_EFFECT, "Final AccessDenied: no"),
                        "TurnBack",
                        "signpost reads was refused: Final AccessDenied: no"),
                new Row(
                        "nor more than three times",
                        lost().refused(READS, 3),
                        "TurnBack",
                        "signpost reads was refused: too often"),
                new Row(
                        "a second request that was never sent is sent, though the first was accepted",
                        unseen(
                                fenced().accepted(Act.APPLY, READS, THREE_MINUTES)
                                        .lever(READS, "both"),
                                Act.APPLY),
                        "APPLY signpost reads from both to " + Case.STANDBY,
                        "signpost reads: "),
                new Row(
                        "the refusal of one lever says nothing of another",
                        fenced().applied(READS).asked(Act.APPLY, READS, SECOND, State.WITHOUT_EFFECT, "Final no"),
                        "APPLY signpost address" + TO_STANDBY,
                        "signpost address: "));
    }

    private static Case notYet(Case given) {
        return given.sending(READS)
                .lever(READS, Case.STANDBY.value())
                .effect(new Step.Effect.NotYet("AWS tells it around"));
    }

    /** AWS accepted a request for the first lever, shows it, and has forgotten it. */
    private static Case lost() {
        return fenced().accepted(Act.APPLY, READS, MINUTE)
                .lever(READS, Case.STANDBY.value())
                .effect(new Step.Effect.Lost("it forgot"));
    }

    private static Case refused(String answer, Duration ago) {
        return fenced().refused(READS, 1).asked(Act.APPLY, READS, ago, State.WITHOUT_EFFECT, answer);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"waysOut", "refusals"})
    void onTheWayOut(Row row) {
        row.check();
    }
}
