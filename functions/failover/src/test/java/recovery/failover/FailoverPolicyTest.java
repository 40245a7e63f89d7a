package recovery.failover;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static recovery.failover.Case.ADDRESS;
import static recovery.failover.Case.ASKED;
import static recovery.failover.Case.BY_HAND;
import static recovery.failover.Case.MINUTE;
import static recovery.failover.Case.READS;
import static recovery.failover.Case.SECOND;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.act.Settling;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.InstanceState;
import recovery.shared.record.Intent.Act;
import recovery.shared.record.Intent.State;
import recovery.shared.record.Stage;

/** A failover before its first step, and one of whose last request nobody knows what became. */
class FailoverPolicyTest {
    private static final String PREPARED = "Prepare [signpost reads {to=" + Case.PRIMARY + "} {to=" + Case.STANDBY
            + "}, signpost address {to=" + Case.PRIMARY + "} {to=" + Case.STANDBY + "}]";

    static List<Row> beginnings() {
        return List.of(
                new Row("the undo of every step is stored before anything else", unprepared(), PREPARED, "all 2 steps"),
                new Row("what was just opened is prepared first", Case.away().untouched(), PREPARED, "all 2 steps"),
                new Row("the fence comes before the first step", Case.away(), "Enter STOP", "the fence comes first"),
                new Row("a plan may declare it safe without a fence", Case.unfenced(), "Enter MOVE", "safe without"),
                new Row(
                        "an unhealthy other side is awaited",
                        unprepared()
                                .other(Checks.Status.IMPAIRED)
                                .at(Duration.ofMinutes(3).minus(SECOND)),
                        "Wait",
                        "the other side is not ready to serve: "),
                new Row(
                        "an unhealthy other side is no help when the step's time is over",
                        unprepared().other(Checks.Status.IMPAIRED).at(Duration.ofMinutes(3)),
                        "Close NEEDS_PERSON",
                        "the other side is not ready to serve: "),
                new Row(
                        "another side of which EC2 does not tell is not ready",
                        unprepared().otherUnreadable(),
                        "Wait",
                        "its status could not be read: throttled"),
                new Row(
                        "without the undo of one lever nothing begins",
                        unprepared().leverUnreadable(ADDRESS),
                        "Wait",
                        "signpost address could not be read: throttled"),
                new Row(
                        "a lever that cannot go where the plan says is a person's",
                        unprepared().lever(READS, "elsewhere"),
                        "Close NEEDS_PERSON",
                        "signpost reads cannot be moved: it points to elsewhere"),
                new Row(
                        "a lever that was moved since its undo was stored lets nothing begin",
                        Case.away().lever(ADDRESS, "elsewhere"),
                        "Wait",
                        "signpost address is elsewhere and not " + Case.PRIMARY + " any more: somebody has moved it"),
                new Row(
                        "nor does one that cannot be read",
                        Case.away().leverUnreadable(ADDRESS),
                        "Wait",
                        "signpost address could not be read: throttled"),
                new Row(
                        "when the step's time is over it is a person's",
                        Case.away().lever(ADDRESS, "elsewhere").at(Duration.ofMinutes(3)),
                        "Close NEEDS_PERSON",
                        "signpost address is elsewhere"),
                new Row(
                        "the standby that serves is not stopped for a primary that is not ready",
                        Case.home().other(Checks.Status.IMPAIRED),
                        "Wait",
                        "the other side is not ready to serve: "),
                new Row(
                        "nor for a lever that somebody has moved since the failover",
                        Case.home().lever(READS, "elsewhere").at(Duration.ofMinutes(3)),
                        "Close ROLLED_BACK",
                        "nothing has moved: signpost reads is elsewhere and not " + Case.STANDBY + " any more"),
                new Row("it goes home from how the levers stand", Case.home(), "Enter STOP", "the fence comes first"),
                new Row("nothing begins while we only observe", Case.away().heldBack(), "Wait", "the mode is OBSERVE"),
                new Row("off means that nothing begins", Case.away().off(), "Wait", "the mode is OFF"),
                new Row(
                        "what could not begin in its time is a person's",
                        Case.away().heldBack().overdue(),
                        "Close NEEDS_PERSON",
                        "nothing could begin before its time was over"),
                new Row(
                        "what came too late to its first step is a person's",
                        Case.away().overdue(),
                        "Close NEEDS_PERSON",
                        "its time was over before the first step"),
                new Row(
                        "a second before it is not too late",
                        Case.away().at(Duration.ofMinutes(18).minus(SECOND)),
                        "Enter STOP",
                        ""),
                new Row(
                        "a person cancels it before anything has begun",
                        Case.away().cancelled().heldBack(),
                        "Close CANCELLED",
                        "a person cancelled it: Ann: a test"),
                new Row(
                        "a failback that is cancelled leaves the standby serving, which a person must know",
                        Case.home().cancelled().heldBack(),
                        "Close ROLLED_BACK",
                        "a person cancelled it: Ann: a test"),
                new Row(
                        "a Start that came along from restart is sent when nothing may begin",
                        Case.away().owed().heldBack(),
                        "TurnBack",
                        "the mode is OBSERVE"),
                new Row(
                        "off holds a Start that came along from restart not back either",
                        Case.away().owed().off(),
                        "TurnBack",
                        "no step is applied, so the Start that is owed is sent"),
                new Row(
                        "a plan without failover leaves it to a person",
                        Case.planless(),
                        "Close NEEDS_PERSON",
                        "the plan has no failover"),
                new Row(
                        "and keeps the Start that is owed",
                        Case.planless().owed(),
                        "Page no-way",
                        "the plan has no failover"),
                new Row("a person is called once", Case.planless().owed().paged("no-way"), "Wait", "was called"),
                new Row("what is closed stays closed", Case.away().closed(), "Wait", "it is closed"));
    }

