package recovery.systemtests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import recovery.shared.control.Mode;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.json.Json;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Plans;
import recovery.simulator.CallLog;
import recovery.systemtests.story.Bundle;
import recovery.systemtests.story.TestPlans;

/** A dependency is away for an hour while three of four hosts break. All rules are judged after every step as in R. */
class DependencyOutTest {
    private static final Duration AWAY = Duration.ofHours(1);
    private static final Duration DRAINED = Duration.ofMinutes(10);
    private static final List<InstanceId> MACHINES = IntStream.rangeClosed(1, 4)
            .mapToObj(each -> new InstanceId("i-0000000000000000" + each))
            .toList();

    private final List<String> telling = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(
            value = Deed.class,
            names = {"STORE_GONE", "EC2_READS_GONE"})
    void nothingIsActedOnUnseenAndTheBacklogDrainsWithinTenMinutes(Deed away) throws IOException {
        Simulation world = world();
        Instant back = breaksWhileAway(world, away);
        assertThat(acts(world)).isEmpty();
        world.runOn(DRAINED);
        assertThat(acts(world)).hasSize(6).allMatch(act -> !act.at().isBefore(back));
        assertRecovered(world);
        tellDrained(away, back);
    }

    /** The bus only nudges and tells: the ticks recover without it, and people hear of it when it is back. */
    @Test
    void withoutTheBusTheTicksRecoverAllAndPeopleAreToldAfterwards() throws IOException {
        Simulation world = world();
        Instant back = breaksWhileAway(world, Deed.BUS_GONE);
        assertRecovered(world);
        assertThat(world.told()).isEmpty();
        world.runOn(DRAINED);
        assertThat(acts(world)).hasSize(6);
        tellDrained(Deed.BUS_GONE, back);
    }

    /** How long it took until people had been told of all three that they are recovered: nothing is left to do then. */
    private void tellDrained(Deed away, Instant back) throws IOException {
        List<Instant> ends = telling.stream()
                .filter(line -> line.contains("people are told: RECOVERED"))
                .map(line -> Instant.parse(line.substring(0, line.indexOf(' '))))
                .toList();
        assertThat(ends).hasSize(3);
        Duration drained = Duration.between(back, ends.getLast());
        assertThat(drained).isBetween(Duration.ZERO, DRAINED);
        String figure = "backlog after an hour of " + away + ", virtual seconds";
        System.out.println(figure + ": " + drained.toSeconds());
        Path file = Path.of("target", "figures", "backlog-" + away + ".json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, Json.write(Map.of(figure, drained.toSeconds())) + "\n");
    }

    private static Instant breaksWhileAway(Simulation world, Deed away) {
        world.runOn(Duration.ofMinutes(2));
        Instant back = world.now().plus(AWAY);
        world.weather().gone(away, back);
        MACHINES.subList(0, 3).forEach(world.model()::breakHost);
        world.runOn(AWAY.minusSeconds(1));
        return back;
    }

    private static List<CallLog.Entry> acts(Simulation world) {
        return world.model().log().acts();
    }

    private static void assertRecovered(Simulation world) {
        assertThat(world.model().instances())
                .allMatch(one -> one.state() == InstanceState.RUNNING)
                .allMatch(one -> one.ailments().isEmpty());
    }

    private Simulation world() {
        Map<String, Object> plan = TestPlans.setting("limits", "inFlight", Map.of("floor", 3L, "percent", 20L))
                .apply(TestPlans.web());
        var bundle = new Bundle(new Plans(List.of(Plan.of(plan))), 10);
        var setting = new Setting(MACHINES, bundle, Mode.ACT, List.of(), AWAY);
        return new Simulation(Choices.of(new int[0]), new Coverage(), Optional.of(telling), setting, Profile.calm());
    }
}
