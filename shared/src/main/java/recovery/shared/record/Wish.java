package recovery.shared.record;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recovery.shared.bus.BusEvent;
import recovery.shared.journal.JournalRow;
import recovery.shared.json.Fields;
import recovery.shared.plan.Plan;
import recovery.shared.store.Item;
import recovery.shared.store.Key;
import recovery.shared.store.Store;
import recovery.shared.store.Write;

/**
 * What a person asks an owner of recoveries to do. The operator writes it; the owner carries it out, writes the answer
 * into it, and it leaves the owner's queue.
 *
 * @param recovery the recovery that it is about; empty for a preview, which is about none
 * @param plan the plan that a preview is to show, as it is deployed; empty for all others, whose recovery carries its own
 * @param queue the owner's queue, in which it waits as long as it has no answer
 */
public record Wish(
        String id,
        Kind kind,
        Optional<String> recovery,
        Target target,
        Optional<Plan> plan,
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
        /**
         * A person takes over: nothing is owed any more, and the recovery ends. Of a failover that has ended: what is left
         * of its claims is lifted, and nothing waits any more.
         */
        ACKNOWLEDGE,
        /** The service goes back to its primary, by the steps of the failover that it awaits. */
        FAILBACK,
        /** Tells what a failover of the service would do. Nothing is changed. */
        PREVIEW
    }

    /** One about a recovery, for its owner. */
    public static Wish about(Recovery recovery, Kind kind, String id, String by, String reason, Instant at) {
        Target target =
                kind == Kind.FAILBACK ? new Target.OfService(recovery.plan().name()) : recovery.target();
        return new Wish(
                id,
                kind,
                Optional.of(recovery.id()),
                target,
                Optional.empty(),
                recovery.owner().queue(),
                by,
                reason,
                at,
                Optional.empty(),
                1);
    }

    /** One for a preview of a plan's failover. */
    public static Wish preview(Plan plan, String id, String by, String reason, Instant at) {
        return new Wish(
                id,
                Kind.PREVIEW,
                Optional.empty(),
                new Target.OfService(plan.name()),
                Optional.of(plan),
                Owner.FAILOVER.queue(),
                by,
                reason,
                at,
                Optional.empty(),
                1);
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
        return new BusEvent(BusEvent.Kind.REQUEST_MADE, withRecovery(Map.of("request", id)));
    }

    /** What it is about, for people: {@code FAILBACK of r-1 by Ann}. */
    public String inWords() {
        return kind + " of " + recovery.orElseGet(target::key) + " by " + by;
    }

    public Wish answered(String sentence) {
        return new Wish(id, kind, recovery, target, plan, queue, by, reason, at, Optional.of(sentence), version + 1);
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
                inWords() + " " + said,
                withRecovery(Map.of("by", by)));
        return List.of(new Write.Put(item(writer)), new Write.Append(row));
    }

    private Map<String, Object> withRecovery(Map<String, Object> detail) {
        var more = new HashMap<>(detail);
        recovery.ifPresent(about -> more.put("recovery", about));
        return Map.copyOf(more);
    }

    private Item item(String writer) {
        var body = new HashMap<String, Object>();
        body.put("kind", kind.name());
        recovery.ifPresent(about -> body.put("recovery", about));
        plan.ifPresent(shown -> body.put("plan", shown.document()));
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
                body.maybeText("recovery"),
                Target.of(body.text("target")),
                body.maybeObject("plan").map(Fields::asMap).map(Plan::of),
                body.text("queue"),
                body.text("by"),
                body.text("reason"),
                body.instant("at"),
                body.maybeText("answer"),
                item.version());
    }
}
