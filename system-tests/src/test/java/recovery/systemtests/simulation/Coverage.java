package recovery.systemtests.simulation;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** How often each edge, verdict, trouble and deed came up, over all runs that share it. Safe for several threads. */
final class Coverage {
    private final Map<String, LongAdder> counts = new ConcurrentHashMap<>();

    void count(String what) {
        counts.computeIfAbsent(what, key -> new LongAdder()).increment();
    }

    void edge(String edge) {
        count("edge " + edge);
    }

    void trouble(Trouble trouble) {
        count("trouble " + trouble);
    }

    void deed(Deed deed) {
        count("deed " + deed);
    }

    void verdict(String function, String guard, String finding) {
        count("guard " + function + " " + guard + " " + finding);
    }

    long of(String what) {
        LongAdder counted = counts.get(what);
        return counted == null ? 0 : counted.sum();
    }

    /** Everything, by name. */
    Map<String, Long> all() {
        var all = new TreeMap<String, Long>();
        counts.forEach((what, count) -> all.put(what, count.sum()));
        return all;
    }
}
