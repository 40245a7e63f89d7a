package recovery.shared.record;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
     * Does some work on a recovery. If it fails, people are told all the same what is pending: a record that is too full to be
     * written gets room by that, and a page must not wait for what made the work after it fail. The failure itself goes on.
     */
    public <D> D tellingAlways(String id, Supplier<D> work) {
        try {
            return work.get();
        } catch (UnknownSchema unknown) {
            throw unknown; // nobody may write that record
        } catch (RuntimeException failed) {
            try {
                deliver(Recovery.read(ports.store(), id));
            } catch (RuntimeException untold) {
                failed.addSuppressed(untold);
            }
            throw failed;
        }
    }

    private Told deliver(Recovery recovery) {
        RecoveryDraft next = recovery.next();
        var taken = new ArrayList<Notice>();
        Optional<String> untold = Optional.empty();
        for (Notice notice : recovery.notices()) {
            switch (ports.bus().put(notice.event())) {
                case BusReply.Taken yes -> {
                    next.told(notice);
                    taken.add(notice);
                }
                case BusReply.NotTaken(String why) ->
                    untold = Optional.of("the bus did not take " + notice.kind().wireName() + ": " + why);
            }
        }
        return new Told(taken.isEmpty() ? recovery : cleared(recovery, next.done(), taken), untold);
    }

    private Recovery cleared(Recovery recovery, Recovery next, List<Notice> taken) {
        Transition.Ready step = Transition.of(recovery, next, writer)
                .because(
                        JournalRow.Kind.PROGRESS,
                        ports.clock().now(),
                        "people were told: "
                                + taken.stream()
                                        .map(notice -> notice.kind().wireName())
                                        .distinct()
                                        .collect(Collectors.joining(", ")),
                        Map.of("notices", taken.size()));
        return switch (path.write(step)) {
            case Transition.Result.Written(Recovery told) -> told;
            case Transition.Result.Lost lost -> recovery;
        };
    }
}
