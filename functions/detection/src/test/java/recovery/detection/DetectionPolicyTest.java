package recovery.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.alarm.Alarm;
import recovery.shared.control.Mode;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.InstanceId;
import recovery.shared.guard.Verdict;
import recovery.shared.plan.Rung;
import recovery.shared.plan.Symptom;

class DetectionPolicyTest {
    private static final Duration JUST_NOW = Duration.ZERO;

    /** A situation, for how long it has been held, and what must come of it. */
    record Row(String why, Scene scene, Duration held, Class<? extends Decision> decision, String reason) {
        @Override
        public String toString() {
            return why;
        }
    }

    private static Row recovers(String why, Scene scene, String reason) {
        return new Row(why, scene, JUST_NOW, Decision.Recover.class, reason);
    }

    private static Row holds(String why, Scene scene, String reason) {
        return new Row(why, scene, JUST_NOW, Decision.Hold.class, reason);
    }

    private static Row ignores(String why, Scene scene, String reason) {
        return new Row(why, scene, Duration.ofDays(1), Decision.Ignore.class, reason);
    }

    private static Row escalates(String why, Scene scene, Duration held, String reason) {
        return new Row(why, scene, held, Decision.Escalate.class, reason);
    }

    static List<Row> rows() {
        return List.of(
                recovers("nothing is in the way", new Scene(), "SYSTEM on i-00000000000000001: STOP_START by plan web"),
                recovers(
                        "a symptom without a rung goes to the failover of which it is the primary",
                        new Scene()
                                .plan(Scene.plan(Scene.FAILOVER.formatted(Scene.TARGET)))
                                .symptom(Symptom.INSTANCE),
                        "failover by plan web"),
                holds("EC2's own check denies it", new Scene().check(Checks.Status.OK), "witness: "),
                holds("it says that it is switched off", new Scene().mode(Mode.OFF), "switch: mode OFF"),
                holds("the brake is latched", new Scene().braked(), "switch: the brake is latched"),
                holds(
                        "what would be done is told where only the mode stands in the way",
                        new Scene().mode(Mode.OBSERVE),
                        "would act: SYSTEM on i-00000000000000001: STOP_START by plan web; switch: mode OBSERVE"),
                holds(
                        "of two refusals the one that is not the mode is told",
                        new Scene().mode(Mode.OBSERVE).check(Checks.Status.OK),
                        "witness: "),
                ignores("another recovery holds it", new Scene().claimedBy("r-1"), "free: recovery r-1 holds it"),
                ignores("the event is too old", new Scene().seen(Duration.ofMinutes(11)), "age: "),
                recovers("an event of exactly the greatest age counts", new Scene().seen(Duration.ofMinutes(10)), ""),
                recovers("what the sweep finds is new", new Scene().swept().seen(Duration.ofMinutes(11)), ""),
                holds(
                        "the last outcome waits for a person",
                        new Scene().awaiting("r-1"),
                        "free: the outcome of r-1 waits for a person to acknowledge it"),
                holds(
                        "so soon after an attempt of ours its alarm is our own echo",
                        new Scene().attempted(Duration.ofMinutes(5).minusSeconds(1)),
                        "free: alarms are taken for the echo of our own work until 2026-03-01T10:05:01Z"),
                recovers("the echo of an attempt is over", new Scene().attempted(Duration.ofMinutes(5)), ""),
                holds(
                        "so soon after a recovery of ours ended its alarm is our own echo",
                        new Scene()
                                .attempted(Duration.ofMinutes(6))
                                .closed(Duration.ofMinutes(5).minusSeconds(1)),
                        "free: alarms are taken for the echo of our own work until 2026-03-01T10:05:01Z"),
                holds(
                        "it rests after the same rung",
                        new Scene().used(Rung.STOP_START, Duration.ofMinutes(30).minusSeconds(1)),
                        "free: it rests after the same rung until 2026-03-01T10:05:01Z"),
                recovers("it has rested", new Scene().used(Rung.STOP_START, Duration.ofMinutes(30)), ""),
                recovers(
                        "it needs no rest after another rung", new Scene().used(Rung.START, Duration.ofSeconds(1)), ""),
                ignores("the alarm is back to OK", new Scene().alarm(Alarm.State.OK), "alarm: "),
                ignores(
                        "what is none of our business is ignored whatever else is wrong",
                        new Scene().claimedBy("r-1").attempts(3).braked(),
                        "free: recovery r-1 holds it"),
                escalates("no attempt is left today", new Scene().attempts(3), JUST_NOW, "free: 3 of 3 attempts"),
                escalates(
                        "the plan has no answer to the symptom",
                        new Scene().symptom(Symptom.STORAGE),
                        JUST_NOW,
                        "the plan has no answer to STORAGE"),
                escalates(
                        "the failover of another primary is no answer",
                        new Scene()
                                .plan(Scene.plan(Scene.FAILOVER.formatted("i-00000000000000003")))
                                .symptom(Symptom.STORAGE),
                        JUST_NOW,
                        "the plan has no answer to STORAGE"),
                new Row(
                        "a hold a second before its deadline is still a hold",
                        new Scene().braked(),
                        Duration.ofMinutes(60).minusSeconds(1),
                        Decision.Hold.class,
                        "switch: the brake"),
                escalates(
                        "a hold at its deadline is brought before a person",
                        new Scene().braked(),
                        Duration.ofMinutes(60),
                        "longer than 1 h: switch: the brake"));
    }

