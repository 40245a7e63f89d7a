package recovery.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import recovery.shared.control.Mode;
import recovery.shared.json.BadInput;
import recovery.shared.json.Fields;
import recovery.shared.json.Json;

class RequestReaderTest {
    private static Request read(String document) {
        return RequestReader.read(Fields.of(Json.read(document.replace('\'', '"'))));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "no request at all             | {}                                                    | field request",
                "a request that is no text     | {'request':1}                                         | field request",
                "why without a target          | {'request':'why'}                                     | field target",
                "why about half an instance    | {'request':'why','target':'i-12'}                     | field target",
                "why about a strange service   | {'request':'why','target':'service:a b'}              | field target",
                "a mode that does not exist    | {'request':'set-mode','mode':'on','by':'A','reason':'r'} | field mode",
                "no mode                       | {'request':'set-mode','by':'A','reason':'r'}          | field mode",
                "a mode that nobody sets       | {'request':'set-mode','mode':'OFF','reason':'r'}      | field by",
                "a mode without a reason       | {'request':'set-mode','mode':'OFF','by':'A'}          | field reason",
                "a reason of blanks            | {'request':'set-mode','mode':'OFF','by':'A','reason':' '} | field reason",
                "a brake that nobody releases  | {'request':'release-brake','reason':'r'}              | field by",
                "an unsigned acknowledgement   | {'request':'acknowledge','target':'i-0123456789abcdef0'} | field by",
                "nothing to cancel             | {'request':'cancel','by':'A','reason':'r'}            | field target",
                "a recovery that is no id      | {'request':'cancel','recovery':'r#1','by':'A','reason':'r'} | field recovery",
                "a preview of nothing          | {'request':'preview'}                                 | field plan",
                "a preview of an instance      | {'request':'preview','target':'i-0123456789abcdef0'}  | field target",
                "a plan with a strange name    | {'request':'preview','plan':'a b'}                    | field plan",
                "a failback that nobody asks   | {'request':'failback','plan':'web','reason':'r'}      | field by",
                "an answer to nothing          | {'request':'answer'}                                  | field id",
            })
    void isAnErrorThatNamesTheField(String why, String document, String field) {
        assertThatThrownBy(() -> read(document)).isInstanceOf(BadInput.class).hasMessageContaining(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"pause", "resume", "approve", "decline", "recover"})
    void whatALaterVersionDoesIsRefusedWithASentence(String name) {
        assertThat(read("{'request':'" + name + "'}"))
                .isInstanceOfSatisfying(Request.Unknown.class, unknown -> assertThat(unknown.why())
                        .startsWith(name + " is not built in this version; it knows status, why,"));
    }

    @Test
    void whatNoVersionKnowsIsRefusedWithASentence() {
        assertThat(read("{'request':'reboot-all'}"))
                .isInstanceOfSatisfying(Request.Unknown.class, unknown -> assertThat(unknown.why())
                        .contains("\"reboot-all\" is no request"));
    }

    @Test
    void theModeProposeIsRefusedUntilItIsBuilt() {
        assertThat(read("{'request':'set-mode','mode':'PROPOSE','by':'A','reason':'r'}"))
                .isInstanceOfSatisfying(Request.Unknown.class, unknown -> assertThat(unknown.why())
                        .contains("PROPOSE is not built in this version"));
    }

    @Test
    void textFromOutsideIsMadeHarmlessBeforeItIsStored() {
        var request = read("{'request':'set-mode','mode':'OFF','by':'A\\u001b[2J','reason':'line\\nbreak'}");
        assertThat(request).isEqualTo(new Request.SetMode(Mode.OFF, new Request.Signature("A [2J", "line break")));
    }

    @Test
    void theSwitchHasAHistoryToo() {
        assertThat(read("{'request':'why','target':'switch'}")).isEqualTo(new Request.Why("switch", Optional.empty()));
    }

    @Test
    void aServiceIsNamedByItsPlanOrAsATarget() {
        var signed = new Request.Signature("A", "r");
        assertThat(read("{'request':'failback','plan':'web','by':'A','reason':'r'}"))
                .isEqualTo(new Request.Failback("web", signed));
        assertThat(read("{'request':'failback','target':'service:web','by':'A','reason':'r'}"))
                .isEqualTo(new Request.Failback("web", signed));
    }

    @Test
    void whoeverOnlyLooksNeedNotSayWhoAndWhy() {
        assertThat(read("{'request':'preview','plan':'web'}"))
                .isEqualTo(new Request.Preview(
                        "web", new Request.Signature("somebody", "to see what a failover would do")));
        assertThat(read("{'request':'preview','plan':'web','by':'A','reason':'r'}"))
                .isEqualTo(new Request.Preview("web", new Request.Signature("A", "r")));
    }
}
