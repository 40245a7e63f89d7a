package recovery.failover.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recovery.shared.json.Fields;
import recovery.shared.look.Look;
import recovery.shared.record.StepState;
import recovery.simulator.HandClock;
import recovery.simulator.SimulatedScaling;

class CapacityTest extends StepContract {
    private static final Duration LAUNCHING = Duration.ofMinutes(2);

    private final HandClock clock = HandClock.at("2026-03-01T10:00:00Z");
    private final SimulatedScaling scaling = new SimulatedScaling(clock, LAUNCHING);

    CapacityTest() {
        scaling.puts("standby", 1, 4, 1);
    }

    @Override
    Step step() {
        return step(3);
    }

    private Step step(int desired) {
        return new Capacity(Fields.of(Map.of("group", "standby", "desired", desired)), LeversOf.scaling(scaling));
    }

    @Override
    void somebodyElseMovesIt() {
        scaling.puts("standby", 1, 4, 2);
    }

    @Override
    int requests() {
        return scaling.requests();
    }

    private static Map<String, Object> setting(long min, long max, long desired) {
        return Map.of("min", min, "max", max, "desired", desired);
    }

    private Step.Effect effect(Map<String, Object> before, Map<String, Object> after) {
        return step().effect(StepState.prepared("capacity standby", false, before, after), after, clock.now());
    }

    @Test
    void itsNameTellsTheGroup() {
        assertThat(step().name()).isEqualTo("capacity standby");
    }

    @Test
    void theGoalDiffersInTheDesiredCapacityAlone() {
        assertThat(seen()).isEqualTo(setting(1, 4, 1));
        assertThat(goal()).isEqualTo(setting(1, 4, 3));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "the least that the group may have, 1, true",
        "the most that the group may have,  4, true",
        "one less than the group may have,  0, false",
        "one more than the group may have,  5, false"
    })
    void itStaysWithinTheBoundsOfTheGroup(String why, int desired, boolean can) {
        assertThat(step(desired).goal(seen()))
                .as(why)
                .isEqualTo(
                        can
                                ? new Step.Goal.To(setting(1, 4, desired))
                                : new Step.Goal.Cannot(
                                        "capacity standby may be 1 to 4, and the plan wants " + desired));
    }

    @Test
    void boundsThatHaveMovedAreSomebodyElsesDoing() {
        scaling.puts("standby", 1, 9, 1);
        assertThat(step().towards(seen(), setting(1, 4, 1), setting(1, 4, 3))).isEmpty();
    }

    @Test
    void aGroupThatGrowsIsThereWhenItsInstancesAreInService() {
        step().set(setting(1, 4, 1), setting(1, 4, 3));
        assertThat(effect(setting(1, 4, 1), seen()))
                .isEqualTo(new Step.Effect.NotYet("1 of 3 instances of standby are in service"));
        clock.advance(LAUNCHING);
        assertThat(effect(setting(1, 4, 1), seen())).isEqualTo(new Step.Effect.There());
    }

    @Test
    void aGroupThatShrinksIsThereAtOnce() {
        step().set(setting(1, 4, 1), setting(1, 4, 3));
        assertThat(effect(setting(1, 4, 3), setting(1, 4, 1))).isEqualTo(new Step.Effect.There());
    }

    @Test
    void aGroupThatHadItsCapacityAlreadyWaitsForNobody() {
        assertThat(effect(setting(1, 4, 3), setting(1, 4, 3))).isEqualTo(new Step.Effect.There());
    }

    @Test
    void whatCannotBeSeenIsWaitedFor() {
        scaling.blinds(true);
        assertThat(effect(setting(1, 4, 1), setting(1, 4, 3))).isInstanceOf(Step.Effect.NotYet.class);
        assertThat(step().look()).isInstanceOf(Look.Unreadable.class);
    }

    @Test
    void theCommandNamesGroupAndCapacity() {
        assertThat(step().command(setting(1, 4, 3)))
                .isEqualTo(
                        "aws autoscaling set-desired-capacity --auto-scaling-group-name standby --desired-capacity 3");
    }

    @Test
    void itsWordsTellTheBounds() {
        assertThat(step().inWords(setting(1, 4, 3))).isEqualTo("3 of 1 to 4 instances");
    }
}
