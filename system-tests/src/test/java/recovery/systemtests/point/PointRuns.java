package recovery.systemtests.point;

import java.util.List;
import java.util.function.Function;

/**
 * The points of one story, or its tellings over the wire, for the catalogue of planted bugs: every problem that they find,
 * as {@code rule: sentence}. Only types of the JDK go in and out, so that a copy of the product in another class loader can
 * be run as well.
 */
public final class PointRuns implements Function<String, List<String>> {
    private static final String POINTS = "points of ";
    private static final String WIRE = "wire of ";

    /** Whether a run is one of these. */
    public static boolean isOne(String run) {
        return run.startsWith(POINTS) || run.startsWith(WIRE);
    }

    @Override
    public List<String> apply(String run) {
        return run.startsWith(POINTS)
                ? new Singles(Stories.named(run.substring(POINTS.length())))
                        .tellUntilAProblem()
                        .problems()
                : new WireTelling(Stories.named(run.substring(WIRE.length())))
                        .tell()
                        .problems();
    }
}
