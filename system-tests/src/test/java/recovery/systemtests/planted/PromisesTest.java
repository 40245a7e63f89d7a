package recovery.systemtests.planted;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/promises.md promises is tied to tests that exist. */
class PromisesTest {
    private static final Pattern NAMED = Pattern.compile("`([A-Z]\\w*Test)`");

    @Test
    void everyNamedTestExists() throws IOException {
        Set<String> tests;
        try (Stream<Path> files = Files.walk(PlantedBugsTest.root())) {
            tests = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .collect(Collectors.toSet());
        }
        assertThat(tests).containsAll(named(text()));
    }

    @Test
    void everyPromiseIsThereOnceAndNamesATest() throws IOException {
        List<String> sections = Arrays.asList(text().split("\n## "));
        IntStream.rangeClosed(1, 10).forEach(number -> {
            List<String> own = sections.stream()
                    .filter(section -> section.startsWith("P" + number + " "))
                    .toList();
            assertThat(own).as("P" + number).hasSize(1);
            assertThat(named(own.getFirst())).as("tests of P" + number).isNotEmpty();
        });
    }

    private static List<String> named(String text) {
        return NAMED.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static String text() throws IOException {
        return Files.readString(PlantedBugsTest.root().resolve("docs/promises.md"));
    }
}
