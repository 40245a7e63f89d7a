package recovery.systemtests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** Runs one seed again, bit for bit; if it breaks a rule, shrinks it and tells it as a story. Called by make replay. */
@Tag("replay")
@EnabledIfSystemProperty(named = "replay.seed", matches = "-?\\d+")
class Replay {
    @Test
    void oneSeed() {
        Engine engine = Engine.valueOf(System.getProperty("replay.engine", "R"));
        Told told = Told.run(engine, Choices.of(Long.getLong("replay.seed")), new Coverage(), true);
        Told least = told.broken().isPresent() ? Shrinker.shrink(told) : told;
        System.out.printf(
                "%s, seed %s of engine %s: %d choices, after shrinking %d; digest %d%n",
                Revision.inWords(),
                System.getProperty("replay.seed"),
                engine,
                told.choices().count(),
                least.choices().count(),
                told.digest());
        least.lines().forEach(System.out::println);
        assertThat(told.broken()).isEmpty();
    }
}
