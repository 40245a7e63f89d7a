package recovery.failover.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import recovery.shared.json.Json;

class ShorthandTest {
    private static final String HEAD = "aws service verb --option";

    @Test
    void structuresAndListsAreWrittenInTheOrderOfTheirNames() {
        assertThat(Shorthand.command(HEAD, Map.of("b", List.of(1L, 2L), "a", Map.of("c", true))))
                .isEqualTo(HEAD + " 'a={c=true},b=[1,2]'");
        assertThat(Shorthand.command(HEAD, List.of(Map.of("a", "x"), Map.of("a", "y"))))
                .isEqualTo(HEAD + " 'a=x' 'a=y'");
    }

    @ParameterizedTest(name = "a value such as {0}")
    @ValueSource(strings = {"", "a b", "a,b", "a=b", "it's", "\"text\"", "\\052.example.com.", "#{host}", "[a]", "ü"})
    void whatTheShorthandCannotSayIsADocument(String value) {
        assertThat(document(Shorthand.command(HEAD, Map.of("a", value)))).isEqualTo("{\"a\":" + quoted(value) + "}");
        assertThat(document(Shorthand.command(HEAD, List.of(Map.of("a", value)))))
                .isEqualTo("[{\"a\":" + quoted(value) + "}]");
    }

    @Test
    void anEmptyStructureOrListIsADocumentToo() {
        assertThat(document(Shorthand.command(HEAD, Map.of("a", Map.of(), "b", List.of()))))
                .isEqualTo("{\"a\":{},\"b\":[]}");
    }

    static Stream<Long> seeds() {
        return LongStream.range(0, 200).boxed();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void noCommandHoldsWhatANoticeWouldEscapeNorLosesAnything(long seed) {
        Map<String, Object> structure = structure(new Random(seed), 3);
        for (String command :
                List.of(Shorthand.command(HEAD, structure), Shorthand.command(HEAD, List.of(structure, structure)))) {
            assertThat(command).doesNotContain("\"", "\\", "\n").contains(HEAD);
            assertThat(command.chars().filter(c -> c == '\'').count() % 2).isZero();
        }
        String command = Shorthand.command(HEAD, structure);
        if (command.startsWith("echo ")) {
            assertThat(Json.read(document(command))).isEqualTo(structure);
        }
    }

    private static Map<String, Object> structure(Random random, int depth) {
        var structure = new HashMap<String, Object>();
        for (int field = random.nextInt(3); field >= 0; field--) {
            structure.put("F" + field, value(random, depth));
        }
        return structure;
    }

    private static Object value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 5 : 3)) {
            case 0 -> text(random);
            case 1 -> random.nextInt(1000);
            case 2 -> random.nextBoolean();
            case 3 -> structure(random, depth - 1);
            default -> {
                var list = new ArrayList<Object>();
                IntStream.range(0, random.nextInt(3)).forEach(each -> list.add(value(random, depth - 1)));
                yield list;
            }
        };
    }

    /** Mostly plain, so that both ways are taken. */
    private static String text(Random random) {
        String letters = random.nextInt(4) == 0 ? "a\"'\\ ,=\n\t{}[]$`é" : "abcXYZ019./:@*+-_";
        var text = new StringBuilder("a");
        random.ints(random.nextInt(5), 0, letters.length()).forEach(at -> text.append(letters.charAt(at)));
        return text.toString();
    }

    private static String document(String command) {
        assertThat(command).startsWith("echo ").endsWith(" | base64 -d | " + HEAD + " file:///dev/stdin");
        return new String(Base64.getDecoder().decode(command.split(" ", 3)[1]), StandardCharsets.UTF_8);
    }

    private static String quoted(String value) {
        String document = Json.write(Map.of("v", value));
        return document.substring(document.indexOf(':') + 1, document.length() - 1);
    }
}
