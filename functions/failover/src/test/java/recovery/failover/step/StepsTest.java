package recovery.failover.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.ec2.InstanceId;
import recovery.shared.json.BadInput;
import recovery.shared.lever.Addresses;
import recovery.shared.lever.Balancers;
import recovery.shared.lever.Dns;
import recovery.shared.lever.Levers;
import recovery.shared.lever.Scaling;
import recovery.shared.plan.Plan;
import recovery.shared.record.Recovery;

/** Which step types this version knows, and how a plan writes them. */
class StepsTest {
    private static final Recovery.Sides SIDES =
            new Recovery.Sides(new InstanceId("i-0123456789abcdef0"), new InstanceId("i-0fedcba9876543210"));
    private static final String ELB = "arn:aws:elasticloadbalancing:eu-west-1:123456789012:";

    private final Steps steps = Steps.standard(
            () -> new Levers(none(Addresses.class), none(Dns.class), none(Balancers.class), none(Scaling.class)));

    /** A step as a plan writes it, and the name under which people read it. */
    record Written(String type, Map<String, Object> settings, String name) {
        @Override
        public String toString() {
            return type;
        }
    }

    static List<Written> types() {
        Map<String, Object> weights = Map.of(ELB + "targetgroup/web/0123456789abcdef", 100L);
        return List.of(
                new Written("capacity", Map.of("group", "standby", "desired", 2L), "capacity standby"),
                new Written(
                        "dnsRecord",
                        Map.of(
                                "zone",
                                "Z0123456789ABCDEFGHIJ",
                                "name",
                                "www.example.com",
                                "type",
                                "A",
                                "ttl",
                                60L,
                                "values",
                                List.of("203.0.113.10")),
                        "dns-record www.example.com A"),
                new Written("elasticIp", Map.of("address", "203.0.113.10"), "elastic-ip 203.0.113.10"),
                new Written(
                        "listenerRule",
                        Map.of("rule", ELB + "listener-rule/app/web/01/02/03", "weights", weights),
                        "listener-rule app/web/01/02/03"),
                new Written(
                        "listenerWeights",
                        Map.of("listener", ELB + "listener/app/web/01/02", "weights", weights),
                        "listener-weights app/web/01/02"),
                new Written("targets", Map.of("group", ELB + "targetgroup/web/0123456789abcdef"), "targets web"));
    }

    /** A plan is read without asking AWS. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("types")
    void aTypeOfThisVersionIsMade(Written written) {
        Step step = steps.of(new Plan.Step(written.type(), written.settings()), SIDES);
        assertThat(step.name()).isEqualTo(written.name());
    }

    @Test
    void anotherTypeIsRefusedInASentence() {
        assertThatThrownBy(() -> steps.of(new Plan.Step("moonPhase", Map.of()), SIDES))
                .isInstanceOf(BadInput.class)
                .hasMessageStartingWith("failover.steps: expected one of [")
                .hasMessageEndingWith("], found moonPhase");
    }

    private static <T> T none(Class<T> port) {
        return port.cast(
                Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, given) -> {
                    throw new AssertionError("no request is needed to read a plan");
                }));
    }
}
