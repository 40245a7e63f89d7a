package recovery.detection;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import recovery.shared.ec2.InstanceId;
import recovery.shared.record.RosterEntry;
import recovery.shared.store.Store;

/** The roster as one tick knows it: read before the pass that keeps it and after that, and not for each judgement. */
final class Roster {
    private final Store store;
    private Map<InstanceId, RosterEntry> known = Map.of();

    Roster(Store store) {
        this.store = store;
    }

    void read() {
        known = new LinkedHashMap<>();
        RosterEntry.readAll(store).forEach(entry -> known.put(entry.id(), entry));
    }

    Map<InstanceId, RosterEntry> known() {
        return known;
    }

    Collection<RosterEntry> entries() {
        return known.values();
    }
}
