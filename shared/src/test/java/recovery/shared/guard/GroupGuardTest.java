package recovery.shared.guard;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.InstanceState;
import recovery.shared.look.Look;
import recovery.shared.plan.Symptom;

/**
 * Guard 11: enough healthy members are left, few enough are in recovery, and one in each zone. Where nothing is said,
 * the group has three members in zones a, b and c, of which two must be healthy and one may be in recovery.
 */
class GroupGuardTest {
    private static final Map<Symptom, Checks.Check> FAILING =
            Map.of(Symptom.SYSTEM, Web.failing(Checks.Status.IMPAIRED));
    private static final Map<Symptom, Checks.Check> BOOTING =
            Map.of(Symptom.INSTANCE, Web.failing(Checks.Status.INITIALIZING));
    private static final Map<Symptom, Checks.Check> WITHOUT_DATA =
            Map.of(Symptom.SYSTEM, Web.failing(Checks.Status.INSUFFICIENT_DATA));
    private static final Map<Symptom, Checks.Check> WITHOUT_STORAGE_CHECK =
            Map.of(Symptom.STORAGE, Web.failing(Checks.Status.NOT_APPLICABLE));

    /** The target serves as long as nobody stops it. */
    static Stream<Row> theMinimum() {
        return Stream.of(
                Row.passes("two of three are left", well(), "2 healthy left, at least 2 wanted"),
                Row.holds("one is left", well().member(2, InstanceState.RUNNING, FAILING), "1 healthy left"),
                Row.passes(
                        "one is left, and one is enough",
                        well().member(2, InstanceState.RUNNING, FAILING).limits(1, 1, 20),
                        "1 healthy left, at least 1"),
                Row.holds("all would be needed", well().limits(3, 1, 20), "2 healthy left, at least 3 wanted"),
                Row.passes("none is needed", alone().limits(0, 1, 20), "0 healthy left, at least 0 wanted"),
                Row.holds("the only one is needed", alone().limits(1, 1, 20), "0 healthy left, at least 1 wanted"),
                Row.holds("a member is unknown", well().unknown(3), "1 healthy left"),
                Row.holds("a member is stopped", well().member(3, InstanceState.STOPPED, Map.of()), "1 healthy left"),
                Row.holds("a member is pending", well().member(3, InstanceState.PENDING, Map.of()), "1 healthy left"),
                Row.holds("a member is booting", well().member(3, InstanceState.RUNNING, BOOTING), "1 healthy left"),
                Row.holds(
                        "a member has no data",
                        well().member(3, InstanceState.RUNNING, WITHOUT_DATA),
                        "1 healthy left"),
                Row.passes(
                        "a member's type has not all checks",
                        well().member(3, InstanceState.RUNNING, WITHOUT_STORAGE_CHECK),
                        "2 healthy left"),
                Row.holds(
                        "an instance outside the roster does not count",
                        well().members(4).notInRoster(4).unknown(3),
                        "1 healthy left"),
                Row.holds(
                        "a member in recovery does not count",
                        well().limits(2, 2, 0).inRecovery("r-2", 2),
                        "1 healthy left"));
    }

