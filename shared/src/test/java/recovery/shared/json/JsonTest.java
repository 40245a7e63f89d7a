package recovery.shared.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Documents from outside: one JSON object within bounds, or a {@link BadInput} and nothing else. */
class JsonTest {
    static Stream<Arguments> refused() {
        return Stream.of(
                arguments("nothing", ""),
                arguments("white space", " \n\t "),
                arguments("no JSON", "hello"),
                arguments("markup", "<?xml version=\"1.0\"?><a/>"),
                arguments("an array at the root", "[{\"tick\":\"sweep\"}]"),
                arguments("a text at the root", "\"tick\""),
                arguments("a number at the root", "7"),
                arguments("null at the root", "null"),
                arguments("an object that never ends", "{\"tick\":\"sweep\""),
                arguments("a text that never ends", "{\"tick\":\"sweep"),
                arguments("two documents", "{\"tick\":\"sweep\"}{\"tick\":\"sweep\"}"),
                arguments("something after the document", "{\"tick\":\"sweep\"} x"),
                arguments("one name twice", "{\"tick\":\"sweep\",\"tick\":\"sweep\"}"),
                arguments("one name twice, deep inside", "{\"a\":[{\"b\":1,\"b\":2}]}"),
                arguments("not a number", "{\"a\":NaN}"),
                arguments("infinity", "{\"a\":-Infinity}"),
                arguments("a number of 2,000 digits", "{\"a\":" + "9".repeat(2_000) + "}"),
                arguments("a comment", "{/* */\"a\":1}"),
                arguments("names without quotes", "{a:1}"),
                arguments("a control character in a text", "{\"a\":\"\u0001\"}"),
                arguments("1,000 objects inside each other", "{\"a\":".repeat(1_000) + "1" + "}".repeat(1_000)),
                arguments("1,000 arrays inside each other", "{\"a\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}"),
                arguments("60,000 arrays that never end", "{\"a\":" + "[".repeat(60_000)),
                arguments("one megabyte", "{\"a\":\"" + "x".repeat(1024 * 1024) + "\"}"),
                arguments("one byte too many", "{\"a\":\"" + "x".repeat(Json.LARGEST - 7) + "\"}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void isRefused(String what, String document) {
        assertThatThrownBy(() -> Json.read(document))
                .as(what)
                .isInstanceOfSatisfying(BadInput.class, refusal -> assertThat(refusal.getMessage())
                        .startsWith("the document: expected ")
                        .contains(", found ")
                        .hasSizeLessThan(512)
                        .doesNotContain("\n"));
    }

    @Test
    void theRefusalSaysWhetherItIsNoJsonOrTooDeep() {
        assertThatThrownBy(() -> Json.read("hello"))
                .hasMessageStartingWith(
                        "the document: expected a JSON object, found otherwise: Unrecognized token 'hello'")
                .hasMessageEndingWith("[line: 1, column: 1]");
        assertThatThrownBy(() -> Json.read("{\"a\":".repeat(65) + "1" + "}".repeat(65)))
                .hasMessageStartingWith(
                        "the document: expected JSON within bounds, nested at most 64 deep, found more: ");
    }

    @Test
    void theLargestDocumentIsRead() {
        assertThat(Json.read("{\"a\":\"" + "x".repeat(Json.LARGEST - 8) + "\"}"))
                .containsOnlyKeys("a");
    }

    @Test
    void noMoreIsTakenFromAStreamThanIsNeededToRefuseIt() {
        var endless = new InputStream() {
            private long taken;

            @Override
            public int read() {
                taken++;
                return '[';
            }

            @Override
            public int read(byte[] into, int from, int length) {
                Arrays.fill(into, from, from + length, (byte) '[');
                taken += length;
                return length;
            }
        };
        assertThatThrownBy(() -> Json.read(endless)).isInstanceOf(BadInput.class);
        assertThat(endless.taken).isEqualTo(Json.LARGEST + 1L);
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        assertThatThrownBy(() -> Json.read("{\"a\":\"é\"}".getBytes(ISO_8859_1)))
                .isInstanceOf(BadInput.class);
    }

    @Test
    void aStreamIsReadLikeItsBytes() {
        byte[] document = "{\"a\":[1,2.5,true,null,\"é\"]}".getBytes(UTF_8);
        assertThat(Json.read(new ByteArrayInputStream(document))).isEqualTo(Json.read(document));
    }

    @Test
    void whatIsWrittenIsReadBackTheSame() {
        Map<String, Object> document = Map.of(
                "text",
                "a\n\u001b\u202e\"\\é",
                "number",
                7,
                "large",
                Long.MAX_VALUE,
                "truth",
                true,
                "list",
                List.of(1, Map.of()));
        assertThat(Json.read(Json.write(document))).isEqualTo(document);
        assertThat(Json.write(document)).doesNotContain("\n");
    }

    @Test
    void aNumberTooLargeForAnythingIsNoWholeNumber() {
        Fields fields = Fields.of(Json.read("{\"a\":1e999999999,\"b\":99999999999999999999}"));
        assertThatThrownBy(() -> fields.number("a"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("field a:");
        assertThatThrownBy(() -> fields.number("b"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("field b:");
    }
}
