package recovery.shared.door;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import recovery.shared.json.BadInput;
import recovery.shared.json.Json;
import recovery.shared.json.PlainText;
import recovery.shared.signal.EventReader;

/** What the handlers do alike: read one document, hand it on, write one document. */
public final class Door {
    private Door() {}

    /** What a function makes of one event: its answer says what was seen, decided and done. */
    public interface Flow {
        /** @param left what Lambda leaves of this execution */
        Map<String, Object> handle(Map<String, Object> event, EventReader reader, Duration left);
    }

    /**
     * Answers one invocation. What is thrown goes back to Lambda, which tries again and then keeps the event at the
     * on-failure destination: nothing is swallowed here.
     *
     * @param context tells the account and the Region of this installation, and the time that is left
     */
    public static void answer(InputStream in, OutputStream out, Context context, Flow flow) throws IOException {
        Duration left = Duration.ofMillis(context.getRemainingTimeInMillis());
        var answer = flow.handle(Json.read(in), reader(context.getInvokedFunctionArn()), left);
        out.write(Json.write(answer).getBytes(StandardCharsets.UTF_8));
    }

    /** A reader for the account and Region in an ARN such as {@code arn:aws:lambda:eu-west-1:123456789012:function:x}. */
    static EventReader reader(String functionArn) {
        String[] parts = functionArn.split(":", -1);
        if (parts.length < 7) {
            throw new BadInput("the function's ARN: expected seven parts, found " + PlainText.clean(functionArn));
        }
        return new EventReader(parts[4], parts[3]);
    }

    /**
     * Makes one useful read of each endpoint while Lambda still gives full processor time, so that the first event
     * does not wait for classes and TLS. What fails here fails again, and is told, when it matters.
     */
    public static void prime(Runnable... reads) {
        for (Runnable read : reads) {
            try {
                read.run();
            } catch (RuntimeException e) {
                System.err.println("priming: " + PlainText.clean(String.valueOf(e.getMessage())));
            }
        }
    }
}
