package recovery.systemtests.simulation;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;

/** Which dependencies are away, and until when. */
final class Weather {
    private final Map<Deed, Instant> until = new EnumMap<>(Deed.class);

    void gone(Deed what, Instant back) {
        until.put(what, back);
    }

    void clears() {
        until.clear();
    }

    /** Whether nothing is away. */
    boolean isFair(Instant now) {
        return until.values().stream().noneMatch(now::isBefore);
    }

    boolean storeGone(Instant now) {
        return is(Deed.STORE_GONE, now);
    }

    boolean ec2Gone(Instant now) {
        return is(Deed.EC2_READS_GONE, now);
    }

    boolean alarmsGone(Instant now) {
        return is(Deed.ALARMS_GONE, now);
    }

    boolean busGone(Instant now) {
        return is(Deed.BUS_GONE, now);
    }

    boolean leversGone(Instant now) {
        return is(Deed.LEVERS_GONE, now);
    }

    private boolean is(Deed what, Instant now) {
        Instant back = until.get(what);
        return back != null && now.isBefore(back);
    }
}
