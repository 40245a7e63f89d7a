package recovery.shared.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import recovery.shared.door.Ports;
import recovery.shared.journal.JournalRow;

/** Carries out what people ask of a recovery's owner, and writes the answer where they wait for it. */
public final class Wishes {
    /** How often a lost race is judged again from fresh reads. */
    private static final int MOST_TRIES = 3;

    private final Ports ports;
    private final String writer;
    private final Owner owner;
    private final OwnersPart part;
    private final WritePath path;

    /** What one owner alone knows how to carry out: whatever is not about the end of a recovery. */
    public interface OwnersPart {
        /** What came of it, from fresh reads; empty if somebody else was faster. */
        Optional<String> carryOut(Wish wish);
    }

    /**
     * For an owner who carries out nothing but what all of them do.
     *
     * @param writer the token of this execution
     * @param owner whose recoveries these are; nobody moves another one's
     */
    public Wishes(Ports ports, String writer, Owner owner) {
        this(ports, writer, owner, wish -> Optional.of(owner.queue() + " does not carry out a " + wish.kind()));
    }

    /** @param part carries out {@link Wish.Kind#FAILBACK} and {@link Wish.Kind#PREVIEW} */
    public Wishes(Ports ports, String writer, Owner owner, OwnersPart part) {
        this.ports = ports;
        this.writer = writer;
        this.owner = owner;
        this.part = part;
        this.path = new WritePath(ports.store());
    }

    /** Says what came of it. A wish that others were faster than stays in the queue for the next tick. */
    public String carryOut(Wish wish) {
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            Optional<String> said = attempt(wish);
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
    private Optional<String> attempt(Wish wish) {
        return switch (wish.kind()) {
            case CANCEL ->
                ours(wish)
                        .filter(Recovery::open)
                        .map(recovery -> cancel(recovery, wish))
                        .orElseGet(() -> notOurs(wish));
            case ACKNOWLEDGE ->
                ours(wish).map(recovery -> acknowledge(recovery, wish)).orElseGet(() -> notOurs(wish));
            case FAILBACK, PREVIEW -> part.carryOut(wish);
        };
    }

    private Optional<Recovery> ours(Wish wish) {
        return wish.recovery()
                .flatMap(id -> Recovery.read(ports.store(), id))
                .filter(recovery -> recovery.owner() == owner);
    }

    private Optional<String> notOurs(Wish wish) {
        return Optional.of(
                wish.recovery().orElse("no recovery") + " is not open any more, or not with " + owner.queue());
    }

    private Optional<String> acknowledge(Recovery recovery, Wish wish) {
        if (recovery.open()) {
            return takeOver(recovery, wish);
        }
        return recovery.isFailover() ? lift(recovery, wish) : notOurs(wish);
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
    private Optional<String> takeOver(Recovery recovery, Wish wish) {
        if (recovery.unsettled().isPresent()) {
            return Optional.of("not yet: it is still open what became of a request; ask again in a few minutes");
        }
        Instant now = ports.clock().now();
        String reason = "taken over by " + wish.by() + ": " + wish.reason();
        RecoveryDraft closed = recovery.next().owesNothing().closes(Outcome.CANCELLED, reason, now);
        Set<Target> kept = recovery.keptBehindFence(Outcome.CANCELLED);
        String still =
                kept.isEmpty() ? "" : "; behind its fence stays " + names(kept.stream()) + " until you ask once more";
        return new Endings(ports.store(), writer).close(recovery, closed, kept, JournalRow.Kind.OPERATOR, reason, now)
                ? Optional.of("taken over; nothing is owed any more" + still)
                : Optional.empty();
    }

    /** What a failover left behind goes all at once: the fence, and whatever waits for a person on its targets. */
    private Optional<String> lift(Recovery recovery, Wish wish) {
        List<TargetState> left = recovery.claims().stream()
                .map(target -> TargetState.read(ports.store(), target))
                .filter(state -> state.isLeftBy(recovery.id()))
                .toList();
        if (left.isEmpty()) {
            return Optional.of("nothing of " + recovery.id() + " waits any more");
        }
        Transition step = Transition.of(recovery, recovery.next().done(), writer);
        left.forEach(state -> step.with(state.acknowledged(recovery.id())));
        String said = "acknowledged: a recovery may open again on "
                + names(left.stream().map(TargetState::target));
        return write(step, said + "; by " + wish.by() + ": " + wish.reason(), said);
    }

    private static String names(Stream<Target> targets) {
        return targets.map(Target::key).collect(Collectors.joining(", "));
    }

    private Optional<String> write(Transition step, String sentence, String said) {
        var ready = step.because(JournalRow.Kind.OPERATOR, ports.clock().now(), sentence, Map.of());
        return path.write(ready) instanceof Transition.Result.Written ? Optional.of(said) : Optional.empty();
    }
}
