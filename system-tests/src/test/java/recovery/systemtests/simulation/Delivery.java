package recovery.systemtests.simulation;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import recovery.systemtests.story.Bundle;

/**
 * A document on its way to a function.
 *
 * @param number in the order in which they were sent
 * @param tries how often Lambda has tried before
 */
record Delivery(Instant due, long number, Bundle.Function function, Map<String, Object> document, int tries)
        implements Comparable<Delivery> {

    boolean tick() {
        return document.containsKey("tick");
    }

    /** The time that an event tells of itself. */
    Optional<Instant> eventAt() {
        return document.get("time") instanceof String time ? Optional.of(Instant.parse(time)) : Optional.empty();
    }

    String inWords() {
        Object type = document.getOrDefault("detail-type", document.getOrDefault("request", "an alarm action"));
        return function.wireName() + " on " + (tick() ? "a tick" : type) + (tries > 0 ? ", try " + (tries + 1) : "");
    }

    @Override
    public int compareTo(Delivery other) {
        int byTime = due.compareTo(other.due);
        return byTime == 0 ? Long.compare(number, other.number) : byTime;
    }
}
