package recovery.operator;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import recovery.shared.control.Mode;
import recovery.shared.control.Switch;
import recovery.shared.json.BadInput;
import recovery.shared.store.Item;
import recovery.shared.store.Store;

/** The switch as people must see it, also when its content was spoiled by hand: then it counts as OFF and can be set. */
final class StoredSwitch {
    private StoredSwitch() {}

    static Switch read(Store store) {
        try {
            return Switch.read(store);
        } catch (BadInput e) {
            long version = store.get(Switch.KEY).map(Item::version).orElse(0L);
            return new Switch(
                    Mode.OFF, "nobody", "its item cannot be used, " + e.getMessage(), Optional.empty(), version);
        }
    }

    static Map<String, Object> map(Switch stored) {
        var map = new LinkedHashMap<String, Object>();
        map.put("mode", stored.mode().name());
        map.put("by", stored.by());
        map.put("reason", stored.reason());
        stored.at().ifPresent(at -> map.put("at", at.toString()));
        map.put("version", stored.version());
        return map;
    }
}
