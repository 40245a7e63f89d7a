package recovery.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import recovery.shared.door.Environment;
import recovery.shared.json.BadInput;
import recovery.shared.json.Json;

class OperatorHandlerTest {
    private final Desk desk = new Desk();

    private Map<String, Object> ask(byte[] document) throws IOException {
        var out = new ByteArrayOutputStream();
        new OperatorHandler(desk.flow).handleRequest(new ByteArrayInputStream(document), out, new Invoked());
        return Json.read(out.toByteArray());
    }

    static Stream<Path> requests() throws IOException {
        try (var files = Files.list(Path.of("../../events"))) {
            return files.filter(file -> file.getFileName().toString().startsWith("ask-")).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("requests")
    void everySampleRequestGetsAnAnswerOfOneDocument(Path file) throws IOException {
        var answer = ask(Files.readAllBytes(file));
        assertThat(answer).containsKeys("request", "done", "text");
        assertThat("ask-" + answer.get("request") + ".json")
                .isEqualTo(file.getFileName().toString());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'request':'set-mode','mode':'ACT','by':'A'} | field reason: expected a text, found nothing",
                "{'request':'set-mode','by':'A','reason':'r'} | field mode: expected OFF, OBSERVE or ACT, found nothing",
                "{'request':'set-mode','mode':'on','by':'A','reason':'r'} | field mode: expected OFF, OBSERVE or ACT, found \"on\"",
                "{'request':'why','target':'i-12'} | field target: expected an instance id",
            })
    void aPersonsSlipIsAnAnswerAndNoErrorOfTheFunction(String document, String why) throws IOException {
        var answer = ask(document.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        assertThat(answer).containsEntry("done", false);
        assertThat(document).contains("'request':'" + answer.get("request") + "'");
        assertThat(String.valueOf(answer.get("text"))).startsWith(why).endsWith("; nothing was done");
        assertThat(desk.store.commits()).isEmpty();
        assertThat(desk.log).singleElement().asString().contains("expected");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "why", "[]", "{}", "{\"request\":1}"})
    void whatIsNoRequestIsThrownSoThatTheCallerSeesAnError(String document) {
        assertThatThrownBy(() -> ask(document.getBytes(StandardCharsets.UTF_8))).isInstanceOf(BadInput.class);
        assertThat(desk.store.commits()).isEmpty();
    }

    @Test
    void everyRequestIsLoggedWithWhatWasAnswered() throws IOException {
        ask("{\"request\":\"pause\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(desk.log).singleElement().satisfies(line -> assertThat(Json.read(line))
                .containsEntry("function", "operator")
                .containsEntry("request", "pause")
                .containsEntry("done", false));
    }

    @Test
    void aMissingVariableIsNamed() {
        var environment = new Environment(Map.of("STATE_TABLE", "s", "JOURNAL_TABLE", "j"));
        assertThatThrownBy(() -> OperatorSettings.from(environment)).hasMessageContaining("BUS_NAME");
    }

    @Test
    void thePlansLieBesideTheCode() {
        var environment = new Environment(Map.of(
                "STATE_TABLE", "s",
                "JOURNAL_TABLE", "j",
                "BUS_NAME", "b",
                "AWS_REGION", "eu-west-1",
                "ATTEMPTS_PER_HOUR", "10",
                "LAMBDA_TASK_ROOT", "/var/task"));
        assertThat(OperatorSettings.from(environment).plans()).isEqualTo(Path.of("/var/task/plans"));
    }

    /** What Lambda tells of an invocation, as far as the door asks. */
    private static final class Invoked implements Context {
        @Override
        public String getInvokedFunctionArn() {
            return "arn:aws:lambda:eu-west-1:123456789012:function:operator";
        }

        @Override
        public String getAwsRequestId() {
            return "request-1";
        }

        @Override
        public String getLogGroupName() {
            return "group";
        }

        @Override
        public String getLogStreamName() {
            return "stream";
        }

        @Override
        public String getFunctionName() {
            return "operator";
        }

        @Override
        public String getFunctionVersion() {
            return "1";
        }

        @Override
        public CognitoIdentity getIdentity() {
            throw new UnsupportedOperationException("the door does not ask for it");
        }

        @Override
        public ClientContext getClientContext() {
            throw new UnsupportedOperationException("the door does not ask for it");
        }

        @Override
        public int getRemainingTimeInMillis() {
            return 30_000;
        }

        @Override
        public int getMemoryLimitInMB() {
            return 512;
        }

        @Override
        public LambdaLogger getLogger() {
            throw new UnsupportedOperationException("the door does not ask for it");
        }
    }
}
