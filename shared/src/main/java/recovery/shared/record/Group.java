package recovery.shared.record;

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
 * @param slots the open recoveries by id, and the zone of each one's target
 * @param version the version of the item; one that was never written has version 0
 */
public record Group(String plan, Map<String, String> slots, long version) {
    public Group {
        slots = Map.copyOf(slots);
    }

    public static Key key(String plan) {
        return Key.single("group#" + plan);
    }

    public static Group read(Store store, String plan) {
        return store.get(key(plan))
                .map(item -> {
                    Fields stored = Fields.of(item.body()).object("slots");
                    var slots = new HashMap<String, String>();
                    stored.names().forEach(recovery -> slots.put(recovery, stored.text(recovery)));
                    return new Group(plan, slots, item.version());
                })
                .orElse(new Group(plan, Map.of(), 0));
    }

    public Group reserved(String recovery, String zone) {
        var more = new HashMap<>(slots);
        more.put(recovery, zone);
        return new Group(plan, more, version + 1);
    }

    public Group released(String recovery) {
        var fewer = new HashMap<>(slots);
        fewer.remove(recovery);
        return new Group(plan, fewer, version + 1);
    }

    /** The item to write. */
    public Item item(String writer) {
        return new Item(
                key(plan), version, writer, Optional.empty(), Map.of("slots", Map.<String, Object>copyOf(slots)));
    }
}
