package recovery.shared.record;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recovery.shared.bus.BusEvent;
import recovery.shared.journal.JournalRow;
import recovery.shared.json.Fields;
import recovery.shared.store.Item;
import recovery.shared.store.Key;
import recovery.shared.store.Store;
import recovery.shared.store.Write;

/**
 * What a person asks the owner of a recovery to do. The operator writes it; the owner carries it out, writes the answer
 * into it, and it leaves the owner's queue.
 *
 * @param queue the owner's queue, in which it waits as long as it has no answer
 */
public record Wish(
        String id,
        Kind kind,
        String recovery,
        Target target,
        String queue,
        String by,
        String reason,
        Instant at,
        Optional<String> answer,
        long version) {

    private static final String PREFIX = "request#";

    /** What can be asked of an owner. */
    public enum Kind {
        /** Nothing new begins on the recovery; a Start that is owed is still sent. */
        CANCEL,
        /** A person takes over: nothing is owed any more, and the recovery ends. */
        ACKNOWLEDGE
    }

    public static Key key(String id) {
        return Key.single(PREFIX + id);
    }

    /** Whether this key is one of a wish. */
    public static boolean isAt(Key key) {
        return key.partition().startsWith(PREFIX);
    }

    public static Optional<Wish> read(Store store, Key key) {
        return store.get(key).map(item -> of(key, item));
    }

    /** The event that leads the owner to it before its next tick. */
    public BusEvent nudge() {
        return new BusEvent(BusEvent.Kind.REQUEST_MADE, Map.of("request", id, "recovery", recovery));
    }

    public Wish answered(String sentence) {
        return new Wish(id, kind, recovery, target, queue, by, reason, at, Optional.of(sentence), version + 1);
    }

    /** The writes that store it, with its journal row. */
    public List<Write> writes(String writer, Instant now) {
        String said = answer.map(sentence -> "answered: " + sentence).orElse("asked: " + reason);
        var row = new JournalRow(
                "request#" + id,
                JournalRow.sequenceOf(version),
                target.key(),
                now,
                JournalRow.Kind.OPERATOR,
                kind + " of " + recovery + " by " + by + " " + said,
                Map.of("recovery", recovery, "by", by));
        return List.of(new Write.Put(item(writer)), new Write.Append(row));
    }

    private Item item(String writer) {
        var body = new HashMap<String, Object>();
        body.put("kind", kind.name());
        body.put("recovery", recovery);
        body.put("target", target.key());
        body.put("queue", queue);
        body.put("by", by);
        body.put("reason", reason);
        body.put("at", at.toString());
        answer.ifPresent(sentence -> body.put("answer", sentence));
        Optional<Item.Queued> queued = answer.isPresent() ? Optional.empty() : Optional.of(new Item.Queued(queue, at));
        return new Item(key(id), version, writer, queued, body);
    }

    private static Wish of(Key key, Item item) {
        Fields body = Fields.of(item.body());
        return new Wish(
                key.partition().substring(PREFIX.length()),
                body.oneOf("kind", Kind.class),
                body.text("recovery"),
                Target.of(body.text("target")),
                body.text("queue"),
                body.text("by"),
                body.text("reason"),
                body.instant("at"),
                body.maybeText("answer"),
                item.version());
    }
}
