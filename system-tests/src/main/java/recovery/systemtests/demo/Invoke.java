package recovery.systemtests.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import recovery.shared.json.Json;
import recovery.systemtests.local.LocalWorld;

/** Brings up LocalStack, deploys the bundle, runs one function on one event, and prints the answer and its log. */
public final class Invoke {
    private static final Set<String> FUNCTIONS = Set.of("detection", "restart", "failover", "operator");

    private Invoke() {}

    /** Takes the function's name and the event's file. */
    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2 || !FUNCTIONS.contains(arguments[0]) || !Files.exists(Path.of(arguments[1]))) {
            System.err.println("expected FUNCTION, one of " + FUNCTIONS
                    + ", and EVENT, a file: make invoke FUNCTION=detection EVENT=events/alarm-host-broken.json");
            System.exit(2);
        }
        String event = Files.readString(Path.of(arguments[1]), StandardCharsets.UTF_8);
        String name = arguments[0].substring(0, 1).toUpperCase(Locale.ROOT) + arguments[0].substring(1) + "Function";
        try (LocalWorld world = LocalWorld.start("invoke", Invoke::progress)) {
            // The events name an example account and Region; here they are those of this run.
            String here = event.replace("123456789012", world.localStack().account())
                    .replace("us-east-1", world.localStack().region());
            System.out.println(Json.write(world.invoke(name, Json.read(here)).asMap()));
            world.functionLogs(name).forEach(System.err::println);
        }
    }

    /** Beside the answer, which alone is on standard output. */
    private static void progress(String step) {
        System.err.println(step);
    }
}