    /** An alarm on the service itself moves the service to its standby, or nothing. */
    static List<Row> services() {
        return List.of(
                recovers(
                        "two alarms on the service ring, and nothing is in the way",
                        Scene.service(),
                        "APPLICATION on service:web: failover by plan web"),
                recovers(
                        "a recovery of its group ended longer ago than the quiet time",
                        Scene.service().groupClosed(Duration.ofMinutes(5)),
                        "failover by plan web"),
                holds(
                        "the second alarm does not ring",
                        Scene.service().witness(Alarm.State.OK),
                        "witness: a second alarm, recovery-canary-fails, is OK"),
                holds(
                        "missing data is no witness",
                        Scene.service().witness(Alarm.State.INSUFFICIENT_DATA),
                        "witness: a second alarm, recovery-canary-fails, is INSUFFICIENT_DATA"),
                holds(
                        "the mode only observes, and what would be done is told",
                        Scene.service().mode(Mode.OBSERVE),
                        "would act: APPLICATION on service:web: failover by plan web; switch: mode OBSERVE"),
                holds("the brake is latched", Scene.service().braked(), "switch: the brake is latched"),
                holds(
                        "another member of its group is in recovery, whose echo it may be",
                        Scene.service().working("r-7", new InstanceId("i-00000000000000003")),
                        "free: its alarms are taken for the echo of our own work on its group: r-7"),
                holds(
                        "a recovery of its group has just ended",
                        Scene.service().groupClosed(Duration.ofMinutes(5).minusSeconds(1)),
                        "free: alarms are taken for the echo of our own work until 2026-03-01T10:05:01Z"),
                holds(
                        "its primary is in a recovery, which hands over by itself",
                        Scene.service().primaryClaimedBy("r-7"),
                        "service: recovery r-7 of its primary is under way"),
                ignores(
                        "its primary has opted out",
                        Scene.service().untagged(),
                        "opt-in: tag recovery:plan names none"),
                ignores(
                        "a failover of it is under way",
                        Scene.service().claimedBy("r-8"),
                        "free: recovery r-8 holds it"),
                ignores("the alarm is back to OK", Scene.service().alarm(Alarm.State.OK), "alarm: "),
                ignores("the event is too old", Scene.service().seen(Duration.ofMinutes(11)), "age: "),
                recovers(
                        "a broken host is not silenced by our work on its group",
                        new Scene().groupClosed(Duration.ofSeconds(1)),
                        "STOP_START by plan web"),
                escalates(
                        "an alarm that keeps ringing alone is brought before a person",
                        Scene.service().witness(Alarm.State.OK),
                        Duration.ofMinutes(60),
                        "longer than 1 h: witness: "));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"rows", "services"})
    void judges(Row row) {
        var heldSince = Scene.NOW.minus(row.held());
        Decision decision = DetectionPolicy.decide(row.scene().facts(), heldSince);
        assertThat(decision).as(decision.reason()).isInstanceOf(row.decision());
        assertThat(decision.reason()).contains(row.reason());
        assertThat(decision.choice()).isEqualTo(row.decision().getSimpleName());
        assertThat(DetectionPolicy.decide(row.scene().facts(), heldSince)).isEqualTo(decision);
    }

    @Test
    void everyGuardIsHeardInItsOrderWhateverIsDecided() {
        for (Row row : rows()) {
            Decision decision = DetectionPolicy.decide(row.scene().facts(), Scene.NOW);
            assertThat(decision.verdicts().stream().map(Verdict::guard))
                    .as(row.why())
                    .containsExactly(
                            "switch", "opt-in", "age", "free", "service", "alarm", "witness", "will", "loss", "group",
                            "rate");
        }
    }

    @Test
    void onlyAHoldThatTheModeAloneCausesSaysThatItWouldAct() {
        assertThat(wouldAct(new Scene().mode(Mode.OBSERVE))).isTrue();
        assertThat(wouldAct(new Scene().mode(Mode.OFF))).isFalse();
        assertThat(wouldAct(new Scene().mode(Mode.OBSERVE).check(Checks.Status.OK)))
                .isFalse();
    }

    private static boolean wouldAct(Scene scene) {
        return ((Decision.Hold) DetectionPolicy.decide(scene.facts(), Scene.NOW)).wouldAct();
    }

    /** AWS is asked only if our own table does not refuse already; a storm of held alarms costs no call. */
    record Look(String why, Scene scene, boolean worth) {
        @Override
        public String toString() {
            return why;
        }
    }

    static List<Look> looks() {
        return List.of(
                new Look("nothing of ours refuses", new Scene(), true),
                new Look("a mode that only observes still wants to know", new Scene().mode(Mode.OBSERVE), true),
                new Look("off is off", new Scene().mode(Mode.OFF), false),
                new Look("the brake is latched", new Scene().braked(), false),
                new Look("another recovery holds it", new Scene().claimedBy("r-1"), false),
                new Look("no attempt is left", new Scene().attempts(3), false),
                new Look("the event is too old", new Scene().seen(Duration.ofMinutes(11)), false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("looks")
    void asksAwsOnlyIfOurOwnTableDoesNotRefuse(Look look) {
        assertThat(DetectionPolicy.worthLooking(look.scene().own().facts())).isEqualTo(look.worth());
    }

    @Test
    void theTablesTellEveryDecision() {
        assertThat(rows().stream().<Class<?>>map(Row::decision)).contains(Decision.class.getPermittedSubclasses());
    }
}
