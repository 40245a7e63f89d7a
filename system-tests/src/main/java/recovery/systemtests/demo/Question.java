package recovery.systemtests.demo;

import java.time.Duration;
import java.util.Map;
import recovery.shared.json.Fields;
import recovery.systemtests.local.LocalWorld;

/** Asks the operator function as `make ask` does: where the owner of a recovery has to answer, it waits for that. */
record Question(LocalWorld world) {
    /** Owners answer at once, or at their next tick. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    String answer(Map<String, Object> request) {
        Fields first = world.ask(request);
        return first.maybeText("id").map(this::later).orElseGet(() -> first.text("text"));
    }

    private String later(String id) {
        boolean answered = Timeline.until(() -> now(id).flag("done"), PATIENCE);
        String said = now(id).text("text");
        if (!answered) {
            throw new IllegalStateException("not answered in " + PATIENCE + ": " + said);
        }
        return said;
    }

    private Fields now(String id) {
        return world.ask(Map.of("request", "answer", "id", id));
    }
}
