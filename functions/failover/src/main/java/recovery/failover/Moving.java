package recovery.failover;

import java.time.Instant;
import java.util.Optional;
import recovery.shared.record.Direction;
import recovery.shared.record.Intent;
import recovery.shared.record.Outcome;
import recovery.shared.record.Passage;
import recovery.shared.record.Recovery;
import recovery.shared.record.Stage;
import recovery.shared.record.StepState;

/** Moves the levers on, one after the other, or back, the last one first. */
final class Moving {
    private Moving() {}

    static FailoverMove forward(Recovery recovery, Sight seen) {
        Passage passage = recovery.passage().orElseThrow();
        Optional<FailoverMove> held = held(recovery, passage, seen);
        if (held.isPresent()) {
            return held.get();
        }
        // The fence may have taken its time: the service may be well again meanwhile, and the other side may have
        // failed.
        Optional<FailoverMove> instead = passage.anyApplied()
                ? Optional.empty()
                : Healing.back(seen).or(() -> FailoverPolicy.unready(recovery, seen));
        if (instead.isPresent()) {
            return instead.get();
        }
        Optional<StepState> next = passage.nextToApply();
        if (next.isEmpty()) {
            return new FailoverMove.Enter(Stage.PROOF, "all " + passage.steps().size() + " steps are applied");
        }
        return new Way(recovery, seen, next.get(), Intent.Act.APPLY).next();
    }

    /**
     * Before the point of no return everything that holds it back turns it back; after it, only OFF stops it. A person is
     * called if two sides run then.
     */
    private static Optional<FailoverMove> held(Recovery recovery, Passage passage, Sight seen) {
        if (seen.leave() instanceof Sight.Leave.Off) {
            return Optional.of(Retreat.heldBack(recovery, seen));
        }
        if (passage.pastTheReturn()) {
            return Fence.twoRun(recovery, seen)
                    .filter(why -> !recovery.paged().contains(Fence.TWO_RUN))
                    .map(why -> new FailoverMove.Page(Fence.TWO_RUN, why));
        }
        if (seen.leave() instanceof Sight.Leave.NothingNew(String why)) {
            return Optional.of(Retreat.giveUp(recovery, why));
        }
        Optional<FailoverMove> again = Fence.lifted(recovery, seen).map(why -> Retreat.giveUp(recovery, why));
        return again.isPresent() || seen.now().isBefore(recovery.deadlines().recovery())
                ? again
                : Optional.of(Retreat.giveUp(recovery, "its time was over before the point of no return"));
    }

    static FailoverMove back(Recovery recovery, Sight seen) {
        Passage passage = recovery.passage().orElseThrow();
        Optional<StepState> next = passage.nextToUndo();
        if (next.isPresent()) {
            return seen.leave() instanceof Sight.Leave.Off(String why)
                    ? Retreat.standsStill(recovery, why)
                    : new Way(recovery, seen, next.get(), Intent.Act.UNDO).next();
        }
        String why = passage.turnedBack().orElse("it went back");
        return recovery.startOwed().isPresent()
                ? new FailoverMove.Enter(Stage.START, "everything is taken back: the side that was fenced is started")
                : new FailoverMove.Close(Outcome.ROLLED_BACK, "every lever stands as before: " + why);
    }

    static StepState state(Recovery recovery, Intent intent) {
        return recovery.passage()
                .flatMap(passage -> intent.step().flatMap(passage::step))
                .orElseThrow();
    }

    /** Whether this request ends the duty to start the side that was left: from there on the other side serves. */
    static boolean passesTheReturn(Recovery recovery, Intent known) {
        return goesAway(recovery)
                && known.act() == Intent.Act.APPLY
                && known.happened()
                && state(recovery, known).standbyWrites();
    }

    /** The same for a step that was seen to stand as planned, by whomever it was moved. */
    static boolean passesTheReturn(Recovery recovery, StepState standing) {
        return goesAway(recovery) && standing.standbyWrites() && standing.position() == StepState.Position.AFTER;
    }

    private static boolean goesAway(Recovery recovery) {
        return recovery.passage()
                .filter(passage -> passage.direction() == Direction.AWAY)
                .isPresent();
    }

    static Instant stepDeadline(Recovery recovery, Instant now) {
        return now.plus(recovery.plan().clocks().step());
    }
}
