package recovery.failover.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.ec2.InstanceId;
import recovery.shared.json.Fields;
import recovery.shared.look.Look;
import recovery.shared.record.Recovery;
import recovery.shared.record.StepState;
import recovery.simulator.HandClock;
import recovery.simulator.SimulatedBalancers;

class TargetsTest extends StepContract {
    private static final String GROUP =
            "arn:aws:elasticloadbalancing:eu-west-1:123456789012:targetgroup/web/0123456789abcdef";
    private static final Optional<Integer> PORT = Optional.of(8080);
    private static final Duration INITIAL = Duration.ofSeconds(30);
    private static final Duration DRAINING = Duration.ofMinutes(5);
    private static final InstanceId PRIMARY = new InstanceId("i-0123456789abcdef0");
    private static final InstanceId STANDBY = new InstanceId("i-0fedcba9876543210");
    private static final InstanceId OTHER = new InstanceId("i-0aaaaaaaaaaaaaaaa");

    private static final Map<String, Object> NEITHER = registered();
    private static final Map<String, Object> OLD = registered(PRIMARY);
    private static final Map<String, Object> BOTH = registered(PRIMARY, STANDBY);
    private static final Map<String, Object> NEW = registered(STANDBY);

    private final HandClock clock = HandClock.at("2026-03-01T10:00:00Z");
    private final Set<InstanceId> stopped = new TreeSet<>();
    private final SimulatedBalancers balancers = new SimulatedBalancers(
            clock, new SimulatedBalancers.Spans(INITIAL, DRAINING), instance -> !stopped.contains(instance));

    TargetsTest() {
        balancers.registers(GROUP, PORT, PRIMARY, OTHER);
    }

    @Override
    Step step() {
        return step(Map.of("group", GROUP, "port", 8080));
    }

    private Step step(Map<String, Object> settings) {
        return new Targets(Fields.of(settings), new Recovery.Sides(PRIMARY, STANDBY), LeversOf.balancers(balancers));
    }

    @Override
    void somebodyElseMovesIt() {
        balancers.removes(GROUP, PORT, PRIMARY);
    }

    @Override
    int requests() {
        return balancers.requests();
    }

    private static Map<String, Object> registered(InstanceId... sides) {
        return Map.of("registered", Stream.of(sides).map(InstanceId::value).toList());
    }

    private Step.Effect there(Map<String, Object> now) {
        return step().effect(StepState.prepared(step().name(), true, OLD, NEW), now, clock.now());
    }

    private Step.Effect back(Map<String, Object> now) {
        return step().effect(StepState.prepared(step().name(), true, NEW, OLD), now, clock.now());
    }

    @Test
    void itsNameTellsTheGroupAndThePortThatIsNotTheGroups() {
        assertThat(step().name()).isEqualTo("targets web:8080");
        assertThat(step(Map.of("group", GROUP)).name()).isEqualTo("targets web");
    }

    @Test
    void itSeesTheTwoSidesAndNobodyElse() {
        assertThat(seen()).isEqualTo(OLD);
    }

