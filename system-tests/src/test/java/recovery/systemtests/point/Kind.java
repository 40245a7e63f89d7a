package recovery.systemtests.point;

import java.util.List;

/** What goes wrong at a call. */
enum Kind {
    DIES_BEFORE,
    /** Carried out, but nobody hears of it: what was written or sent is unclear, and what was read is unreadable. */
    LOSES_THE_REPLY_OF,
    DIES_AFTER;

    /**
     * The kinds after which the world can be another one than after those at the calls before. Who dies before a call, or
     * after one that only looks, leaves what was there after the last call that changed something; and if there was none
     * in its execution, the world is as if it had not begun, and its document is delivered again.
     */
    static List<Kind> differentAt(String call) {
        return Effect.is(call) ? List.of(LOSES_THE_REPLY_OF, DIES_AFTER) : List.of(LOSES_THE_REPLY_OF);
    }
}
