package recovery.shared.record;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import recovery.shared.bus.BusReply;
import recovery.shared.door.Ports;
import recovery.shared.journal.JournalRow;

/** Brings the pending notices of an owner's recoveries to the bus, and clears each one that the bus took. */
public final class NoticeDelivery {
    private final Ports ports;
    private final WritePath path;
    private final String writer;
    private final Owner owner;

    /**
     * @param writer the token of this execution
     * @param owner whose recoveries these are; nobody moves another one's
     */
    public NoticeDelivery(Ports ports, String writer, Owner owner) {
        this.ports = ports;
        this.path = new WritePath(ports.store());
        this.writer = writer;
        this.owner = owner;
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
    public Optional<Told> deliver(Optional<Recovery> found) {
        return found.filter(recovery -> recovery.owner() == owner).map(this::deliver);
    }

    /**
     * Does some work on a recovery. If its record is full, people are told first of all that is pending: that takes room, and
     * may be why it has none. The work itself is for the next tick, since {@link RecordFull} goes on.
     */
    public <D> D makingRoom(Supplier<D> work) {
        try {
            return work.get();
        } catch (RecordFull full) {
            deliver(Recovery.read(ports.store(), full.recovery()));
            throw full;
        }
    }

    private Told deliver(Recovery recovery) {
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
