package recovery.shared.record;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import recovery.shared.json.Fields;
import recovery.shared.store.Item;
import recovery.shared.store.Key;
import recovery.shared.store.Store;

/**
 * The members of a plan's group that are in recovery.
 *
 * @param slots the open recoveries by id, and what each one holds
 * @param closedAt when the last of its recoveries ended
 * @param version the version of the item; one that was never written has version 0
 */
public record Group(String plan, Map<String, Slot> slots, Optional<Instant> closedAt, long version) {
    public Group {
        slots = Map.copyOf(slots);
    }

    /** A place that a recovery holds: its target counts as unhealthy, and its zone as taken. */
    public record Slot(Target target, String zone) {}

    public static Key key(String plan) {
        return Key.single("group#" + plan);
    }

    public static Group read(Store store, String plan) {
        return store.get(key(plan)).map(item -> of(plan, item)).orElse(new Group(plan, Map.of(), Optional.empty(), 0));
    }

    public Group reserved(String recovery, Slot slot) {
        var more = new HashMap<>(slots);
        more.put(recovery, slot);
        return new Group(plan, more, closedAt, version + 1);
    }

    /** The same without the place of this recovery, which has ended. */
    public Group released(String recovery, Instant now) {
        var fewer = new HashMap<>(slots);
        fewer.remove(recovery);
        return new Group(plan, fewer, Optional.of(now), version + 1);
    }

    /** The item to write. */
    public Item item(String writer) {
        var stored = new HashMap<String, Object>();
        slots.forEach((recovery, slot) ->
                stored.put(recovery, Map.of("target", slot.target().key(), "zone", slot.zone())));
        var body = new HashMap<String, Object>();
        body.put("slots", stored);
        closedAt.ifPresent(at -> body.put("closedAt", at.toString()));
        return new Item(key(plan), version, writer, Optional.empty(), body);
    }

    private static Group of(String plan, Item item) {
        Fields body = Fields.of(item.body());
        Fields stored = body.object("slots");
        var slots = new HashMap<String, Slot>();
        for (String recovery : stored.names()) {
            Fields slot = stored.object(recovery);
            slots.put(recovery, new Slot(Target.of(slot.text("target")), slot.text("zone")));
        }
        return new Group(plan, slots, body.maybeInstant("closedAt"), item.version());
    }
}
