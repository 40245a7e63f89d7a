package recovery.shared.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** One object, read field by field, with errors that name the whole path. */
class FieldsTest {
    private static final Fields FIELDS = Fields.of(
            Json.read(
                    """
            {"text": "a", "number": 7, "half": 0.5, "flag": true, "nothing": null, "wait": "PT5M", "mode": "ON",
             "inner": {"list": ["a", 7], "objects": [{"deep": 7}, "b"]}}"""));

    private enum Mode {
        ON,
        OFF
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(f -> f.text("absent"), "field absent: expected a text, found nothing"),
                refusal(f -> f.text("nothing"), "field nothing: expected a text, found nothing"),
                refusal(f -> f.text("number"), "field number: expected a text, found \"7\""),
                refusal(f -> f.flag("text"), "field text: expected true or false, found \"a\""),
                refusal(f -> f.flag("absent"), "field absent: expected true or false, found nothing"),
                refusal(f -> f.number("text"), "field text: expected a whole number, found \"a\""),
                refusal(f -> f.number("half"), "field half: expected a whole number, found \"0.5\""),
                refusal(f -> f.duration("text"), "field text: expected an ISO-8601 duration such as PT5M, found \"a\""),
                refusal(
                        f -> f.instant("text"),
                        "field text: expected a time such as 2026-03-01T10:05:00Z, found \"a\""),
                refusal(f -> f.oneOf("text", Mode.class), "field text: expected one of [ON, OFF], found \"a\""),
                refusal(f -> f.object("text"), "field text: expected an object, found \"a\""),
                refusal(f -> f.object("inner").texts("list"), "field inner.list[1]: expected a text, found \"7\""),
                refusal(f -> f.object("inner").objects("list"), "field inner.list[0]: expected an object, found \"a\""),
                refusal(
                        f -> f.object("inner").objects("objects"),
                        "field inner.objects[1]: expected an object, found \"b\""),
                refusal(f -> f.texts("text"), "field text: expected a list, found \"a\""));
    }

    private static Arguments refusal(Function<Fields, Object> reading, String sentence) {
        return Arguments.arguments(sentence, reading);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refusals")
    void saysWhatWasExpectedAndFound(String sentence, Function<Fields, Object> reading) {
        assertThatThrownBy(() -> reading.apply(FIELDS))
                .isInstanceOf(BadInput.class)
                .hasMessage(sentence);
    }

    @Test
    void readsWhatIsThere() {
        assertThat(FIELDS.text("text")).isEqualTo("a");
        assertThat(FIELDS.number("number")).isEqualTo(7);
        assertThat(FIELDS.count("number")).isEqualTo(7);
        assertThat(FIELDS.flag("flag")).isTrue();
        assertThat(FIELDS.duration("wait")).isEqualTo(Duration.ofMinutes(5));
        assertThat(FIELDS.oneOf("mode", Mode.class)).isEqualTo(Mode.ON);
        assertThat(FIELDS.maybeText("nothing")).isEmpty();
        assertThat(FIELDS.texts("absent")).isEmpty();
        assertThat(FIELDS.objects("absent")).isEmpty();
        assertThat(FIELDS.object("inner").path("list")).isEqualTo("inner.list");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "2026-03-01T10:05:00Z,             2026-03-01T10:05:00Z",
        "2026-03-01T10:05:00.123Z,         2026-03-01T10:05:00.123Z",
        "2026-03-01T10:05:00+0000,         2026-03-01T10:05:00Z",
        "2026-03-01T10:05:00.123+0000,     2026-03-01T10:05:00.123Z",
        "2026-03-01T10:05:00.1+0000,       2026-03-01T10:05:00.100Z",
        "2026-03-01T10:05:00.123456+0000,  2026-03-01T10:05:00.123456Z",
        "2026-03-01T12:05:00.123+0200,     2026-03-01T10:05:00.123Z",
        "2026-03-01T12:05:00+02:00,        2026-03-01T10:05:00Z",
    })
    void readsTimesAsAwsWritesThem(String text, Instant expected) {
        assertThat(Fields.of(Map.of("at", text)).instant("at")).isEqualTo(expected);
    }

    @Test
    void theNameOfAFieldCannotBreakTheSentence() {
        var fields = Fields.of(Map.of("a\n\u001b[31m", 7));
        assertThatThrownBy(() -> fields.text("a\n\u001b[31m"))
                .isInstanceOf(BadInput.class)
                .hasMessage("field a  [31m: expected a text, found \"7\"");
    }
}
