package recovery.systemtests.simulation;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import recovery.systemtests.invariant.Broken;

/**
 * Those of the first seeds of an engine in which a service has an alarm of its own, such as {@code service alarms in the first
 * 400 seeds of R}, for the catalogue of planted bugs: every rule that they find broken, as {@code rule: sentence}. Only types
 * of the JDK go in and out, so that a copy of the product in another class loader can be run as well.
 */
public final class SeedRuns implements Function<String, List<String>> {
    private static final Pattern NAME = Pattern.compile("service alarms in the first (\\d+) seeds of ([RL])");

    /** Whether a run is one of these. */
    public static boolean isOne(String run) {
        return NAME.matcher(run).matches();
    }

    @Override
    public List<String> apply(String run) {
        Matcher name = NAME.matcher(run);
        if (!name.matches()) {
            throw new IllegalArgumentException("there is no run " + run);
        }
        var seeds =
                new Seeds(Engine.valueOf(name.group(2)), 1, Long.parseLong(name.group(1)), SeedRuns::hasServiceAlarm);
        return seeds.run().values().stream()
                .flatMap(told -> told.broken().stream())
                .map(SeedRuns::inWords)
                .toList();
    }

    private static boolean hasServiceAlarm(long seed) {
        return ServiceAlarm.isMeantBy(Setting.drawn(Choices.of(seed)).bundle());
    }

    /** The proof has no number among the invariants of the promises. */
    private static String inWords(Broken broken) {
        String rule = broken.rule().name();
        return (rule.length() > 3 ? rule.toLowerCase(Locale.ROOT) : rule) + ": " + broken.getMessage();
    }
}
