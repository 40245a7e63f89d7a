package recovery.systemtests.story;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import recovery.shared.json.Json;

/** Plans for stories, as the build would have normalised them. */
public final class TestPlans {
    private TestPlans() {}

    /** Three servers of which two must stay healthy. */
    public static Map<String, Object> web() {
        return Json.read(
                """
                {"plan": "web", "mode": "ACT", "hash": "0123456789abcdef",
                 "triggers": [
                   {"metric": "AWS/EC2:StatusCheckFailed_System", "symptom": "SYSTEM"},
                   {"metric": "AWS/EC2:StatusCheckFailed_Instance", "symptom": "INSTANCE"},
                   {"state": "stopped", "symptom": "STOPPED"},
                   {"health": "retirement", "symptom": "RETIREMENT"}],
                 "limits": {"minHealthy": 2, "inFlight": {"floor": 1, "percent": 20}, "attemptsPerDay": 3,
                            "coolDown": "PT30M", "quiet": "PT5M", "maxEventAge": "PT10M", "holdDeadline": "PT1H"},
                 "ladder": {"SYSTEM": ["STOP_START"], "INSTANCE": ["STOP_START"], "RETIREMENT": ["STOP_START"],
                            "STOPPED": ["START"]},
                 "accept": {"forcedStop": false, "guestShutdown": false},
                 "clocks": {"step": "PT5M", "recovery": "PT20M", "unstop": "PT1H"},
                 "proof": {"soak": "PT2M"}}
                """);
    }

    /** Sets one field of a section. */
    public static UnaryOperator<Map<String, Object>> setting(String section, String field, Object value) {
        return plan -> {
            var changed = new LinkedHashMap<>(plan);
            var inner = new LinkedHashMap<String, Object>();
            ((Map<?, ?>) plan.getOrDefault(section, Map.of())).forEach((key, old) -> inner.put((String) key, old));
            inner.put(field, value);
            changed.put(section, inner);
            return changed;
        };
    }

    /** Sets one field of the plan itself. */
    public static UnaryOperator<Map<String, Object>> setting(String field, Object value) {
        return plan -> {
            var changed = new LinkedHashMap<>(plan);
            changed.put(field, value);
            return changed;
        };
    }
}
