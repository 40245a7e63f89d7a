package recovery.failover.rights;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Collectors;
import recovery.shared.json.Json;
import recovery.shared.plan.Plan;

/** Plans with a primary, a standby and some steps, as the build would have normalised them. */
public final class ServicePlan {
    private static final String PLAN =
            """
            {"plan": "db", "mode": "ACT", "hash": "0123456789abcdef", "triggers": [],
             "limits": {"minHealthy": 0, "inFlight": {"floor": 1, "percent": 20}, "attemptsPerDay": 3,
                        "coolDown": "PT30M", "quiet": "PT5M", "maxEventAge": "PT10M", "holdDeadline": "PT1H"},
             "ladder": {}, "accept": {"forcedStop": true, "guestShutdown": false},
             "clocks": {"step": "PT2M", "recovery": "PT20M", "unstop": "PT1H"}, "proof": {"soak": "PT1M"}%s}
            """;

    private ServicePlan() {}

    static Plan withoutFailover() {
        return Plan.of(Json.read(PLAN.formatted("")));
    }

    /** @param steps each as a plan has it */
    public static Plan with(String... steps) {
        return fenced("STOP", steps);
    }

    static Plan triggeredBy(String trigger, String step) {
        var plan = new HashMap<>(with(step).document());
        plan.put("triggers", List.of(Json.read(trigger)));
        return Plan.of(plan);
    }

    static Plan fenced(String fence, String... steps) {
        return Plan.of(Json.read(PLAN.formatted(
                """
                                , "failover": {"primary": "i-00000000000000001", "standby": "i-00000000000000002",
                                 "fence": "%s", "steps": [%s], "window": "PT1H", "bake": "PT24H"}"""
                        .formatted(fence, Arrays.stream(steps).collect(Collectors.joining(", "))))));
    }
}