    /** What is proved to serve nobody takes nothing away. */
    static Stream<Row> theExemption() {
        return Stream.of(
                Row.passes(
                        "its host is broken and the others are down",
                        othersDown(broken()),
                        "it serves nobody as it is; 0 healthy left"),
                Row.passes(
                        "it stands still and the others are down",
                        othersDown(FactsOf.found(Symptom.STOPPED, InstanceState.STOPPED, "")),
                        "it serves nobody"),
                Row.passes(
                        "it vanished and the others are down",
                        othersDown(FactsOf.found(Symptom.GONE, InstanceState.TERMINATED, ""))
                                .checks(new Look.Absent<>("NotFound")),
                        "it serves nobody"),
                Row.passes(
                        "its host retires and is broken already",
                        othersDown(well()).checks(InstanceState.RUNNING, FAILING),
                        "it serves nobody"),
                Row.holds("its host retires, and it still serves", othersDown(well()), "0 healthy left"),
                Row.holds(
                        "it boots: that is no proof",
                        othersDown(broken()).checks(InstanceState.RUNNING, BOOTING),
                        "0 healthy left"),
                Row.holds(
                        "it is pending: that is no proof",
                        othersDown(broken()).checks(InstanceState.PENDING, Map.of()),
                        "0 healthy left"),
                Row.holds(
                        "it has no data: that is no proof",
                        othersDown(broken()).checks(InstanceState.RUNNING, WITHOUT_DATA),
                        "0 healthy left"),
                Row.holds(
                        "EC2 shows no status of it",
                        othersDown(broken()).checks(new Look.Absent<>("no status")),
                        "0 healthy left"),
                Row.holds(
                        "EC2 does not answer",
                        othersDown(broken()).checks(new Look.Unreadable<>("timeout")),
                        "0 healthy left"),
                Row.holds(
                        "it is exempt from the minimum, not from the number in recovery",
                        broken().inRecovery("r-2", 2),
                        "1 others of 3 in recovery, at most 1"),
                Row.holds(
                        "it is exempt from the minimum, not from its zone",
                        broken().members(10).inRecovery("r-4", 4),
                        "another one in eu-central-1a is in recovery"));
    }

    static Stream<Row> theNumberInRecovery() {
        return Stream.of(
                Row.passes("none is", broken(), "0 others of 3 in recovery, at most 1 at once"),
                Row.holds("one of three is", broken().inRecovery("r-2", 2), "1 others of 3 in recovery, at most 1"),
                Row.holds(
                        "one of nine is: a fifth of nine is one",
                        broken().members(9).inRecovery("r-2", 2),
                        "1 others of 9"),
                Row.passes(
                        "one of ten is: a fifth of ten is two",
                        broken().members(10).inRecovery("r-2", 2),
                        "1 others of 10 in recovery, at most 2"),
                Row.holds(
                        "two of ten are",
                        broken().members(10).inRecovery("r-2", 2).inRecovery("r-3", 3),
                        "2 others of 10"),
                Row.passes(
                        "the one that is, is this one",
                        broken().inRecovery("r-1", 1).judgedFor("r-1"),
                        "0 others of 3"),
                Row.holds(
                        "this one does not excuse another",
                        broken().inRecovery("r-1", 1).inRecovery("r-2", 2).judgedFor("r-1"),
                        "1 others"),
                Row.holds("the plan allows none in so small a group", broken().limits(0, 0, 20), "at most 0 at once"),
                Row.holds(
                        "one is, and AWS need not be asked",
                        broken().inRecovery("r-2", 2).notLookedAt(),
                        "1 others"),
                Row.notLookedAt("none is, but AWS was not asked for the healthy ones", broken()));
    }

    static Stream<Row> theZone() {
        return Stream.of(
                Row.passes("the other is in another zone", many().inRecovery("r-2", 2), "1 others of 10"),
                Row.holds(
                        "the other is in the same zone",
                        many().inRecovery("r-4", 4),
                        "another one in eu-central-1a is in recovery, one at once"),
                Row.passes(
                        "the one in the zone is this one",
                        many().inRecovery("r-1", 1).judgedFor("r-1"),
                        "0 others"),
                Row.passes(
                        "the roster does not know this one's zone",
                        many().members(11).notInRoster(1).inRecovery("r-2", 2),
                        "1 others of 10"),
                Row.holds(
                        "two unknown zones may be one",
                        many().members(11).notInRoster(1).inRecovery("r-2", 2, "unknown"),
                        "another one in unknown is in recovery"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"theMinimum", "theExemption", "theNumberInRecovery", "theZone"})
    void says(Row row) {
        row.check(new GroupGuard());
    }

    /** The target is well, and would be stopped because its host retires. */
    private static FactsOf well() {
        return FactsOf.retirement();
    }

    private static FactsOf broken() {
        return FactsOf.impaired(Symptom.SYSTEM);
    }

    private static FactsOf many() {
        return broken().members(10);
    }

    private static FactsOf alone() {
        return well().notInRoster(2).notInRoster(3);
    }

    private static FactsOf othersDown(FactsOf facts) {
        return facts.member(2, InstanceState.RUNNING, FAILING).member(3, InstanceState.STOPPED, Map.of());
    }
}
