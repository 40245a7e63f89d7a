package recovery.shared.control;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import recovery.shared.json.Fields;
import recovery.shared.store.Item;
import recovery.shared.store.Key;
import recovery.shared.store.Store;
import recovery.shared.store.StoreUnreadable;

/**
 * The mode of the whole installation, as a person set it. Only the operator function may write it, by policy; no
 * template and no deployment does.
 *
 * @param version the version of the item; an item that was never written has version 0
 */
public record Switch(Mode mode, String by, String reason, Optional<Instant> at, long version) {
    public static final Key KEY = Key.single("switch");

    /** Reads the switch. Never written means OBSERVE; {@link StoreUnreadable} if it cannot be read, which is OFF. */
    public static Switch read(Store store) {
        try {
            return store.get(KEY)
                    .map(Switch::of)
                    .orElse(new Switch(Mode.OBSERVE, "nobody", "never set", Optional.empty(), 0));
        } catch (StoreUnreadable e) {
            throw new StoreUnreadable("switch unreadable, nothing is done", e);
        }
    }

    /** The item to write. */
    public Item item(String writer) {
        return new Item(
                KEY,
                version,
                writer,
                Optional.empty(),
                Map.of(
                        "mode",
                        mode.name(),
                        "by",
                        by,
                        "reason",
                        reason,
                        "at",
                        at.map(Instant::toString).orElse("")));
    }

    private static Switch of(Item item) {
        Fields body = Fields.of(item.body());
        return new Switch(
                body.oneOf("mode", Mode.class),
                body.maybeText("by").orElse("unknown"),
                body.maybeText("reason").orElse(""),
                body.maybeText("at").filter(text -> !text.isEmpty()).map(Instant::parse),
                item.version());
    }
}
