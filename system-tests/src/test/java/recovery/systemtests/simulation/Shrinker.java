package recovery.systemtests.simulation;

import java.util.Arrays;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import recovery.systemtests.invariant.Rule;

/**
 * Cuts a run that breaks a rule down to what matters: choices are made harmless, in pieces that become smaller, as long
 * as the same rule still breaks (delta debugging).
 */
final class Shrinker {
    /** How many runs one shrinking may cost. */
    private static final int MOST_RUNS = 1500;

    private final Predicate<int[]> stillBroken;
    private int runs;

    private Shrinker(Predicate<int[]> stillBroken) {
        this.stillBroken = stillBroken;
    }

    /** The quieter run that breaks the same rule. */
    static Told shrink(Told broken) {
        Rule rule = broken.broken().orElseThrow().rule();
        int[] least = least(broken.choices().taken(), choices -> breaks(broken.engine(), choices, rule));
        return Told.run(broken.engine(), Choices.of(least), new Coverage(), true);
    }

    private static boolean breaks(Engine engine, int[] choices, Rule rule) {
        return Told.run(engine, Choices.of(choices), new Coverage(), false)
                .broken()
                .filter(found -> found.rule() == rule)
                .isPresent();
    }

    /** The shortest and quietest list found of which that still holds. */
    static int[] least(int[] choices, Predicate<int[]> holds) {
        return new Shrinker(holds).shrunk(choices);
    }

    private int[] shrunk(int[] choices) {
        int[] best = withoutEnd(choices);
        for (int piece = Math.max(1, best.length / 2); piece > 0 && runs < MOST_RUNS; piece /= 2) {
            for (int from = 0; from < best.length && runs < MOST_RUNS; from += piece) {
                int[] quieter = quiet(best, from, Math.min(best.length, from + piece));
                if (!Arrays.equals(quieter, best) && holds(quieter)) {
                    best = withoutEnd(quieter);
                }
            }
        }
        return best;
    }

    private boolean holds(int[] choices) {
        runs++;
        return stillBroken.test(choices);
    }

    private static int[] quiet(int[] choices, int from, int to) {
        int[] quieter = choices.clone();
        Arrays.fill(quieter, from, to, 0);
        return quieter;
    }

    private static int[] withoutEnd(int[] choices) {
        OptionalInt last = IntStream.iterate(choices.length - 1, at -> at >= 0, at -> at - 1)
                .filter(at -> choices[at] != 0)
                .findFirst();
        return Arrays.copyOf(choices, last.orElse(-1) + 1);
    }
}
