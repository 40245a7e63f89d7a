package recovery.shared.act;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import recovery.shared.ec2.InstanceId;
import recovery.shared.json.Json;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Symptom;
import recovery.shared.record.Owner;
import recovery.shared.record.Recovery;
import recovery.shared.record.Stage;
import recovery.shared.record.Target;

/** A recovery that owes a Start, and has asked for nothing yet. Its step, its whole and its budget have an hour. */
final class Owing {
    static final Instant SINCE = Instant.parse("2026-03-01T10:05:00Z");
    static final Instant BUDGET = SINCE.plus(Duration.ofHours(1));
    static final InstanceId ID = new InstanceId("i-00000000000000001");

    private Owing() {}

    /** @param paged for what a person was called already */
    static Recovery paged(Set<String> paged) {
        return new Recovery(
                "r-1",
                1,
                Owner.RESTART,
                new Target.OfInstance(ID),
                Symptom.SYSTEM,
                new Recovery.Opening(SINCE, Optional.empty(), "eu-west-1a", "a broken host"),
                PLAN,
                Stage.START,
                Optional.empty(),
                new Recovery.Deadlines(BUDGET, BUDGET, Optional.of(BUDGET)),
                List.of(),
                Optional.empty(),
                Optional.of(SINCE),
                Optional.empty(),
                Optional.empty(),
                paged,
                Optional.empty(),
                List.of());
    }

    private static final Plan PLAN = Plan.of(
            Json.read(
                    """
            {"plan": "web", "mode": "ACT", "hash": "0123456789abcdef", "triggers": [],
             "limits": {"minHealthy": 2, "inFlight": {"floor": 1, "percent": 20}, "attemptsPerDay": 3,
                        "coolDown": "PT30M", "quiet": "PT5M", "maxEventAge": "PT10M", "holdDeadline": "PT1H"},
             "ladder": {}, "accept": {"forcedStop": false, "guestShutdown": false},
             "clocks": {"step": "PT5M", "recovery": "PT20M", "unstop": "PT1H"}, "proof": {"soak": "PT10M"}}"""));
}
