package recovery.failover;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import recovery.shared.door.Ports;
import recovery.shared.journal.JournalRow;
import recovery.shared.record.Endings;
import recovery.shared.record.Owner;
import recovery.shared.record.Recovery;
import recovery.shared.record.RecoveryDraft;
import recovery.shared.record.Transition;
import recovery.shared.record.WritePath;

/** Carries out one move on one recovery that failover owns. */
final class Work {
    /** How often a lost race is judged again from fresh reads. */
    private static final int MOST_TRIES = 3;

    private final Ports ports;
    private final WritePath path;
    private final Pages pages;
    private final String writer;

    /** @param writer the token of this execution */
    Work(Ports ports, FailoverSettings settings, String writer) {
        this.ports = ports;
        this.path = new WritePath(ports.store());
        this.pages = new Pages(settings.region());
        this.writer = writer;
    }

    /** What was done, for the door's answer. */
    record Done(Optional<Recovery> recovery, String decision, String reason) {}

    Done on(String id) {
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            Optional<Recovery> found = Recovery.read(ports.store(), id);
            if (found.isEmpty() || found.get().owner() != Owner.FAILOVER) {
                return new Done(found, "Ignore", "recovery " + id + " is not failover's");
            }
            FailoverMove move = FailoverPolicy.next(found.get());
            Optional<Recovery> after = carryOut(found.get(), move);
            if (after.isPresent()) {
                return new Done(after, move.getClass().getSimpleName(), move.reason());
            }
        }
        return new Done(
                Recovery.read(ports.store(), id),
                "Wait",
                "others were faster " + MOST_TRIES + " times: the next tick tries again");
    }

    /** The recovery after the move; empty if somebody else was faster. */
    private Optional<Recovery> carryOut(Recovery recovery, FailoverMove move) {
        Instant now = ports.clock().now();
        return switch (move) {
            case FailoverMove.Wait wait -> Optional.of(recovery);
            case FailoverMove.Page page -> page(recovery, page, now);
            case FailoverMove.Close close -> close(recovery, close, now);
        };
    }

    private Optional<Recovery> page(Recovery recovery, FailoverMove.Page move, Instant now) {
        Recovery next = recovery.next()
                .pages(move.what(), pages.page(recovery, move.reason(), now))
                .done();
        var step = Transition.of(recovery, next, writer).because(JournalRow.Kind.PAGED, now, move.reason(), Map.of());
        return path.write(step) instanceof Transition.Result.Written(Recovery after)
                ? Optional.of(after)
                : Optional.empty();
    }

    private Optional<Recovery> close(Recovery recovery, FailoverMove.Close move, Instant now) {
        RecoveryDraft closed = recovery.next()
                .closes(move.outcome(), move.reason(), now)
                .tells(pages.closed(recovery, move.outcome(), move.reason(), now));
        String sentence = move.outcome() + ": " + move.reason();
        return new Endings(ports.store(), writer).close(recovery, closed, JournalRow.Kind.CLOSED, sentence, now)
                ? Recovery.read(ports.store(), recovery.id())
                : Optional.empty();
    }
}
