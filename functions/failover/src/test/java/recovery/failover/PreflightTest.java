package recovery.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static recovery.failover.Case.PRIMARY;
import static recovery.failover.Case.STANDBY;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.control.Installation;
import recovery.shared.control.Mode;
import recovery.shared.control.Switch;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.Checks.Check;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.ec2.StopMode;
import recovery.shared.guard.Facts;
import recovery.shared.json.Json;
import recovery.shared.look.Look;
import recovery.shared.plan.Plan;
import recovery.shared.record.Group;
import recovery.shared.record.Intent.State;
import recovery.shared.record.Stage;
import recovery.shared.record.Target;
import recovery.shared.record.TargetState;
import recovery.simulator.InMemoryStore;

/** Before a failback stops the standby, the group is asked again whether it can spare it. */
class PreflightTest {
    private static final InstanceId THIRD = new InstanceId("i-00000000000000003");
    private static final Map<InstanceId, String> ROSTER =
            Map.of(PRIMARY, "eu-west-1a", STANDBY, "eu-west-1b", THIRD, "eu-west-1c");
    private static final FailoverMove STOP =
            new FailoverMove.Stop(StopMode.GRACEFUL, Case.LAUNCHED, true, "it must write no more");

    /**
     * The standby is to be stopped, in a group of three of which two must be healthy.
     *
     * @param known the members of which EC2 tells, and how the host of each is
     * @param slots the zones of those that are in recovery, by their recoveries
     * @param floor how many may be in recovery at once
     */
    record Row(
            String why,
            Case given,
            Map<InstanceId, Checks.Status> known,
            Map<String, String> slots,
            int floor,
            String move,
            String reason) {
        Facts facts() {
            String document =
                    Json.write(given.recovery().plan().document()).replace("\"minHealthy\":0", "\"minHealthy\":2");
            Plan plan = Plan.of(Json.read(document.replace("\"floor\":1", "\"floor\":" + floor)));
            var places = new HashMap<String, Group.Slot>();
            slots.forEach((recovery, zone) -> places.put(
                    recovery,
                    new Group.Slot(
                            recovery.equals("r-1")
                                    ? new Target.OfInstance(STANDBY)
                                    : new Target.OfInstance(new InstanceId("i-00000000000000009")),
                            zone)));
            var own = new Facts.Own(
                    new Switch(Mode.ACT, "Ann", "a test", Optional.empty(), 1),
                    new Installation(Optional.empty(), List.of(), List.of(), 0),
                    TargetState.read(new InMemoryStore(), new Target.OfInstance(STANDBY)),
                    new Group("db", places, Optional.empty(), 1),
                    10,
                    ROSTER,
                    List.of());
            var members = new HashMap<InstanceId, Checks>();
            known.forEach((id, host) -> members.put(id, checks(id, host)));
            var world = new Facts.World(
                    new Look.Unreadable<>("not looked at"),
                    new Look.Seen<>(checks(STANDBY, Checks.Status.OK)),
                    Optional.empty(),
                    Optional.empty(),
                    members);
            return new Facts(Case.NOW, Preflight.leaving(plan, Optional.of("r-1")), own, Optional.of(world));
        }

        private static Checks checks(InstanceId id, Checks.Status host) {
            return new Checks(
                    id, InstanceState.RUNNING, new Check(host, Optional.empty()), Check.OK, Check.OK, Set.of());
        }

        @Override
        public String toString() {
            return why;
        }
    }

    static List<Row> rows() {
        var own = Map.of("r-1", "eu-west-1b");
        return List.of(
                new Row(
                        "the others are enough",
                        fencing(),
                        all(),
                        Map.of(),
                        1,
                        "Stop GRACEFUL, charged",
                        "write no more"),
                new Row(
                        "the failback's own place in the group and its zone does not count",
                        fencing(),
                        all(),
                        own,
                        1,
                        "Stop GRACEFUL, charged",
                        "write no more"),
                new Row(
                        "a sibling has fallen sick since",
                        fencing(),
                        Map.of(PRIMARY, Checks.Status.OK, STANDBY, Checks.Status.OK, THIRD, Checks.Status.IMPAIRED),
                        own,
                        1,
                        "Close ROLLED_BACK",
                        "nothing has moved: the group cannot spare the standby: 1 healthy left, at least 2 wanted"),
                new Row(
                        "as many others are in recovery as the plan allows",
                        fencing(),
                        all(),
                        Map.of("r-1", "eu-west-1b", "r-9", "eu-west-1c"),
                        1,
                        "Close ROLLED_BACK",
                        "1 others of 3 in recovery, at most 1 at once"),
                new Row(
                        "another one of its zone is in recovery",
                        fencing(),
                        all(),
                        Map.of("r-1", "eu-west-1b", "r-9", "eu-west-1b"),
                        2,
                        "Close ROLLED_BACK",
                        "another one in eu-west-1b is in recovery"),
                new Row(
                        "EC2 does not tell of a sibling",
                        fencing(),
                        Map.of(PRIMARY, Checks.Status.OK, STANDBY, Checks.Status.OK),
                        own,
                        1,
                        "Wait",
                        "the group cannot spare the standby: 1 healthy left"),
                new Row(
                        "nor when the step's time is over",
                        Case.home().lateIn(Stage.STOP),
                        Map.of(PRIMARY, Checks.Status.OK, STANDBY, Checks.Status.OK),
                        own,
                        1,
                        "Close ROLLED_BACK",
                        "nothing has moved: the group cannot spare the standby: 1 healthy left"));
    }

    private static Case fencing() {
        return Case.home().in(Stage.STOP);
    }

    private static Map<InstanceId, Checks.Status> all() {
        return Map.of(PRIMARY, Checks.Status.OK, STANDBY, Checks.Status.OK, THIRD, Checks.Status.OK);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void theGroupIsAskedAgain(Row row) {
        var given = row.given();
        FailoverMove move = Preflight.judge(given.recovery(), given.sight(), STOP, row.facts());
        assertThat(recovery.failover.Row.inShort(move)).as(move.reason()).isEqualTo(row.move());
        assertThat(move.reason()).contains(row.reason());
    }

    /** A case of a fence, and whether its next move waits for the group. */
    record Due(String why, Case given, boolean due) {
        @Override
        public String toString() {
            return why;
        }
    }

    static List<Due> dues() {
        return List.of(
                new Due("the first stop of a failback", fencing(), true),
                new Due("not that of a failover", Case.away().in(Stage.STOP), false),
                new Due(
                        "nor a stronger one, which belongs to the first",
                        Case.home()
                                .stopSent(State.ACCEPTED, "")
                                .lateIn(Stage.STOP)
                                .seen(InstanceState.STOPPING, Case.BY_HAND),
                        false),
                new Due("nor anything but a stop", fencing().seen(InstanceState.TERMINATED, Case.BY_AWS), false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dues")
    void itIsAskedOnlyBefore(Due row) {
        var recovery = row.given().recovery();
        FailoverMove move = FailoverPolicy.next(recovery, row.given().sight());
        assertThat(Preflight.isDue(recovery, move)).as(move.toString()).isEqualTo(row.due());
    }
}
