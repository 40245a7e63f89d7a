package recovery.restart.rung;

import static recovery.restart.rung.Row.BY_AWS;
import static recovery.restart.rung.Row.BY_HAND;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.alarm.Alarm;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.InstanceState;
import recovery.shared.look.Look;
import recovery.shared.plan.Rung;
import recovery.shared.record.Intent.State;
import recovery.shared.record.Outcome;
import recovery.shared.record.Stage;

/** The proof of effect: what is seen, and the move that follows. */
class ProofTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private static Case restarted() {
        return Case.of(Rung.STOP_START)
                .stopSent(State.ACCEPTED, "")
                .startSent(Duration.ofSeconds(30), State.ACCEPTED, "")
                .in(Stage.PROOF)
                .launchedAgain(InstanceState.RUNNING);
    }

    private static Case startedAfterAws() {
        return Case.withStandby(Rung.START)
                .startSent(Duration.ofSeconds(30), State.ACCEPTED, "")
                .in(Stage.PROOF);
    }

    private static Case green(Duration ago) {
        return restarted().record(draft -> draft.greenSince(Optional.of(Case.NOW.minus(ago))));
    }

    static List<Row> proofs() {
        return List.of(
                new Row("everything is ok for the first time", restarted(), "Green", "it must hold for 2 min"),
                new Row("it has not held long enough", green(Duration.ofSeconds(119)), "Wait", "proved at"),
                new Row("it has held for the soak", green(Duration.ofMinutes(2)), "Close RECOVERED", "for 2 min"),
                new Row(
                        "running alone is no success",
                        restarted().system(Checks.Status.INITIALIZING),
                        "Wait",
                        "not yet healthy"),
                new Row(
                        "a type without a check passes it",
                        restarted().system(Checks.Status.NOT_APPLICABLE),
                        "Green",
                        "must hold"),
                new Row(
                        "the old launch proves nothing",
                        restarted().seen(InstanceState.RUNNING, ""),
                        "Wait",
                        "still shows"),
                new Row(
                        "an answer that is behind shows our own stop",
                        restarted().seen(InstanceState.STOPPED, BY_HAND),
                        "Wait",
                        "still shows the launch"),
                new Row(
                        "or what AWS had stopped before our start",
                        startedAfterAws().seen(InstanceState.STOPPED, BY_AWS),
                        "Wait",
                        "still shows the launch"),
                new Row(
                        "which is no proof for ever",
                        restarted().seen(InstanceState.STOPPED, BY_HAND).lateIn(Stage.PROOF),
                        "Close NEEDS_PERSON",
                        "did not help in time: EC2 still shows the launch"),
                new Row(
                        "without a request of ours it is no old answer",
                        Case.of(Rung.STOP_START).in(Stage.PROOF).seen(InstanceState.STOPPED, BY_HAND),
                        "Close CANCELLED",
                        "somebody's will"),
                new Row("the alarm still rings", restarted().alarmIs(Alarm.State.ALARM), "Wait", "is ALARM"),
                new Row(
                        "the alarm lacks data",
                        restarted().alarmIs(Alarm.State.INSUFFICIENT_DATA),
                        "Wait",
                        "is INSUFF"),
                new Row(
                        "the alarm was deleted: the checks speak",
                        restarted().alarm(new Look.Absent<>("deleted")),
                        "Green",
                        "must hold"),
                new Row(
                        "the alarm cannot be read",
                        restarted().alarm(new Look.Unreadable<>("throttled")),
                        "Wait",
                        "could not be read: throttled"),
                new Row("the checks cannot be read", restarted().checksUnreadable(), "Wait", "could not be read"),
                new Row(
                        "what was ok is ok no more: the soak begins anew",
                        green(MINUTE).system(Checks.Status.IMPAIRED),
                        "Green no more",
                        "impaired"),
                new Row(
                        "what had healed by itself is broken again: the rung begins",
                        Case.of(Rung.STOP_START).in(Stage.PROOF).system(Checks.Status.IMPAIRED),
                        "Enter REQUESTED",
                        "nothing was tried yet"),
                new Row(
                        "it did not help in time",
                        restarted().lateIn(Stage.PROOF).system(Checks.Status.IMPAIRED),
                        "Close NEEDS_PERSON",
                        "did not help in time"),
                new Row(
                        "somebody stopped it again",
                        restarted().launchedAgain(InstanceState.STOPPED, BY_HAND),
                        "Close CANCELLED",
                        "somebody's will"),
                new Row(
                        "it stopped again by nobody's will",
                        restarted().launchedAgain(InstanceState.STOPPED, "Server.InternalError"),
                        "Close NEEDS_PERSON",
                        "stopped again"),
                new Row("EC2 does not tell", restarted().unreadable(), "Wait", "throttled"),
                new Row(
                        "AWS took it while it was watched",
                        restarted().seen(InstanceState.TERMINATED, "Server.InternalError"),
                        "Close NEEDS_PERSON, nothing owed",
                        "terminated"),
                new Row(
                        "it healed without us",
                        Case.of(Rung.STOP_START)
                                .in(Stage.PROOF)
                                .record(draft -> draft.greenSince(Optional.of(Case.NOW.minus(Duration.ofMinutes(2))))),
                        "Close HEALED_ITSELF",
                        "for 2 min"),
                new Row(
                        "it healed though a stop of ours was refused",
                        Case.of(Rung.STOP_START)
                                .stopSent(State.WITHOUT_EFFECT, "RequestLimitExceeded: slowly")
                                .in(Stage.PROOF)
                                .record(draft -> draft.greenSince(Optional.of(Case.NOW.minus(Duration.ofMinutes(2))))),
                        "Close " + Outcome.HEALED_ITSELF,
                        "for 2 min"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("proofs")
    void theProof(Row row) {
        row.check(Proof::next);
    }
}
