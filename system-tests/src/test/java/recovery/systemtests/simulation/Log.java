package recovery.systemtests.simulation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import recovery.shared.store.StoreUnreadable;
import recovery.systemtests.invariant.Broken;
import recovery.systemtests.invariant.Rule;
import recovery.systemtests.story.Bundle;

/** What the functions said: counts what their guards found, and notices what went wrong against all expectation. */
final class Log {
    /** How the product speaks of a store that it cannot read, of a bus that is out, and of calls that take long. */
    private static final List<String> EXPECTED =
            List.of("store could not be read", "switch unreadable", "the bus did not take", "no time is left");

    private static final Set<String> GUARDS =
            Set.of("switch", "opt-in", "alarm", "witness", "will", "loss", "group", "rate");

    private final Coverage coverage;
    private Optional<String> trouble = Optional.empty();

    Log(Coverage coverage) {
        this.coverage = coverage;
    }

    /** One line of a function's log. */
    void line(String line) {
        boolean failed = line.contains("could not be judged") || line.contains("could not be swept");
        if (failed && EXPECTED.stream().noneMatch(line::contains)) {
            trouble = Optional.of(line);
        }
        if (line.contains("\"guards\":[{")) {
            guards(line);
        }
    }

    /** Detection says what each guard found; what it finds of the service's own alarm is counted once more. */
    private void guards(String line) {
        boolean ofService = line.contains("\"symptom\":\"APPLICATION\"");
        int from = line.indexOf("\"guards\":[{");
        for (String guard : line.substring(from, line.indexOf(']', from)).split("\\{", -1)) {
            String name = field(guard, "\"guard\":\"");
            if (!name.isEmpty()) {
                String finding = field(guard, "\"finding\":\"");
                coverage.verdict("detection", name, finding);
                if (ofService) {
                    coverage.verdict("service", name, finding);
                }
            }
        }
    }

    private static String field(String json, String name) {
        int at = json.indexOf(name);
        return at < 0 ? "" : json.substring(at + name.length(), json.indexOf('"', at + name.length()));
    }

    void answered(Bundle.Function function, Map<String, Object> answer) {
        if (answer.get("failed") instanceof List<?> failed) {
            for (Object one : failed) {
                if (EXPECTED.stream().noneMatch(String.valueOf(one)::contains)) {
                    trouble = Optional.of(function.wireName() + ": " + one);
                }
            }
        }
        String reason = String.valueOf(answer.get("reason"));
        int colon = reason.indexOf(": ");
        if (function == Bundle.Function.RESTART && colon > 0 && GUARDS.contains(reason.substring(0, colon))) {
            coverage.verdict("restart", reason.substring(0, colon), "REFUSES");
        }
    }

    void threw(Bundle.Function function, Throwable failure) {
        boolean expected = failure instanceof Died || failure instanceof StoreUnreadable;
        if (!expected) {
            throw new Broken(Rule.CRASH, function.wireName() + " ended in " + failure + " " + top(failure));
        }
    }

    private static String top(Throwable failure) {
        StackTraceElement[] trace = failure.getStackTrace();
        return trace.length == 0 ? "" : "at " + trace[0];
    }

    /** Raises what a function swallowed and should not have met. */
    void raise() {
        trouble.ifPresent(what -> {
            throw new Broken(Rule.CRASH, what);
        });
    }
}
