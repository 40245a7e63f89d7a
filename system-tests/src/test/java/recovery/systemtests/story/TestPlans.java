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

    /** A primary and its standby behind three levers. The first one that lets the standby write is the address. */
    public static Map<String, Object> db() {
        return Json.read(
                """
                {"plan": "db", "mode": "ACT", "hash": "0123456789abcdef",
                 "triggers": [{"metric": "AWS/EC2:StatusCheckFailed_System", "symptom": "SYSTEM"}],
                 "limits": {"minHealthy": 0, "inFlight": {"floor": 1, "percent": 20}, "attemptsPerDay": 3,
                            "coolDown": "PT30M", "quiet": "PT5M", "maxEventAge": "PT10M", "holdDeadline": "PT1H"},
                 "ladder": {},
                 "accept": {"forcedStop": true, "guestShutdown": false},
                 "clocks": {"step": "PT5M", "recovery": "PT20M", "unstop": "PT1H"},
                 "proof": {"soak": "PT2M"},
                 "failover": {"primary": "i-0000000000000001a", "standby": "i-0000000000000002b", "fence": "STOP",
                              "steps": [
                                {"dnsRecord": {"zone": "Z0123456789ABCDEFGHIJ", "name": "db.example.org.",
                                               "type": "A", "values": ["203.0.113.20"], "standbyWrites": false}},
                                {"elasticIp": {"address": "203.0.113.10", "standbyWrites": true}},
                                {"targets": {"standbyWrites": true, "group":
                                  "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/db/0123456789abcdef"}}],
                              "window": "PT1H", "bake": "PT10M"}}
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
