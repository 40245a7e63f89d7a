package recovery.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import recovery.shared.door.Environment;
import recovery.shared.json.BadInput;
import recovery.shared.json.Json;

class FailoverHandlerTest {
    private final Site site = new Site();

    private Map<String, Object> handle(String event) throws IOException {
        var out = new ByteArrayOutputStream();
        byte[] document = Files.readAllBytes(Path.of("../../events", event));
        new FailoverHandler(site.flow).handleRequest(new ByteArrayInputStream(document), out, new Invoked());
        return Json.read(out.toByteArray());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "failover-requested.json",
                "restart-requested.json",
                "request-made.json",
                "instance-stopped.json",
                "instance-running.json",
                "instance-terminated.json",
                "alarm-host-broken.json",
                "health-retirement.json",
                "tick.json"
            })
    void everyEventGetsAnAnswerThatSaysWhatWasDone(String event) throws IOException {
        var answer = handle(event);
        assertThat(answer).containsKeys("decision", "reason", "next");
        assertThat(String.valueOf(answer.get("reason"))).doesNotContain("belongs to");
    }

    @Test
    void aRequestOfAPersonIsSentToItsOwnDoor() {
        assertThatThrownBy(() -> handle("ask-status.json"))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("field request");
    }

    @Test
    void aMissingVariableIsNamed() {
        var environment = new Environment(Map.of("STATE_TABLE", "s", "JOURNAL_TABLE", "j", "BUS_NAME", "b"));
        assertThatThrownBy(() -> FailoverSettings.from(environment)).hasMessageContaining("AWS_REGION");
    }

    /** What Lambda tells of an invocation, as far as the door asks. */
    private static final class Invoked implements Context {
        @Override
        public String getInvokedFunctionArn() {
            return "arn:aws:lambda:us-east-1:123456789012:function:failover";
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
            return "failover";
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
