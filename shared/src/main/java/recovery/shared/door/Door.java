package recovery.shared.door;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BiFunction;
import recovery.shared.json.BadInput;
import recovery.shared.json.Json;
import recovery.shared.json.PlainText;
import recovery.shared.signal.EventReader;

/** What the handlers do alike: read one document, hand it on, write one document. */
public final class Door {
    private Door() {}

    /**
     * Answers one invocation. What is thrown goes back to Lambda, which tries again and then keeps the event at the
     * on-failure destination: nothing is swallowed here.
     *
     * @param functionArn tells the account and the Region of this installation
     */
    public static void answer(
            InputStream in,
            OutputStream out,
            String functionArn,
            BiFunction<Map<String, Object>, EventReader, Map<String, Object>> flow)
            throws IOException {
        Map<String, Object> answer = flow.apply(Json.read(in), reader(functionArn));
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
