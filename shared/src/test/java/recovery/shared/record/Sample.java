package recovery.shared.record;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import recovery.shared.bus.BusEvent;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.StopMode;
import recovery.shared.journal.JournalRow;
import recovery.shared.json.Json;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Rung;
import recovery.shared.plan.Symptom;
import recovery.shared.store.Body;

/** The recovery that the tests of this package speak of, and what it is made of. */
final class Sample {
    static final Instant NOW = Instant.parse("2026-03-01T10:05:00Z");
    static final InstanceId WEB_1 = new InstanceId("i-00000000000000001");
    static final Target TARGET = new Target.OfInstance(WEB_1);
    static final String ID = "r-1";
    static final Notice NOTICE =
            new Notice(BusEvent.Kind.RECOVERY_OPENED, "a host is broken", "Recovery r-1 begins.", NOW);

    /** As a store gives it back: every whole number is a Long. */
    static final Plan PLAN = Plan.of(
            Body.normal(
                    Json.read(
                            """
            {"plan": "web", "mode": "ACT", "hash": "0123456789abcdef",
             "triggers": [{"metric": "AWS/EC2:StatusCheckFailed_System", "symptom": "SYSTEM"}],
             "limits": {"minHealthy": 2, "inFlight": {"floor": 1, "percent": 20}, "attemptsPerDay": 3,
                        "coolDown": "PT30M", "quiet": "PT5M", "maxEventAge": "PT10M", "holdDeadline": "PT1H"},
             "ladder": {"SYSTEM": ["STOP_START"]}, "accept": {"forcedStop": false, "guestShutdown": false},
             "clocks": {"step": "PT5M", "recovery": "PT20M", "unstop": "PT1H"}, "proof": {"soak": "PT10M"}}""")));

    private Sample() {}

    /** Just opened: nothing was asked of EC2 yet, and nobody must be told anything. */
    static Recovery opened() {
        return new Recovery(
                ID,
                1,
                Owner.RESTART,
                TARGET,
                Symptom.SYSTEM,
                new Recovery.Opening(NOW, Optional.empty(), "eu-central-1a", "its host is broken"),
                PLAN,
                Stage.REQUESTED,
                Optional.empty(),
                new Recovery.Deadlines(NOW.plus(minutes(5)), NOW.plus(minutes(20)), Optional.empty()),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                List.of());
    }

    /** The same work under another id, version, target or plan. */
    static Recovery like(Recovery model, String id, long version, Target target, Plan plan) {
        return new Recovery(
                id,
                version,
                model.owner(),
                target,
                model.symptom(),
                model.opening(),
                plan,
                model.stage(),
                model.rung(),
                model.deadlines(),
                model.intents(),
                model.passage(),
                model.startOwed(),
                model.greenSince(),
                model.cancelled(),
                model.paged(),
                model.closing(),
                model.notices());
    }

    /** No field is empty, as no recovery ever is. */
    static Recovery full() {
        return new Recovery(
                ID,
                7,
                Owner.FAILOVER,
                TARGET,
                Symptom.STORAGE,
                new Recovery.Opening(NOW, Optional.of("recovery-web-1"), "eu-central-1a", "its volumes are cut off"),
                PLAN,
                Stage.CLOSED,
                Optional.of(Rung.STOP_START),
                new Recovery.Deadlines(NOW.plus(minutes(5)), NOW.plus(minutes(20)), Optional.of(NOW.plus(minutes(60)))),
                List.of(
                        stop("a-1").is(Intent.State.OBSERVED, "seen at 10:06", NOW.plusSeconds(60)),
                        Intent.start("a-2", NOW.plusSeconds(90), "writer-2", NOW.minusSeconds(9999))
                                .after(Optional.of(NOW.plusSeconds(1))),
                        Intent.move("a-3", Intent.Act.APPLY, "elastic-ip", NOW.plusSeconds(95), "writer-3")),
                Optional.of(passage()),
                Optional.of(NOW.plusSeconds(1)),
                Optional.of(NOW.plusSeconds(2)),
                Optional.of("anna: maintenance"),
                Set.of("stop-overdue", "recovery-overdue"),
                Optional.of(new Recovery.Closing(Outcome.NEEDS_PERSON, NOW.plusSeconds(3), "it does not start")),
                List.of(NOTICE, new Notice(BusEvent.Kind.RECOVERY_CLOSED, "it is over", "Look at it.", NOW)));
    }

    /** A failover whose first step was applied. */
    static Passage passage() {
        var moved = StepState.prepared("elastic-ip", true, Map.of("instance", "i-1"), Map.of("instance", "i-2"))
                .sent(Optional.of("receipt-1"), NOW.plusSeconds(96))
                .at(StepState.Position.AFTER);
        var next = StepState.prepared("capacity", false, Map.of("desired", 1L), Map.of("desired", 3L))
                .refused();
        return Passage.begin(Direction.AWAY).prepared(List.of(moved, next)).turningBack("a step was refused");
    }

    static Intent stop(String id) {
        return Intent.stop(id, StopMode.SKIP_OS_SHUTDOWN, NOW, "writer-1", NOW.minusSeconds(9999));
    }

    /** A step with the journal row that each one has. */
    static Transition.Ready ready(Transition transition, String sentence) {
        return transition.because(JournalRow.Kind.PROGRESS, NOW, sentence, Map.of());
    }

    static Duration minutes(int minutes) {
        return Duration.ofMinutes(minutes);
    }
}
