package recovery.restart;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.restart.rung.Case;
import recovery.restart.rung.Move;
import recovery.shared.act.Settling;
import recovery.shared.alarm.Alarm;
import recovery.shared.alarm.Metric;
import recovery.shared.control.Installation;
import recovery.shared.control.Mode;
import recovery.shared.control.Switch;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.InstanceState;
import recovery.shared.ec2.Power.Permission;
import recovery.shared.guard.Facts;
import recovery.shared.guard.Verdict;
import recovery.shared.look.Look;
import recovery.shared.plan.Rung;
import recovery.shared.record.Group;
import recovery.shared.record.Intent.State;
import recovery.shared.record.Outcome;
import recovery.shared.record.Recovery;
import recovery.shared.record.TargetState;

/** What is asked again just before a stop. */
class PreflightTest {
    private static final Permission GRANTED = new Permission.Granted();
    private static final Permission DENIED = new Permission.Denied("UnauthorizedOperation", "no");
    private static final Permission SILENT = new Permission.Unknown("throttled");

    /** What is true just before the stop; {@code move} is what is to be done instead, empty if the stop may be sent. */
    record Row(
            String why,
            Mode mode,
            Alarm.State alarm,
            Checks.Status system,
            int attempts,
            Permission stop,
            Permission start,
            Permission keys,
            Optional<Class<? extends Move>> move,
            String reason) {
        @Override
        public String toString() {
            return why;
        }
    }

    private static Row sick(
            String why,
            Mode mode,
            int attempts,
            Permission stop,
            Permission start,
            Permission keys,
            Class<? extends Move> move,
            String reason) {
        return new Row(
                why,
                mode,
                Alarm.State.ALARM,
                Checks.Status.IMPAIRED,
                attempts,
                stop,
                start,
                keys,
                Optional.of(move),
                reason);
    }

