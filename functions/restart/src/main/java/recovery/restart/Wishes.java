package recovery.restart;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import recovery.shared.door.Ports;
import recovery.shared.journal.JournalRow;
import recovery.shared.record.Endings;
import recovery.shared.record.Outcome;
import recovery.shared.record.Owner;
import recovery.shared.record.Recovery;
import recovery.shared.record.RecoveryDraft;
import recovery.shared.record.Transition;
import recovery.shared.record.Wish;
import recovery.shared.record.WritePath;
import recovery.shared.store.Commit;

/** Carries out what people ask of an open recovery, and writes the answer where they wait for it. */
final class Wishes {
    private static final int MOST_TRIES = 3;

    private final Ports ports;
    private final String writer;
    private final WritePath path;

    Wishes(Ports ports, String writer) {
        this.ports = ports;
        this.writer = writer;
        this.path = new WritePath(ports.store());
    }

    String carryOut(Wish wish) {
        String said = "others were faster: the next tick tries again";
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            Optional<Recovery> found = Recovery.read(ports.store(), wish.recovery())
                    .filter(recovery -> recovery.open() && recovery.owner() == Owner.RESTART);
            if (found.isEmpty()) {
                return answer(wish, wish.recovery() + " is not open any more, or not with restart");
            }
            Recovery recovery = found.get();
            Optional<String> done =
                    switch (wish.kind()) {
                        case CANCEL -> cancel(recovery, wish);
                        case ACKNOWLEDGE -> acknowledge(recovery, wish);
                    };
            if (done.isPresent()) {
                return answer(wish, done.get());
            }
        }
        return said;
    }

    private String answer(Wish wish, String said) {
        Commit commit = ports.store()
                .commit(wish.answered(said).writes(writer, ports.clock().now()));
        return commit instanceof Commit.Done ? said : said + " (the answer could not be written and is tried again)";
    }

    /** Empty if somebody else was faster. */
    private Optional<String> cancel(Recovery recovery, Wish wish) {
        if (recovery.cancelled().isPresent()) {
            return Optional.of(
                    "it was cancelled already: " + recovery.cancelled().get());
        }
        Recovery next =
                recovery.next().cancelled(wish.by() + ": " + wish.reason()).done();
        String said = recovery.startOwed().isPresent()
                ? "cancelled: nothing new begins; the Start that is owed is still sent"
                : "cancelled";
        return write(Transition.of(recovery, next, writer), said + " by " + wish.by())
                ? Optional.of(said)
                : Optional.empty();
    }

    /** A person takes over: the only way to end a Start that is owed. */
    private Optional<String> acknowledge(Recovery recovery, Wish wish) {
        if (recovery.unsettled().isPresent()) {
            return Optional.of("not yet: it is still open what became of a request; ask again in a few minutes");
        }
        Instant now = ports.clock().now();
        String reason = "taken over by " + wish.by() + ": " + wish.reason();
        RecoveryDraft closed = recovery.next().owesNothing().closes(Outcome.CANCELLED, reason, now);
        return new Endings(ports.store(), writer).close(recovery, closed, JournalRow.Kind.OPERATOR, reason, now)
                ? Optional.of("taken over; nothing is owed any more")
                : Optional.empty();
    }

    private boolean write(Transition step, String sentence) {
        return path.write(step.because(JournalRow.Kind.OPERATOR, ports.clock().now(), sentence, Map.of()))
                instanceof Transition.Result.Written;
    }
}
