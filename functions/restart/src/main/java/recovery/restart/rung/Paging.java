package recovery.restart.rung;

import recovery.shared.record.Recovery;

/** Calls a person once for each thing. */
public final class Paging {
    private Paging() {}

    public static Move once(Recovery recovery, String what, String why) {
        return recovery.paged().contains(what) ? new Move.Wait(why) : new Move.Page(what, why);
    }
}
