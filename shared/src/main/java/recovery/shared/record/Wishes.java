package recovery.shared.record;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import recovery.shared.door.Ports;
import recovery.shared.journal.JournalRow;

/** Carries out what people ask of an open recovery, and writes the answer where they wait for it. */
public final class Wishes {
    /** How often a lost race is judged again from fresh reads. */
    private static final int MOST_TRIES = 3;

    private final Ports ports;
    private final String writer;
    private final Owner owner;
    private final WritePath path;

    /**
     * @param writer the token of this execution
     * @param owner whose recoveries these are; nobody moves another one's
     */
    public Wishes(Ports ports, String writer, Owner owner) {
        this.ports = ports;
        this.writer = writer;
        this.owner = owner;
        this.path = new WritePath(ports.store());
    }

    /** Says what came of it. A wish that others were faster than stays in the queue for the next tick. */
    public String carryOut(Wish wish) {
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            Optional<String> said = Recovery.read(ports.store(), wish.recovery())
                    .filter(recovery -> recovery.open() && recovery.owner() == owner)
                    .map(recovery -> attempt(recovery, wish))
                    .orElseGet(
                            () -> Optional.of(wish.recovery() + " is not open any more, or not with " + owner.queue()));
            if (said.isPresent()) {
                return answer(wish, said.get());
            }
        }
        return "others were faster: the next tick tries again";
    }

    private String answer(Wish wish, String said) {
        var writes = wish.answered(said).writes(writer, ports.clock().now());
        return switch (new ItemPath(ports.store()).write(writes)) {
            case WRITTEN -> said;
            case LOST, UNKNOWN -> said + " (the answer could not be written and is tried again)";
        };
    }

    /** Empty if somebody else was faster. */
    private Optional<String> attempt(Recovery recovery, Wish wish) {
        return switch (wish.kind()) {
            case CANCEL -> cancel(recovery, wish);
            case ACKNOWLEDGE -> acknowledge(recovery, wish);
        };
    }

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
        return write(Transition.of(recovery, next, writer), said + " by " + wish.by(), said);
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

    private Optional<String> write(Transition step, String sentence, String said) {
        var ready = step.because(JournalRow.Kind.OPERATOR, ports.clock().now(), sentence, Map.of());
        return path.write(ready) instanceof Transition.Result.Written ? Optional.of(said) : Optional.empty();
    }
}
