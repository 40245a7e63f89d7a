package recovery.failover;

import static recovery.failover.Case.ADDRESS;
import static recovery.failover.Case.MINUTE;
import static recovery.failover.Case.READS;
import static recovery.failover.Case.SECOND;
import static recovery.failover.Case.THREE_MINUTES;
import static recovery.failover.Case.fenced;
import static recovery.failover.Case.moved;
import static recovery.failover.Case.unseen;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.failover.step.Step;
import recovery.shared.record.Intent.Act;
import recovery.shared.record.Intent.State;
import recovery.shared.record.Stage;

/** The levers on their way back, the last one first, and the fence after all of them. */
class WayBackTest {
    private static final String TO_PRIMARY = " from " + Case.STANDBY + " to " + Case.PRIMARY;

    static List<Row> waysBack() {
        return List.of(
                new Row(
                        "the last lever goes back first",
                        back(moved()),
                        "UNDO signpost address" + TO_PRIMARY,
                        "signpost address: "),
                new Row("then the one before", back(), "UNDO signpost reads" + TO_PRIMARY, "signpost reads: "),
                new Row(
                        "a mode that observes does not hold the way back",
                        back().heldBack(),
                        "UNDO signpost reads" + TO_PRIMARY,
                        "signpost reads: "),
                new Row("off does", back().off(), "Page off", "it stands still where it is"),
                new Row(
                        "a lever that stands as before is written down",
                        back().lever(READS, Case.PRIMARY.value()),
                        "Stands signpost reads BEFORE",
                        "signpost reads is " + Case.PRIMARY),
                new Row(
                        "a lever that shows nothing of what AWS just accepted is not believed to stand as before",
                        back(fenced().accepted(Act.APPLY, READS, MINUTE.minus(SECOND))),
                        "Wait",
                        "signpost reads may still move"),
                new Row(
                        "after a minute it is",
                        back(fenced().accepted(Act.APPLY, READS, MINUTE)),
                        "Stands signpost reads BEFORE",
                        "signpost reads is " + Case.PRIMARY),
                new Row(
                        "nor is one that was seen as planned and shows the old setting once more",
                        back(fenced().accepted(Act.APPLY, READS, MINUTE.minus(SECOND))
                                .applied(READS)
                                .lever(READS, Case.PRIMARY.value())),
                        "Wait",
                        "signpost reads may still move"),
                new Row(
                        "until a minute is over",
                        back(fenced().accepted(Act.APPLY, READS, MINUTE)
                                .applied(READS)
                                .lever(READS, Case.PRIMARY.value())),
                        "Stands signpost reads BEFORE",
                        "signpost reads is " + Case.PRIMARY),
                new Row(
                        "half-way out it is taken back after a minute as well",
                        back(fenced().lever(READS, "both").accepted(Act.APPLY, READS, MINUTE)),
                        "UNDO signpost reads from both to " + Case.PRIMARY,
                        "signpost reads: both to "),
                new Row(
                        "what has not yet taken effect is awaited",
                        back().lever(READS, Case.PRIMARY.value()).effect(new Step.Effect.NotYet("AWS tells it around")),
                        "Wait",
                        "signpost reads: AWS tells it around"),
                new Row(
                        "the fence is taken back last",
                        back(fenced()),
                        "Enter START",
                        "everything is taken back: the side that was fenced is started"),
                new Row(
                        "where nothing is owed it ends, and says why it went back",
                        Case.unfenced().turnedBack("a test").in(Stage.UNDO),
                        "Close ROLLED_BACK",
                        "every lever stands as before: a test"),
                new Row(
                        "the refusal on the way out does not count on the way back",
                        back().asked(Act.APPLY, ADDRESS, SECOND, State.WITHOUT_EFFECT, "Final no"),
                        "UNDO signpost reads" + TO_PRIMARY,
                        "signpost reads: "),
                new Row(
                        "nor does it of the same lever, which stands half-way",
                        back(fenced().lever(READS, "both")
                                .sending(READS)
                                .asked(Act.APPLY, READS, SECOND, State.WITHOUT_EFFECT, "Final no")),
                        "UNDO signpost reads from both to " + Case.PRIMARY,
                        "signpost reads: both to "),
                new Row(
                        "an undo that was never sent is sent, though the way out was accepted",
                        unseen(
                                back(fenced().accepted(Act.APPLY, READS, THREE_MINUTES)
                                        .applied(READS)),
                                Act.UNDO),
                        "UNDO signpost reads" + TO_PRIMARY,
                        "signpost reads: "),
                new Row(
                        "what cannot be taken back is a person's",
                        stuck(back()),
                        "Page undo:signpost reads",
                        "it could not be taken back: signpost reads was refused"),
                new Row(
                        "and is not closed while a Start is owed",
                        stuck(back()).paged("undo:signpost reads"),
                        "Wait",
                        "it could not be taken back"),
                new Row(
                        "where nothing is owed a person is called as well",
                        stuck(backUnfenced()),
                        "Page undo:signpost reads",
                        "it could not be taken back"),
                new Row(
                        "before it ends",
                        stuck(backUnfenced()).paged("undo:signpost reads"),
                        "Close NEEDS_PERSON",
                        "it could not be taken back"));
    }

    private static Case back() {
        return back(fenced().applied(READS));
    }

    private static Case back(Case given) {
        return given.turnedBack("a test").in(Stage.UNDO);
    }

    private static Case backUnfenced() {
        return Case.unfenced().applied(READS).turnedBack("a test").in(Stage.UNDO);
    }

    private static Case stuck(Case given) {
        return given.refused(READS, 3);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysBack")
    void onTheWayBack(Row row) {
        row.check();
    }
}
