package recovery.systemtests.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each planted bug is caught by the invariant that it names, and the same run is green without it. A third of the
 * catalogue runs each day, or with {@code -Dplanted.part=18} fewer; {@code -Dplanted.part=1} runs all of it.
 */
class PlantedBugsTest {
    private static final List<PlantedBug> ALL = catalogue();
    private static final Map<String, List<String>> GREEN = new HashMap<>();
    private static final List<String> CAUGHT = new ArrayList<>();

    static List<PlantedBug> chosen() {
        long part = Long.getLong("planted.part", 3);
        long turn = LocalDate.now(ZoneOffset.UTC).toEpochDay() % part;
        var some = new ArrayList<PlantedBug>();
        for (int number = 0; number < ALL.size(); number++) {
            if (number % part == turn) {
                some.add(ALL.get(number));
            }
        }
        return some;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("chosen")
    void itsInvariantCatchesIt(PlantedBug bug) throws IOException {
        assertThat(GREEN.computeIfAbsent(bug.run(), run -> new Copy(Map.of()).broken(run)))
                .as("what " + bug.run() + " finds broken without the bug")
                .isEmpty();
        var copy = new Copy(Compiled.from(planted(bug)));
        List<String> broken = copy.broken(bug.run());
        assertThat(broken)
                .as(bug.sentence() + "\nmust break " + bug.invariant() + " in " + bug.run())
                .anyMatch(found -> found.startsWith(bug.invariant() + ":"));
        CAUGHT.add(bug.id() + " — " + bug.invariant() + " in " + bug.run()
                + (bug.replays().isEmpty() ? "" : " — replays " + bug.replays()));
    }

    private static Map<String, String> planted(PlantedBug bug) throws IOException {
        Map<String, String> sources = new TreeMap<>();
        for (PlantedBug.Change change : bug.changes()) {
            Path file = root().resolve(change.file());
            String source =
                    sources.containsKey(change.className()) ? sources.get(change.className()) : Files.readString(file);
            sources.put(change.className(), change.in(source));
        }
        return sources;
    }

    @Test
    void theCatalogueIsLargeAndNamesEachBugOnce() {
        assertThat(ALL).hasSizeGreaterThanOrEqualTo(40);
        assertThat(ALL.stream().map(PlantedBug::id)).doesNotHaveDuplicates();
    }

    /** A bug in the rest of the catalogue must not rot until its day comes. */
    @Test
    void everyBugFitsTheSourceAsItIsToday() throws IOException {
        for (PlantedBug bug : ALL) {
            assertThat(planted(bug)).as(bug.id()).isNotEmpty();
        }
    }

    @AfterAll
    static void tell() throws IOException {
        Map<String, Integer> byInvariant = new TreeMap<>();
        ALL.forEach(bug -> byInvariant.merge(bug.invariant(), 1, Integer::sum));
        Set<String> runs = new HashSet<>();
        ALL.forEach(bug -> runs.add(bug.run()));
        System.out.println(
                "planted bugs: planted " + chosen().size() + ", caught " + CAUGHT.size() + "; the catalogue has "
                        + ALL.size() + ", of each invariant " + byInvariant + ", met in " + runs.size() + " runs");
        CAUGHT.forEach(line -> System.out.println("  caught: " + line));
        Path figures = Path.of("target", "figures", "planted-bugs.json");
        Files.createDirectories(figures.getParent());
        Files.writeString(
                figures,
                "{\"planted bugs\": " + chosen().size() + ", \"planted bugs caught\": " + CAUGHT.size() + "}\n");
    }

    private static List<PlantedBug> catalogue() {
        try {
            return Catalogue.read(Files.readAllLines(root().resolve("system-tests/src/test/planted-bugs.txt")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("template.yaml"))) {
            folder = Objects.requireNonNull(folder.getParent(), "no template.yaml in this folder or above");
        }
        return folder;
    }
}
