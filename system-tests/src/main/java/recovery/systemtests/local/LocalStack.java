package recovery.systemtests.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A LocalStack that our launcher started: bound to loopback, with an account of its own. */
public final class LocalStack implements AutoCloseable {
    private final Child child;

    private LocalStack(Child child) {
        this.child = child;
    }

    /** @param functionEnvironment what every function gets besides its own variables */
    static LocalStack start(Workplace place, Map<String, String> functionEnvironment) {
        var command = new ArrayList<>(List.of(
                place.tools().resolve("localstack/bin/python").toString(),
                place.root().resolve("localstack/launch.py").toString(),
                "--tools",
                place.tools().toString(),
                "--run",
                place.run().toString()));
        functionEnvironment.forEach((name, value) -> {
            command.add("--function-env");
            command.add(name + "=" + value);
        });
        return new LocalStack(Child.begin(command, place.run().resolve("launcher.log")));
    }

    public String endpoint() {
        return child.ready().text("endpoint");
    }

    public String account() {
        return child.ready().text("account");
    }

    public String region() {
        return child.ready().text("region");
    }

    public long pid() {
        return child.pid();
    }

    void stay() {
        child.stay();
    }

    @Override
    public void close() {
        child.close();
    }
}
