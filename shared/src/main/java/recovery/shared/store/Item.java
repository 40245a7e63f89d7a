package recovery.shared.store;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One item of the state table.
 *
 * @param version 1 when it is first written, and one more with each write; an item that does not exist has version 0
 * @param writer token of the execution that wrote it, by which an execution knows its own write again
 * @param queue whose tick must come back to it, and since when; empty if nobody's
 * @param body texts, whole numbers, truth values, lists and maps
 */
public record Item(Key key, long version, String writer, Optional<Queued> queue, Map<String, Object> body) {
    public Item {
        body = Map.copyOf(body);
    }

    /** An entry of the index of unfinished work. */
    public record Queued(String queue, Instant since) {}
}
