package recovery.systemtests.point;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All that was done to a world, in order. Two tellings that did the same have the same history, which is one object: the
 * histories of all tellings of a story share their beginnings.
 */
final class History {
    private final int length;
    private final Map<Effect, History> next = new ConcurrentHashMap<>();

    private History(int length) {
        this.length = length;
    }

    static History empty() {
        return new History(0);
    }

    History then(Effect effect) {
        return next.computeIfAbsent(effect, any -> new History(length + 1));
    }

    int length() {
        return length;
    }
}
