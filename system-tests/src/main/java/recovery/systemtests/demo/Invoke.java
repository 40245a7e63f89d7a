package recovery.systemtests.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import recovery.shared.json.PlainText;
import recovery.systemtests.local.LocalWorld;

/** Brings up LocalStack, deploys the bundle, runs one function on one event, and prints the answer and its log. */
public final class Invoke {
    private static final List<String> FUNCTIONS = List.of("detection", "restart", "failover", "operator");

    private Invoke() {}

    /** Takes the function's name and the event's file. The exit status says whether the function failed. */
    public static void main(String[] arguments) {
        Foreground.run(() -> {
            Optional<String> mistake = mistake(arguments);
            if (mistake.isPresent()) {
                System.err.println(mistake.get());
                return 2;
            }
            return run(arguments[0], Path.of(arguments[1]));
        });
    }

    /** What is wrong with the arguments, in one sentence. An event that is no JSON is the function's own business. */
    static Optional<String> mistake(String... arguments) {
        String function = arguments.length > 0 ? arguments[0] : "";
        String event = arguments.length > 1 ? arguments[1] : "";
        if (!FUNCTIONS.contains(function)) {
            return Optional.of(expected("FUNCTION", "one of " + String.join(", ", FUNCTIONS), function));
        }
        String file = "a file, such as events/alarm-host-broken.json";
        if (event.isEmpty() || !Files.exists(Path.of(event))) {
            return Optional.of(expected("EVENT", file, event));
        }
        return Files.isRegularFile(Path.of(event)) && Files.isReadable(Path.of(event))
                ? Optional.empty()
                : Optional.of(expected("EVENT", file, event) + ", which is a folder or cannot be read");
    }

    private static String expected(String name, String what, String found) {
        return name + ": expected " + what + ", found " + (found.isEmpty() ? "nothing" : PlainText.clean(found));
    }

    private static int run(String function, Path event) throws IOException {
        String text = new String(Files.readAllBytes(event), StandardCharsets.UTF_8);
        String name = function.substring(0, 1).toUpperCase(Locale.ROOT) + function.substring(1) + "Function";
        try (LocalWorld world = LocalWorld.start("invoke", Invoke::progress)) {
            // The events name an example account and Region; here they are those of this run.
            String here = text.replace("123456789012", world.localStack().account())
                    .replace("us-east-1", world.localStack().region());
            LocalWorld.Answer answer = world.deliver(name, here);
            System.out.println(answer.text());
            world.functionLogs(name).forEach(System.err::println);
            return answer.failed() ? 1 : 0;
        }
    }

    /** Beside the answer, which alone is on standard output. */
    private static void progress(String step) {
        System.err.println(step);
    }
}
