package recovery.shared.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recovery.shared.ec2.InstanceId;
import recovery.shared.json.Fields;
import recovery.shared.look.Page;
import recovery.shared.store.Item;
import recovery.shared.store.Key;
import recovery.shared.store.Store;

/**
 * An instance that carries the opt-in tag, as detection's sweep last saw it.
 *
 * @param seenAt when the sweep last wrote it: on a change, and once in a while
 * @param missing since when complete sweeps do not find it
 */
public record RosterEntry(
        InstanceId id, String plan, String zone, Instant seenAt, Optional<Instant> missing, long version) {
    private static final String PARTITION = "roster";

    public static Key key(InstanceId id) {
        return new Key(PARTITION, id.value());
    }

    public static Optional<RosterEntry> read(Store store, InstanceId id) {
        return store.get(key(id)).map(RosterEntry::of);
    }

    /** The whole roster; one installation watches a few thousand instances at most. */
    public static List<RosterEntry> readAll(Store store) {
        var entries = new ArrayList<RosterEntry>();
        Optional<String> from = Optional.empty();
        do {
            Page<Item> page = store.list(PARTITION, from);
            page.items().forEach(item -> entries.add(of(item)));
            from = page.next();
        } while (from.isPresent());
        return List.copyOf(entries);
    }

    /** The item to write. */
    public Item item(String writer) {
        var body = new HashMap<String, Object>(Map.of("plan", plan, "zone", zone, "seenAt", seenAt.toString()));
        missing.ifPresent(since -> body.put("missing", since.toString()));
        return new Item(key(id), version, writer, Optional.empty(), body);
    }

    private static RosterEntry of(Item item) {
        Fields body = Fields.of(item.body());
        return new RosterEntry(
                new InstanceId(item.key().sort()),
                body.text("plan"),
                body.text("zone"),
                body.instant("seenAt"),
                body.maybeInstant("missing"),
                item.version());
    }
}
