package recovery.systemtests.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Engines R and L. {@code -Dseeds.r} and {@code -Dseeds.l} say how many seeds, {@code -Dseeds.from} the first one. A seed
 * that breaks a rule is replayed bit for bit by {@code make replay ENGINE=… SEED=…}, which also shrinks it and tells it.
 */
class SeedsTest {
    private static final long FROM = Long.getLong("seeds.from", 1);

    /** With fewer seeds than these, what is rare need not come up. */
    private static final long ENOUGH_FOR_COVERAGE = 2000;

    private static final long ENOUGH_FOR_RARE_EDGES = 15_000;

    @Test
    void noSeedBreaksARuleOfSafety() {
        long count = Long.getLong("seeds.r", 2000);
        var seeds = new Seeds(Engine.R, FROM, count);
        assertHolds(seeds.run(), Engine.R);
        seeds.coverage().all().forEach((what, times) -> System.out.println("  " + times + " " + what));
        if (count >= ENOUGH_FOR_COVERAGE) {
            assertThat(Wanted.missing(seeds.coverage(), count >= ENOUGH_FOR_RARE_EDGES))
                    .isEmpty();
        }
    }

    @Test
    void everythingComesToItsEndOnceTheWorldIsWell() {
        assertHolds(new Seeds(Engine.L, FROM, Long.getLong("seeds.l", 500)).run(), Engine.L);
    }

    private static void assertHolds(Map<Long, Told> broken, Engine engine) {
        List<String> told = new ArrayList<>();
        String revision = broken.isEmpty() ? "" : Revision.inWords();
        broken.forEach((seed, run) -> told.add(String.format(
                Locale.ROOT,
                "seed %d of %s: %s%n  make replay ENGINE=%s SEED=%d",
                seed,
                revision,
                run.broken().orElseThrow().getMessage(),
                engine,
                seed)));
        assertThat(told).as(String.join(System.lineSeparator(), told)).isEmpty();
    }
}