    static List<Row> rows() {
        return List.of(
                new Row(
                        "it is still sick and nothing is in the way",
                        Mode.ACT,
                        Alarm.State.ALARM,
                        Checks.Status.IMPAIRED,
                        0,
                        GRANTED,
                        GRANTED,
                        GRANTED,
                        Optional.empty(),
                        ""),
                new Row(
                        "alarm and checks are ok by now: the proof is asked for, and nothing is sent",
                        Mode.ACT,
                        Alarm.State.OK,
                        Checks.Status.OK,
                        0,
                        GRANTED,
                        GRANTED,
                        GRANTED,
                        Optional.of(Move.Enter.class),
                        "ok without us"),
                new Row(
                        "the alarm is not yet back to OK: it waits",
                        Mode.ACT,
                        Alarm.State.ALARM,
                        Checks.Status.OK,
                        0,
                        GRANTED,
                        GRANTED,
                        GRANTED,
                        Optional.of(Move.Wait.class),
                        "witness: "),
                sick(
                        "a person switched it off",
                        Mode.OFF,
                        0,
                        GRANTED,
                        GRANTED,
                        GRANTED,
                        Move.Wait.class,
                        "switch: mode OFF"),
                sick(
                        "it only observes now",
                        Mode.OBSERVE,
                        0,
                        GRANTED,
                        GRANTED,
                        GRANTED,
                        Move.Wait.class,
                        "switch: mode OBSERVE"),
                sick(
                        "no attempt is left today",
                        Mode.ACT,
                        3,
                        GRANTED,
                        GRANTED,
                        GRANTED,
                        Move.Close.class,
                        "3 of 3 attempts"),
                sick(
                        "we may not stop it",
                        Mode.ACT,
                        0,
                        DENIED,
                        GRANTED,
                        GRANTED,
                        Move.Close.class,
                        "dry run of stop was denied"),
                sick(
                        "we may not start it again, so it is not stopped",
                        Mode.ACT,
                        0,
                        GRANTED,
                        DENIED,
                        GRANTED,
                        Move.Close.class,
                        "dry run of start was denied"),
                sick(
                        "nobody knows whether we may",
                        Mode.ACT,
                        0,
                        GRANTED,
                        SILENT,
                        GRANTED,
                        Move.Wait.class,
                        "gave no answer"),
                sick(
                        "a key of its volumes cannot be used, so that it would stay down",
                        Mode.ACT,
                        0,
                        GRANTED,
                        GRANTED,
                        DENIED,
                        Move.Close.class,
                        "the use of the keys of its volumes was denied: "),
                sick(
                        "nobody knows whether its keys can be used",
                        Mode.ACT,
                        0,
                        GRANTED,
                        GRANTED,
                        SILENT,
                        Move.Wait.class,
                        "the use of the keys of its volumes gave no answer: "));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void asksAgain(Row row) {
        Recovery recovery = Case.of(Rung.STOP_START).recovery();
        Preflight.Result result = Preflight.judge(
                recovery, facts(recovery, Case.of(Rung.STOP_START), row), row.stop(), row.start(), row.keys());
        assertThat(result.verdicts().stream().map(Verdict::guard))
                .containsExactly("switch", "opt-in", "alarm", "witness", "will", "loss", "group", "rate");
        switch (result) {
            case Preflight.Result.Clear clear ->
                assertThat(row.move()).as(clear.verdicts().toString()).isEmpty();
            case Preflight.Result.Instead(Move move, var verdicts) -> {
                assertThat(row.move()).as(move.toString()).isPresent();
                assertThat(move).isInstanceOf(row.move().orElseThrow());
                assertThat(move.reason()).contains(row.reason());
            }
        }
    }

    /** Somebody else's doing between our decision and our stop, and what is to be done instead. */
    record Change(String why, Case seen, Alarm.State alarm, Class<? extends Move> move, String reason) {
        @Override
        public String toString() {
            return why;
        }
    }

    static List<Change> changes() {
        return List.of(
                new Change(
                        "its owner took the tag away",
                        Case.of(Rung.STOP_START).optedOut(),
                        Alarm.State.ALARM,
                        Move.Close.class,
                        "opt-in: "),
                new Change(
                        "a person stopped it",
                        Case.of(Rung.STOP_START).seen(InstanceState.STOPPED, "Client.UserInitiatedShutdown"),
                        Alarm.State.ALARM,
                        Move.Close.class,
                        "will: "),
                new Change(
                        "its alarm is quiet while EC2 still sees it impaired: another look decides",
                        Case.of(Rung.STOP_START),
                        Alarm.State.OK,
                        Move.Wait.class,
                        "alarm: "));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("changes")
    void whatSomebodyElseDidIsNotUndone(Change change) {
        Recovery recovery = Case.of(Rung.STOP_START).recovery();
        Row sick = new Row(
                change.why(),
                Mode.ACT,
                change.alarm(),
                Checks.Status.IMPAIRED,
                0,
                GRANTED,
                GRANTED,
                GRANTED,
                Optional.empty(),
                "");
        Preflight.Result result =
                Preflight.judge(recovery, facts(recovery, change.seen(), sick), GRANTED, GRANTED, GRANTED);
        Move move = ((Preflight.Result.Instead) result).move();
        assertThat(move).isInstanceOf(change.move());
        assertThat(move.reason()).contains(change.reason());
        if (move instanceof Move.Close close) {
            assertThat(close.outcome()).isEqualTo(Outcome.CANCELLED);
        }
    }

    @Test
    void whatAStopOfOursMayHaveTakenDownIsAPersons() {
        Case down = Case.of(Rung.STOP_START)
                .stopSent(State.WITHOUT_EFFECT, Settling.UNCHANGED)
                .seen(InstanceState.STOPPING, "Client.UserInitiatedShutdown", Optional.of(Case.ASKED));
        Row sick = sick("", Mode.ACT, 0, GRANTED, GRANTED, GRANTED, Move.Close.class, "");
        Facts facts = facts(down.recovery(), down, sick);
        var result = (Preflight.Result.Instead) Preflight.judge(down.recovery(), facts, GRANTED, GRANTED, GRANTED);
        assertThat(result.move()).isInstanceOfSatisfying(Move.Close.class, close -> assertThat(close.outcome())
                .isEqualTo(Outcome.NEEDS_PERSON));
    }

    private static Facts facts(Recovery recovery, Case seen, Row row) {
        var evidence = new Facts.Evidence(Optional.of(Case.ALARM), Case.ASKED, false, false);
        var attempts = Collections.nCopies(row.attempts(), Case.NOW.minus(Duration.ofHours(2)));
        var target = new TargetState(
                recovery.target(),
                Optional.of(recovery.id()),
                attempts,
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                1);
        var slot = new Group.Slot(recovery.target(), "eu-west-1a");
        var own = new Facts.Own(
                new Switch(row.mode(), "anna", "a test", Optional.of(Case.NOW), 1),
                new Installation(Optional.empty(), List.of(), List.of(), 1),
                target,
                new Group("web", Map.of(recovery.id(), slot), Optional.empty(), 1),
                10,
                Map.of(Case.TARGET, "eu-west-1a"),
                List.of());
        var metric = new Metric("AWS/EC2", "StatusCheckFailed_System", Map.of(Metric.INSTANCE, Case.TARGET.value()));
        var alarm = new Alarm(Case.ALARM, "arn:x", row.alarm(), Case.ASKED, true, List.of(metric));
        Checks checks = Case.checks(row.system());
        var world = new Facts.World(
                seen.observation().instance(),
                new Look.Seen<>(checks),
                Optional.of(new Look.Seen<>(alarm)),
                Optional.empty(),
                Map.of(Case.TARGET, checks));
        var matter = new Facts.Matter(
                recovery.plan(),
                recovery.symptom(),
                recovery.target(),
                recovery.rung(),
                evidence,
                Optional.of(recovery.id()));
        return new Facts(Case.NOW, matter, own, Optional.of(world));
    }
}
