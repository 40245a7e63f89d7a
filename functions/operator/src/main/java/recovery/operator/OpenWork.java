package recovery.operator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import recovery.shared.json.PlainText;
import recovery.shared.record.Owner;
import recovery.shared.record.Queues;
import recovery.shared.record.Recovery;
import recovery.shared.record.Wish;
import recovery.shared.store.Key;
import recovery.shared.store.Store;
import recovery.shared.store.StoreUnreadable;

/**
 * What stands in the queues of restart and failover: open recoveries, notices that were not delivered, and requests
 * without an answer. The queues are hints; each entry is read again by its key.
 */
final class OpenWork {
    private final List<Recovery> recoveries = new ArrayList<>();
    private final List<String> undelivered = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private int wishes;
    private int beyond;

    private OpenWork() {}

    /** @param most how many recoveries are read again; more are counted only */
    static OpenWork read(Store store, int most) {
        var work = new OpenWork();
        for (Owner owner : Owner.values()) {
            for (Key key : Queues.read(store, owner.queue())) {
                work.take(store, key, most);
            }
        }
        return work;
    }

    private void take(Store store, Key key, int most) {
        if (Wish.isAt(key)) {
            wishes++;
        } else if (recoveries.size() + undelivered.size() + unreadable.size() >= most) {
            beyond++;
        } else {
            look(store, key.partition());
        }
    }

    private void look(Store store, String partition) {
        String id = partition.substring(partition.indexOf('#') + 1);
        try {
            Recovery.read(store, id).ifPresent(this::found);
        } catch (StoreUnreadable e) {
            throw e;
        } catch (RuntimeException e) {
            // A record that cannot be understood must not hide the others from a person who looks for it.
            unreadable.add(id + ": " + PlainText.clean(String.valueOf(e.getMessage())));
        }
    }

    private void found(Recovery recovery) {
        if (recovery.open()) {
            recoveries.add(recovery);
        } else if (!recovery.notices().isEmpty()) {
            undelivered.add(recovery.id());
        }
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        lines.add("open recoveries: " + recoveries.size() + (beyond > 0 ? ", and " + beyond + " not looked at" : ""));
        for (Recovery recovery : recoveries) {
            lines.add("  " + Told.line(recovery));
            Told.passage(recovery).forEach(line -> lines.add("    " + line));
        }
        unreadable.forEach(line -> lines.add("  unreadable: " + line));
        if (!undelivered.isEmpty()) {
            lines.add("ended, with notices that were not delivered yet: " + String.join(", ", undelivered));
        }
        if (wishes > 0) {
            lines.add("requests without an answer: " + wishes);
        }
        return lines;
    }

    Map<String, Object> data() {
        var data = new LinkedHashMap<String, Object>();
        data.put("open", recoveries.stream().map(Told::map).toList());
        data.put("notLookedAt", beyond);
        data.put("unreadable", List.copyOf(unreadable));
        data.put("undelivered", List.copyOf(undelivered));
        data.put("requestsWithoutAnswer", wishes);
        return data;
    }
}