    /** One that was terminated is taken out of a group without us. */
    static Stream<Map<String, Object>> beginnings() {
        return Stream.of(NEITHER, OLD, BOTH, NEW);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("beginnings")
    void fromEverywhereTheGoalIsTheOtherSideAlone(Map<String, Object> before) {
        assertThat(step().goal(before)).isEqualTo(new Step.Goal.To(NEW));
    }

    @ParameterizedTest(name = "{0}: from {1} to {2}, seen {3}: {4}")
    @CsvSource({
        "the standby is registered first,                   old,     new,     old,     both",
        "then the primary is taken out,                     old,     new,     both,    new",
        "and that is all,                                   old,     new,     new,     new",
        "neither is registered: somebody else acts,         old,     new,     neither, nobody's",
        "on the way back the primary is registered first,   new,     old,     new,     both",
        "then the standby is taken out,                     new,     old,     both,    old",
        "from half-way back it is taken out at once,        new,     old,     old,     old",
        "a way back that is disturbed too,                  new,     old,     neither, nobody's",
        "a standby that was registered is only left over,   both,    new,     both,    new",
        "and gets its company back,                         new,     both,    new,     both",
        "which was never the primary alone: somebody acts,  both,    new,     old,     nobody's",
        "a terminated primary is not there to be taken out, neither, new,     neither, new",
        "and there is nobody to be brought back,            new,     neither, new,     neither",
        "a primary that comes back is somebody's doing,     neither, new,     both,    nobody's"
    })
    void theWayIsSafeAtEachSetting(String why, String from, String to, String now, String next) {
        assertThat(step().towards(named(now), named(from), named(to)))
                .as(why)
                .isEqualTo(next.equals("nobody's") ? Optional.empty() : Optional.of(named(next)));
    }

    private static Map<String, Object> named(String setting) {
        return switch (setting) {
            case "neither" -> NEITHER;
            case "old" -> OLD;
            case "both" -> BOTH;
            case "new" -> NEW;
            default -> throw new IllegalArgumentException(setting);
        };
    }

    @Test
    void thePrimaryIsNotTakenOutBeforeTheStandbyIsHealthy() {
        step().set(OLD, BOTH);
        assertThat(there(BOTH)).isEqualTo(new Step.Effect.NotYet("i-0fedcba9876543210 is initial in targets web:8080"));
        clock.advance(INITIAL);
        assertThat(there(BOTH)).isEqualTo(new Step.Effect.There());
    }

    @Test
    void aStandbyThatFallsSickAfterwardsHasNotTakenOver() {
        balancers.registers(GROUP, PORT, STANDBY);
        balancers.sickens(STANDBY, true);
        assertThat(there(NEW))
                .isEqualTo(new Step.Effect.NotYet("i-0fedcba9876543210 is unhealthy in targets web:8080"));
    }

    @Test
    void aStandbyThatStandsStillIsNeverHealthy() {
        step().set(OLD, BOTH);
        stopped.add(STANDBY);
        clock.advance(INITIAL);
        assertThat(there(BOTH)).isEqualTo(new Step.Effect.NotYet("i-0fedcba9876543210 is unused in targets web:8080"));
    }

    @Test
    void aHealthThatCannotBeSeenIsWaitedFor() {
        balancers.blinds(true);
        assertThat(there(BOTH)).isInstanceOf(Step.Effect.NotYet.class);
        assertThat(step().look()).isInstanceOf(Look.Unreadable.class);
    }

    @Test
    void onTheWayBackNobodyWaitsForAPrimaryThatStandsStill() {
        stopped.add(PRIMARY);
        assertThat(back(BOTH)).isEqualTo(new Step.Effect.There());
        assertThat(back(OLD)).isEqualTo(new Step.Effect.There());
    }

    @Test
    void oneThatDrainsIsOutAlreadyAndCanComeBack() {
        step().set(OLD, BOTH);
        step().set(BOTH, NEW);
        assertThat(balancers.targets(GROUP, PORT).seen().orElseThrow()).containsEntry(PRIMARY, "draining");
        assertThat(seen()).isEqualTo(NEW);
        step().set(NEW, BOTH);
        assertThat(seen()).isEqualTo(BOTH);
    }

    @Test
    void othersOfTheGroupStay() {
        step().set(OLD, BOTH);
        step().set(BOTH, NEW);
        assertThat(balancers.targets(GROUP, PORT).seen().orElseThrow()).containsEntry(OTHER, "healthy");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("beginnings")
    void askingForWhatIsSoChangesNothing(Map<String, Object> setting) {
        balancers.removes(GROUP, PORT, PRIMARY);
        for (String id : Fields.of(setting).texts("registered")) {
            balancers.registers(GROUP, PORT, new InstanceId(id));
        }
        step().set(setting, setting);
        assertThat(seen()).isEqualTo(setting);
    }

    @Test
    void theCommandRegistersFirst() {
        String targets = "-targets --target-group-arn " + GROUP + " --targets Id=";
        assertThat(step().command(NEW))
                .isEqualTo("aws elbv2 register" + targets + STANDBY + ",Port=8080 && aws elbv2 deregister" + targets
                        + PRIMARY + ",Port=8080");
        assertThat(step(Map.of("group", GROUP)).command(NEITHER))
                .isEqualTo("aws elbv2 deregister" + targets + PRIMARY + " && aws elbv2 deregister" + targets + STANDBY);
    }

    @Test
    void itsWordsAreTheSides() {
        assertThat(List.of(NEITHER, OLD, BOTH).stream().map(step()::inWords))
                .containsExactly("neither side", "i-0123456789abcdef0", "i-0123456789abcdef0 and i-0fedcba9876543210");
    }
}
