package recovery.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.json.Fields;
import recovery.shared.words.Asks;

/** What people are told to ask is what the operator function takes. */
class HintsTest {
    private static final Path ROOT = Path.of("../..");
    private static final Pattern HINT =
            Pattern.compile("make ask (REQUEST=[a-z-]+(?: [A-Z]+=(?:\"[^\"]+\"|'[^']+'|[^\\s`)]+))*)");
    private static final Pattern FIELD = Pattern.compile("([A-Z]+)=(?:\"([^\"]+)\"|'([^']+)'|([^ ]+))");

    /** What stands for a value in the documents. */
    private static final Map<String, String> SAMPLES =
            Map.of("TARGET", "i-0123456789abcdef0", "MODE", "OFF", "PLAN", "web");

    /** What each hint of a notice or an answer is given. */
    private static final Map<String, List<String>> GIVEN = Map.of(
            "why", List.of("installation"),
            "status", List.of(),
            "acknowledge", List.of("i-0123456789abcdef0"),
            "releaseBrake", List.of(),
            "failback", List.of("web"),
            "answer", List.of("r-1"));

    static Stream<String> hints() throws ReflectiveOperationException {
        var hints = Stream.<String>builder();
        for (Method method : Asks.class.getDeclaredMethods()) {
            if (Modifier.isPublic(method.getModifiers())) {
                List<String> given = Optional.ofNullable(GIVEN.get(method.getName()))
                        .orElseThrow(
                                () -> new AssertionError("say above with what " + method.getName() + " is called"));
                hints.add((String) method.invoke(null, given.toArray()));
            }
        }
        return hints.build();
    }

    static Stream<String> documented() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .flatMap(file -> HINT.matcher(read(file)).results().map(hint -> hint.group(1)))
                    .distinct()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource({"hints", "documented"})
    void everyHintAsksForAllThatIsRequired(String hint) {
        var request = new HashMap<String, Object>(Map.of("by", "whoever asks"));
        FIELD.matcher(hint).results().forEach(field -> {
            String value = Stream.of(field.group(2), field.group(3), field.group(4))
                    .filter(said -> said != null)
                    .findFirst()
                    .orElseThrow();
            request.put(
                    field.group(1).toLowerCase(Locale.ROOT),
                    value.endsWith("…") ? SAMPLES.getOrDefault(field.group(1), "said") : value);
        });
        assertThatCode(() -> RequestReader.read(Fields.of(request))).doesNotThrowAnyException();
        assertThat(RequestReader.read(Fields.of(request))).isNotInstanceOf(Request.Unknown.class);
    }

    @Test
    void theDocumentsNameHints() throws IOException {
        assertThat(documented()).hasSizeGreaterThan(4);
    }

    @Test
    void noSentenceOfTheFunctionsMakesAHintOfItsOwn() throws IOException {
        for (String module : List.of("shared", "functions")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module))) {
                assertThat(files.filter(file -> file.toString().matches(".*/src/main/.*\\.java"))
                                .filter(file -> !file.endsWith("Asks.java")))
                        .noneMatch(file -> read(file).contains("make ask"));
            }
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
