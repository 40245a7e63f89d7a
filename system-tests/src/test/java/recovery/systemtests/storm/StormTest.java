package recovery.systemtests.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.control.Installation;
import recovery.shared.ec2.InstanceId;
import recovery.simulator.Action;
import recovery.simulator.CallLog;
import recovery.systemtests.story.Bundle;
import recovery.systemtests.story.World;

/**
 * A thousand alarms on two hundred instances within minutes. The limits hold in any window, whatever the order, and when a
 * person releases the brake they hold anew.
 */
@Tag("long")
class StormTest {
    private static final int PER_HOUR = 10;
    private static final int PER_DAY = 3;
    private static final int ALARMS_EACH = 5;
    private static final List<InstanceId> MACHINES = IntStream.rangeClosed(1, 200)
            .mapToObj(each -> new InstanceId(String.format(Locale.ROOT, "i-%017x", each)))
            .toList();
    private static final Duration UNTIL_RELEASED = Duration.ofMinutes(61);

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("storm.seeds", 1));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void attemptsStayWithinTheLimitsInAnyWindow(long seed) {
        World world = World.fleet(MACHINES, ALARMS_EACH);
        breaks(world, new Random(seed));
        world.run(UNTIL_RELEASED);
        assertThat(Installation.read(world.store).brake()).as("the brake").isPresent();
        assertThat(stops(world)).hasSize(PER_HOUR);
        release(world);
        world.run(Duration.ofMinutes(20));
        List<CallLog.Entry> stops = stops(world);
        int most = most(stops, Duration.ofHours(1), any -> true);
        System.out.println("storm, seed " + seed + ": " + MACHINES.size() * ALARMS_EACH + " alarms on "
                + MACHINES.size() + " instances, " + stops.size() + " attempts, at most " + most + " in any hour");
        assertThat(most).isLessThanOrEqualTo(PER_HOUR);
        assertThat(MACHINES).allSatisfy(id -> assertThat(
                        most(stops, Duration.ofDays(1), stop -> stop.ids().contains(id)))
                .isLessThanOrEqualTo(PER_DAY));
    }

    /** In an order and at times of the seed: all within five minutes. */
    private static void breaks(World world, Random random) {
        var order = new ArrayList<>(MACHINES);
        Collections.shuffle(order, random);
        for (InstanceId id : order) {
            world.model.breakHost(id);
            if (random.nextInt(4) == 0) {
                world.run(Duration.ofSeconds(1 + random.nextInt(10)));
            }
        }
    }

    private static void release(World world) {
        var request = Map.<String, Object>of("request", "release-brake", "by", "Ann", "reason", "the storm is over");
        assertThat(world.invoke(Bundle.Function.OPERATOR, request)).isPresent();
        assertThat(Installation.read(world.store).brake()).isEmpty();
    }

    private static List<CallLog.Entry> stops(World world) {
        return world.model.log().acts(Action.STOP_INSTANCES);
    }

    /** The most in any window of this length. */
    private static int most(List<CallLog.Entry> stops, Duration window, Predicate<CallLog.Entry> which) {
        List<Instant> times =
                stops.stream().filter(which).map(CallLog.Entry::at).sorted().toList();
        return times.stream()
                .mapToInt(from -> (int) times.stream()
                        .filter(at -> !at.isBefore(from) && at.isBefore(from.plus(window)))
                        .count())
                .max()
                .orElse(0);
    }
}
