package recovery.shared.record;

import java.util.Map;
import recovery.shared.door.Ports;
import recovery.shared.journal.JournalRow;

/** Brings a recovery's pending notices to the bus, and clears each one that the bus took. */
public final class NoticeDelivery {
    private final Ports ports;
    private final WritePath path;
    private final String writer;

    /** @param writer the token of this execution */
    public NoticeDelivery(Ports ports, String writer) {
        this.ports = ports;
        this.path = new WritePath(ports.store());
        this.writer = writer;
    }

    /**
     * Delivers what is pending. What the bus does not take, or what is lost to a faster writer, stays pending and is
     * delivered again at the next tick: better told twice than not at all.
     */
    public Recovery deliver(Recovery recovery) {
        RecoveryDraft next = recovery.next();
        int taken = 0;
        for (Notice notice : recovery.notices()) {
            if (ports.bus().put(notice.event())) {
                next.told(notice);
                taken++;
            }
        }
        if (taken == 0) {
            return recovery;
        }
        Transition.Ready step = Transition.of(recovery, next.done(), writer)
                .because(
                        JournalRow.Kind.PROGRESS,
                        ports.clock().now(),
                        "people were told: "
                                + recovery.notices().getFirst().kind().wireName(),
                        Map.of("notices", taken));
        return switch (path.write(step)) {
            case Transition.Result.Written(Recovery told) -> told;
            case Transition.Result.Lost lost -> recovery;
        };
    }
}
