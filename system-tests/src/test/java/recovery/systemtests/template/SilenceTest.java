package recovery.systemtests.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import recovery.shared.json.Fields;
import recovery.shared.json.Json;
import recovery.systemtests.story.Bundle;
import recovery.systemtests.story.Interruption;
import recovery.systemtests.story.World;

/**
 * Detection, restart or failover dies, at any time of the minute: how long it takes until the template's alarm rings, by
 * the heartbeats that the functions really write. All of it is virtual time.
 */
class SilenceTest {
    static final List<String> TICKING = Template.TICKING;

    private static final Duration PAGED_WITHIN = Duration.ofMinutes(15);
    private static final Duration WELL = Duration.ofMinutes(12);
    private static final int STEP = 5;

    @ParameterizedTest(name = "{0}")
    @FieldSource("TICKING")
    void aPersonIsPagedWithinAQuarterOfAnHourOfItsDeath(String function) {
        Duration longest = Duration.ZERO;
        for (int second = 0; second < 60; second += STEP) {
            World world = World.acting().run(WELL.plusSeconds(second));
            Instant died = world.clock.now();
            world.interruptedBy(new Death(function)).run(PAGED_WITHIN);
            for (String each : TICKING) {
                Optional<Instant> rings = HeartbeatAlarm.of(each).rings(beats(world, each), died, world.clock.now());
                assertThat(rings.isPresent()).as("the alarm of " + each).isEqualTo(each.equals(function));
                Duration took = Duration.between(died, rings.orElse(died));
                longest = took.compareTo(longest) > 0 ? took : longest;
            }
        }
        System.out.println(
                "death of " + function + ": a person is paged within " + longest.toSeconds() + " virtual seconds");
        assertThat(longest).isPositive().isLessThanOrEqualTo(PAGED_WITHIN);
    }

    private static List<Instant> beats(World world, String function) {
        return world.lines().stream()
                .filter(line -> line.startsWith("{") && line.contains("\"Heartbeat\":1"))
                .map(line -> Fields.of(Json.read(line)))
                .filter(line -> line.text("Function").equals(Template.shortName(function)))
                .map(line -> Instant.ofEpochMilli(line.object("_aws").number("Timestamp")))
                .toList();
    }

    /** From now on each execution of a function ends at the first thing that it does. */
    private static final class Death implements Interruption {
        private final String function;
        private boolean dead;

        Death(String function) {
            this.function = Template.shortName(function);
        }

        @Override
        public void begins(Bundle.Function who) {
            dead = who.wireName().equals(function);
        }

        @Override
        public <T> T at(Class<T> port, T real) {
            return dead ? port.cast(dying(port)) : real;
        }

        private static Object dying(Class<?> port) {
            return Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, given) -> {
                throw new Died();
            });
        }
    }
}
