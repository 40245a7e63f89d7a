package recovery.shared.guard;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceState;
import recovery.shared.look.Look;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Rung;
import recovery.shared.plan.Symptom;

/** Guard 10: a stop must lose nothing. */
class LossGuardTest {
    static Stream<Row> rows() {
        return Stream.of(
                Row.passes("its root is a volume", sick(), "its root is an EBS volume, which a stop keeps"),
                new Row("its root would be erased", onInstanceStore(), Finding.ESCALATES, "a stop would erase"),
                Row.passes(
                        "its root would be erased by a stop, but it would only be started",
                        onInstanceStore().rung(Optional.of(Rung.START)),
                        "nothing would be stopped"),
                Row.passes(
                        "only another function or a person could help",
                        onInstanceStore().rung(Optional.empty()),
                        "nothing would be stopped"),
                new Row(
                        "the fence of a failover would erase its root",
                        FactsOf.service().instance(new Look.Seen<>(instanceStore())),
                        Finding.ESCALATES,
                        "a stop would erase"),
                Row.passes(
                        "a failover without a fence stops nothing",
                        FactsOf.service()
                                .plan(Web.withFailover(Plan.Fence.NONE))
                                .instance(new Look.Seen<>(instanceStore())),
                        "nothing would be stopped"),
                Row.passes(
                        "what is gone cannot be stopped",
                        FactsOf.found(Symptom.GONE, InstanceState.TERMINATED, "")
                                .plan(Web.withFailover(Plan.Fence.STOP))
                                .rung(Optional.empty())
                                .instance(new Look.Absent<>("NotFound")),
                        "nothing is left to stop"),
                Row.holds("EC2 knows no such instance", sick().instance(new Look.Absent<>("NotFound")), "NotFound"),
                Row.holds(
                        "the root cannot be read",
                        sick().instance(new Look.Unreadable<>("timeout")),
                        "its root could not be read: timeout"),
                Row.passes(
                        "a start needs no look at AWS",
                        sick().rung(Optional.of(Rung.START)).notLookedAt(),
                        "nothing would be stopped"),
                Row.notLookedAt("AWS was not asked", sick()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void says(Row row) {
        row.check(new LossGuard());
    }

    private static FactsOf sick() {
        return FactsOf.impaired(Symptom.SYSTEM);
    }

    private static FactsOf onInstanceStore() {
        return sick().instance(new Look.Seen<>(instanceStore()));
    }

    private static Instance instanceStore() {
        return new Instance(
                Web.TARGET,
                InstanceState.RUNNING,
                "",
                Optional.empty(),
                Web.NOW.minus(Duration.ofDays(30)),
                Web.zone(1),
                Instance.RootDevice.INSTANCE_STORE,
                Map.of(Instance.OPT_IN_TAG, "web"));
    }
}
