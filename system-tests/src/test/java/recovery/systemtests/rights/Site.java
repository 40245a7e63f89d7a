package recovery.systemtests.rights;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.json.Json;
import recovery.shared.lever.Dns;
import recovery.shared.plan.Plan;
import recovery.simulator.Ec2Model;
import recovery.simulator.HandClock;
import recovery.simulator.SimulatedBalancers;
import recovery.simulator.SimulatedDns;
import recovery.simulator.SimulatedScaling;
import recovery.systemtests.story.TestPlans;

/** Three web servers, and a service on a primary with a standby behind one lever of each kind. */
final class Site {
    static final InstanceId WEB_1 = new InstanceId("i-0000000000000001a");
    static final InstanceId WEB_2 = new InstanceId("i-0000000000000002b");
    static final InstanceId WEB_3 = new InstanceId("i-0000000000000003c");
    static final InstanceId PRIMARY = new InstanceId("i-0000000000000004d");
    static final InstanceId STANDBY = new InstanceId("i-0000000000000005e");
    static final List<InstanceId> ALL = List.of(WEB_1, WEB_2, WEB_3, PRIMARY, STANDBY);
    static final String USERS = "recovery-db-users";
    static final String CANARY = "recovery-canary-fails";
    static final String IP = "203.0.113.10";

    private static final String BALANCER = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:";
    private static final String LISTENER = BALANCER + "listener/app/db/0123456789abcdef/0123456789abcdef";
    private static final String RULE =
            BALANCER + "listener-rule/app/db/0123456789abcdef/0123456789abcdef/0011223344556677";
    private static final String BLUE = BALANCER + "targetgroup/blue/0123456789abcdef";
    private static final String GREEN = BALANCER + "targetgroup/green/0123456789abcdef";
    private static final Dns.Name RECORD = new Dns.Name("Z0123456789", "db.example.com.", "A", Optional.empty());

    static final Plan WEB = Plan.of(TestPlans.web());
    static final Plan DB = Plan.of(db());

    final SimulatedDns dns;
    final SimulatedBalancers balancers;
    final SimulatedScaling scaling;

    Site(HandClock clock, Ec2Model model) {
        dns = new SimulatedDns(clock, Duration.ofSeconds(40));
        dns.puts(
                RECORD,
                Map.of(
                        "Name",
                        RECORD.name(),
                        "Type",
                        "A",
                        "TTL",
                        60L,
                        "ResourceRecords",
                        List.of(Map.of("Value", "198.51.100.1"))));
        balancers = new SimulatedBalancers(
                clock,
                new SimulatedBalancers.Spans(Duration.ofSeconds(30), Duration.ofMinutes(5)),
                id -> model.instance(id)
                        .filter(one -> one.state() == InstanceState.RUNNING)
                        .isPresent());
        List.of(LISTENER, RULE).forEach(arn -> balancers.puts(arn, List.of(forward(100, 0))));
        balancers.registers(BLUE, Optional.empty(), PRIMARY);
        scaling = new SimulatedScaling(clock, Duration.ofMinutes(1));
        scaling.puts("db-readers", 0, 4, 1);
    }

    private static Map<String, Object> forward(long blue, long green) {
        var groups = List.of(
                Map.of("TargetGroupArn", BLUE, "Weight", blue), Map.of("TargetGroupArn", GREEN, "Weight", green));
        return Map.of("Type", "forward", "Order", 1L, "ForwardConfig", Map.of("TargetGroups", groups));
    }

    /** An alarm on the service itself, and no rung that answers a broken host, so that the service moves at once. */
    private static Map<String, Object> db() {
        var plan = new LinkedHashMap<>(TestPlans.web());
        plan.put("plan", "db");
        plan.put("hash", "fedcba9876543210");
        var triggers =
                new ArrayList<Object>(List.of(Map.of("alarm", USERS, "witness", CANARY, "symptom", "APPLICATION")));
        triggers.addAll(WEB.document().get("triggers") instanceof List<?> all ? all : List.of());
        plan.put("triggers", triggers);
        plan.put("ladder", Map.of("STOPPED", List.of("START")));
        plan = new LinkedHashMap<>(TestPlans.setting("limits", "minHealthy", 0L).apply(plan));
        plan.put(
                "failover",
                Json.read(
                        """
                {"primary": "%s", "standby": "%s", "fence": "STOP", "window": "PT10M", "bake": "PT10M", "steps": [
                  {"capacity": {"group": "db-readers", "desired": 2, "standbyWrites": false}},
                  {"elasticIp": {"address": "%s", "standbyWrites": false}},
                  {"dnsRecord": {"zone": "Z0123456789", "name": "db.example.com.", "type": "A",
                                 "values": ["203.0.113.10"], "standbyWrites": false}},
                  {"listenerWeights": {"listener": "%s", "weights": {"%s": 0, "%s": 100}, "standbyWrites": false}},
                  {"listenerRule": {"rule": "%s", "weights": {"%s": 0, "%s": 100}, "standbyWrites": false}},
                  {"targets": {"group": "%s", "standbyWrites": true}}]}
                """
                                .formatted(PRIMARY, STANDBY, IP, LISTENER, BLUE, GREEN, RULE, BLUE, GREEN, BLUE)));
        return plan;
    }
}
