package recovery.shared.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import recovery.shared.control.Installation;
import recovery.shared.control.Mode;
import recovery.shared.control.Switch;
import recovery.shared.ec2.InstanceId;
import recovery.shared.json.Json;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Rung;
import recovery.shared.plan.Symptom;
import recovery.shared.record.Group;
import recovery.shared.record.Target;
import recovery.shared.record.TargetState;

/** A service has one failover at a time, and rests after it; its standby must be free. */
class ServiceGuardTest {
    private static final Instant NOW = Instant.parse("2026-03-01T10:05:00Z");
    private static final InstanceId PRIMARY = new InstanceId("i-00000000000000001");
    private static final Plan DB = Plan.of(
            Json.read(
                    """
            {"plan": "db", "mode": "ACT", "hash": "0123456789abcdef", "triggers": [],
             "limits": {"minHealthy": 0, "inFlight": {"floor": 1, "percent": 20}, "attemptsPerDay": 3,
                        "coolDown": "PT30M", "quiet": "PT5M", "maxEventAge": "PT10M", "holdDeadline": "PT1H"},
             "ladder": {}, "accept": {"forcedStop": false, "guestShutdown": false},
             "clocks": {"step": "PT5M", "recovery": "PT20M", "unstop": "PT1H"}, "proof": {"soak": "PT2M"},
             "failover": {"primary": "i-00000000000000001", "standby": "i-00000000000000002", "fence": "STOP",
                          "steps": [], "window": "PT1H", "bake": "PT24H"}}"""));

    private static final Target SERVICE = new Target.OfService("db");

    private static TargetState state(int which, Optional<String> claim, Optional<String> awaiting, Duration ago) {
        Target target = Target.ofFailover("db", DB.failover().orElseThrow()).get(which);
        return new TargetState(target, claim, List.of(), Map.of(), Optional.of(NOW.minus(ago)), awaiting, 1);
    }

    private static TargetState idle(int which) {
        return state(which, Optional.empty(), Optional.empty(), Duration.ofHours(2));
    }

    private static Verdict judged(Optional<Rung> rung, TargetState service, TargetState standby) {
        return judged(new Target.OfInstance(PRIMARY), rung, List.of(service, idle(1), standby));
    }

    private static Verdict judged(Target target, Optional<Rung> rung, List<TargetState> states) {
        return judged(DB, target, rung, states, "r-1");
    }

    private static Verdict judged(
            Plan plan, Target target, Optional<Rung> rung, List<TargetState> states, String recovery) {
        var own = new Facts.Own(
                new Switch(Mode.ACT, "anna", "a test", Optional.of(NOW), 1),
                new Installation(Optional.empty(), List.of(), List.of(), 1),
                target instanceof Target.OfService ? states.getFirst() : states.get(1),
                new Group("db", Map.of(), Optional.empty(), 1),
                10,
                Map.of(),
                states);
        var evidence = new Facts.Evidence(Optional.empty(), NOW, false, false);
        var matter = new Facts.Matter(plan, Symptom.SYSTEM, target, rung, evidence, Optional.of(recovery));
        return new ServiceGuard().judge(new Facts(NOW, matter, own, Optional.empty()));
    }

    @Test
    void aFreeServiceWithAFreeStandbyMayFailOver() {
        assertThat(judged(Optional.empty(), idle(0), idle(2)).finding()).isEqualTo(Finding.PASSES);
    }

    @Test
    void nothingBeginsOnEitherSideWhileTheServiceFailsOver() {
        var claimed = state(0, Optional.of("r-9"), Optional.empty(), Duration.ofHours(2));
        for (Optional<Rung> rung : List.of(Optional.<Rung>empty(), Optional.of(Rung.STOP_START))) {
            Verdict verdict = judged(rung, claimed, idle(2));
            assertThat(verdict.finding()).isEqualTo(Finding.HOLDS);
            assertThat(verdict.sentence()).contains("r-9");
        }
    }

    @Test
    void aServiceThatHasFailedOverNeedsAPersonBeforeItDoesSoAgain() {
        var awaiting = state(0, Optional.empty(), Optional.of("r-8"), Duration.ofHours(2));
        assertThat(judged(Optional.empty(), awaiting, idle(2)).finding()).isEqualTo(Finding.ESCALATES);
        assertThat(judged(Optional.of(Rung.STOP_START), awaiting, idle(2)).finding())
                .as("the standby that serves may be restarted")
                .isEqualTo(Finding.PASSES);
    }

    @Test
    void itRestsForItsWindow() {
        var lately = state(0, Optional.empty(), Optional.empty(), Duration.ofMinutes(59));
        Verdict verdict = judged(Optional.empty(), lately, idle(2));
        assertThat(verdict.finding()).isEqualTo(Finding.HOLDS);
        assertThat(verdict.lookAgain()).contains(NOW.plus(Duration.ofMinutes(1)));
    }

    @Test
    void aStandbyThatIsInARecoveryIsNoStandby() {
        var held = state(2, Optional.of("r-7"), Optional.empty(), Duration.ofHours(2));
        assertThat(judged(Optional.empty(), idle(0), held).finding()).isEqualTo(Finding.HOLDS);
    }

    @Test
    void aPrimaryThatIsInARecoveryIsWaitedFor() {
        var held = state(1, Optional.of("r-6"), Optional.empty(), Duration.ofHours(2));
        Verdict verdict = judged(SERVICE, Optional.empty(), List.of(idle(0), held, idle(2)));
        assertThat(verdict.finding()).isEqualTo(Finding.HOLDS);
        assertThat(verdict.sentence()).contains("recovery r-6 of its primary is under way");
    }

    @Test
    void aPrimaryWhoseLastOutcomeNobodyAcknowledgedIsWaitedFor() {
        var waiting = state(1, Optional.empty(), Optional.of("r-6"), Duration.ofHours(2));
        Verdict verdict = judged(SERVICE, Optional.empty(), List.of(idle(0), waiting, idle(2)));
        assertThat(verdict.finding()).isEqualTo(Finding.HOLDS);
        assertThat(verdict.sentence()).contains("its primary waits for a person");
    }

    @Test
    void itsOwnClaimDoesNotHoldAFailoverBack() {
        var claimed = state(0, Optional.of("r-9"), Optional.empty(), Duration.ofHours(2));
        var states = List.of(claimed, idle(1), idle(2));
        Verdict verdict = judged(DB, new Target.OfInstance(PRIMARY), Optional.of(Rung.STOP_START), states, "r-9");
        assertThat(verdict.finding()).isEqualTo(Finding.PASSES);
        assertThat(verdict.guard()).isEqualTo("service");
    }

    @Test
    void aPlanWithoutFailoverHasNoServiceToWaitFor() {
        Plan plan = Web.plan(Mode.ACT, 2, 1, 20, false);
        var target = new Target.OfInstance(PRIMARY);
        Verdict verdict = judged(plan, target, Optional.of(Rung.STOP_START), List.of(idle(0), idle(1)), "r-9");
        assertThat(verdict.finding()).isEqualTo(Finding.PASSES);
    }

    @Test
    void theServiceItselfMayFailOverWhenAllThreeAreFree() {
        assertThat(judged(SERVICE, Optional.empty(), List.of(idle(0), idle(1), idle(2)))
                        .finding())
                .isEqualTo(Finding.PASSES);
    }
}
