package recovery.shared.record;

import java.util.Map;
import java.util.Optional;
import recovery.shared.bus.BusReply;
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
     * What was told.
     *
     * @param recovery as it is now
     * @param untold why the bus did not take a notice, which is pending still; empty if all was told
     */
    public record Told(Recovery recovery, Optional<String> untold) {}

    /**
     * Delivers what is pending. What the bus does not take, or what is lost to a faster writer, stays pending and is
     * delivered again at the next tick: better told twice than not at all. A tick that leaves something untold gives no
     * heartbeat: the alarm on that tells people by a road that does not need the bus.
     */
    public Told deliver(Recovery recovery) {
        RecoveryDraft next = recovery.next();
        int taken = 0;
        Optional<String> untold = Optional.empty();
        for (Notice notice : recovery.notices()) {
            switch (ports.bus().put(notice.event())) {
                case BusReply.Taken yes -> {
                    next.told(notice);
                    taken++;
                }
                case BusReply.NotTaken(String why) ->
                    untold = Optional.of("the bus did not take " + notice.kind().wireName() + ": " + why);
            }
        }
        return new Told(taken == 0 ? recovery : cleared(recovery, next.done(), taken), untold);
    }

    private Recovery cleared(Recovery recovery, Recovery next, int taken) {
        Transition.Ready step = Transition.of(recovery, next, writer)
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
