package recovery.systemtests.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Brings what is seen into the order in which it happened. A look reads one thing after the other, so that an act may be
 * seen before the note that preceded it: what happened waits until nothing earlier can come to light any more.
 */
final class Chronicle {
    /** How long after it happened a thing may come to light. A journal row has the time of its judgement, not of its write. */
    static final Duration LATEST = Duration.ofSeconds(5);

    private final List<Event> waiting = new ArrayList<>();

    /** One thing that happened. */
    record Event(Instant at, String words) {}

    void add(Instant at, String words) {
        add(new Event(at, words));
    }

    void add(Event event) {
        waiting.add(event);
    }

    /**
     * Takes out, oldest first, what nothing earlier can precede any more.
     *
     * @param looked when the last look began, which has added everything that it found
     */
    List<Event> due(Instant looked) {
        return takeUntil(looked.minus(LATEST));
    }

    /** Takes out all that is left, oldest first: nobody looks any more. */
    List<Event> rest() {
        return takeUntil(Instant.MAX);
    }

    private List<Event> takeUntil(Instant last) {
        List<Event> taken = waiting.stream()
                .filter(event -> !event.at().isAfter(last))
                .sorted(Comparator.comparing(Event::at))
                .toList();
        waiting.removeAll(taken);
        return taken;
    }
}