    private static Case unprepared() {
        return Case.away().unprepared();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("beginnings")
    void beforeItBegins(Row row) {
        row.check();
    }

    static List<Row> unsettled() {
        return List.of(
                new Row(
                        "whoever noted a request may be sending it",
                        asked(State.WRITTEN, "").at(MINUTE.minus(SECOND)),
                        "Wait",
                        "may be sending it until"),
                new Row(
                        "until its time is over",
                        asked(State.WRITTEN, "").at(MINUTE),
                        "Settle APPLY UNKNOWN",
                        "never said"),
                new Row(
                        "a lever that cannot be read tells nothing of a lost reply",
                        asked(State.UNKNOWN, "").leverUnreadable(READS),
                        "Wait",
                        "signpost reads could not be read: throttled"),
                new Row(
                        "a lever that has moved tells that a request happened",
                        asked(State.UNKNOWN, "").lever(READS, Case.STANDBY.value()),
                        "Settle APPLY OBSERVED",
                        "the lever has moved"),
                new Row(
                        "one that is half-way there too",
                        asked(State.UNKNOWN, "").lever(READS, "both"),
                        "Settle APPLY OBSERVED",
                        "the lever has moved"),
                new Row(
                        "one that somebody else moved tells nothing: a person is called",
                        asked(State.UNKNOWN, "").lever(READS, "elsewhere"),
                        "Page somebody-else:signpost reads",
                        "signpost reads is elsewhere, neither as before"),
                new Row(
                        "and is waited for then",
                        asked(State.UNKNOWN, "").lever(READS, "elsewhere").paged("somebody-else:signpost reads"),
                        "Wait",
                        "a person was called"),
                new Row(
                        "one look at a lever that stands as before proves nothing",
                        asked(State.UNKNOWN, ""),
                        "Settle APPLY UNKNOWN",
                        "a first read says"),
                new Row(
                        "a second look a minute later proves that nothing happened",
                        asked(State.UNKNOWN, "a first read says: " + Settling.UNCHANGED),
                        "Settle APPLY WITHOUT_EFFECT",
                        Settling.UNCHANGED),
                new Row(
                        "a stop whose reply was lost is settled by what EC2 shows",
                        Case.away()
                                .stopSent(State.UNKNOWN, "")
                                .in(Stage.STOP)
                                .seen(InstanceState.STOPPED, BY_HAND, Optional.of(ASKED)),
                        "Settle STOP OBSERVED",
                        "EC2 says that it was stopped"));
    }

    /** A request to the first lever was noted a minute ago. */
    private static Case asked(State state, String answer) {
        return Case.away()
                .sending(READS)
                .asked(Act.APPLY, READS, MINUTE, state, answer)
                .in(Stage.MOVE);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unsettled")
    void whatBecameOfARequest(Row row) {
        row.check();
    }

    @Test
    void aRecordNamesNoStepThatThePlanDoesNotKnow() {
        assertThatThrownBy(() -> Case.away().sight().lever("signpost writes"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the plan has no step signpost writes any more");
    }
}
