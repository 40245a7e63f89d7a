package recovery.systemtests.simulation;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * Every decision of one run that the code does not make: drawn from a seed, or given as a list. Zero is always the
 * harmless choice, and what lies beyond the end of a list is zero, so that a shorter list is a quieter run.
 */
final class Choices {
    private final @Nullable SplittableRandom random;
    private final int[] given;
    private int[] taken = new int[512];
    private int count;

    private Choices(@Nullable SplittableRandom random, int[] given) {
        this.random = random;
        this.given = given;
    }

    static Choices of(long seed) {
        return new Choices(new SplittableRandom(seed), new int[0]);
    }

    static Choices of(int[] list) {
        return new Choices(null, list.clone());
    }

    /** A number from zero to less than this. */
    int below(int bound) {
        int chosen = random == null ? replayed(bound) : random.nextInt(bound);
        if (count == taken.length) {
            taken = Arrays.copyOf(taken, 2 * count);
        }
        taken[count++] = chosen;
        return chosen;
    }

    private int replayed(int bound) {
        return count < given.length ? Math.min(given[count], bound - 1) : 0;
    }

    /** Whether something that happens so often in a thousand times happens now. Nothing is drawn for what never does. */
    boolean happens(int perMille) {
        return perMille > 0 && below(1000) >= 1000 - perMille;
    }

    @SafeVarargs
    final <T> T oneOf(T... options) {
        return options[below(options.length)];
    }

    /** How many choices were made so far. */
    int count() {
        return count;
    }

    /** What was chosen so far. */
    int[] taken() {
        return Arrays.copyOf(taken, count);
    }
}
