package recovery.failover;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recovery.failover.step.Step;
import recovery.shared.act.Settled;
import recovery.shared.act.Settling;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.InstanceState;
import recovery.shared.record.Direction;
import recovery.shared.record.Intent;
import recovery.shared.record.Outcome;
import recovery.shared.record.Passage;
import recovery.shared.record.Recovery;
import recovery.shared.record.Stage;
import recovery.shared.record.StepState;

/** Chooses the next move on a failover: from the record and what was seen, and nothing else. */
final class FailoverPolicy {
    private FailoverPolicy() {}

    static FailoverMove next(Recovery recovery, Sight seen) {
        FailoverMove move = move(recovery, seen);
        return move instanceof FailoverMove.Close close && close.outcome() != Outcome.FAILED_OVER
                ? Fence.mayHaveLeftDown(recovery, seen)
                        .map(why -> leaving(recovery, close, why))
                        .orElse(close)
                : move;
    }

    /** On the way home the end stays what it is, and a person is called before it: the failback may be asked for again. */
    private static FailoverMove leaving(Recovery recovery, FailoverMove.Close close, String why) {
        if (!Retreat.home(recovery) || close.outcome() == Outcome.NEEDS_PERSON) {
            return close.forAPerson(why);
        }
        return recovery.paged().contains(Fence.LEFT_DOWN) ? close : new FailoverMove.Page(Fence.LEFT_DOWN, why);
    }

    private static FailoverMove move(Recovery recovery, Sight seen) {
        if (!recovery.open()) {
            return new FailoverMove.Wait("it is closed");
        }
        if (recovery.unsettled().isPresent()) {
            return settle(recovery, recovery.unsettled().get(), seen);
        }
        if (recovery.plan().failover().isEmpty()) {
            return Retreat.withoutWay(recovery, "a restart cannot help, and the plan has no failover");
        }
        return switch (recovery.stage()) {
            case REQUESTED -> begin(recovery, seen);
            case STOP -> Fence.next(recovery, seen);
            case MOVE -> Moving.forward(recovery, seen);
            case UNDO -> Moving.back(recovery, seen);
            case START -> Unfence.next(recovery, seen);
            case PROOF -> ServiceProof.next(recovery, seen);
            case CLOSED -> new FailoverMove.Wait("it is closed");
        };
    }

    private static FailoverMove settle(Recovery recovery, Intent intent, Sight seen) {
        Settled settled =
                switch (intent.act()) {
                    case STOP, START -> Settling.next(intent, seen.from(), seen.now(), seen.takeoverAfter());
                    case APPLY, UNDO -> Way.of(recovery, intent, seen).settle(intent);
                };
        return switch (settled) {
            case Settled.NotYet(String reason) ->
                inOtherHands(recovery, intent, seen).orElseGet(() -> overdue(recovery, seen, reason));
            case Settled.Known(Intent known, String reason) -> new FailoverMove.Settle(known, reason);
        };
    }

    private static Optional<FailoverMove> inOtherHands(Recovery recovery, Intent intent, Sight seen) {
        return intent.step().isPresent() && intent.state() == Intent.State.UNKNOWN
                ? Way.of(recovery, intent, seen).inOtherHands()
                : Optional.empty();
    }

    private static FailoverMove overdue(Recovery recovery, Sight seen, String reason) {
        return seen.now().isBefore(recovery.deadlines().recovery())
                ? new FailoverMove.Wait(reason)
                : Retreat.page(recovery, "unsettled", "nobody knows what became of our request: " + reason);
    }

    /** Before step one: the other side ready to serve, and all undo data stored, from levers that still stand so. */
    private static FailoverMove begin(Recovery recovery, Sight seen) {
        Passage passage = recovery.passage().orElseGet(() -> Passage.begin(Direction.AWAY));
        if (!(seen.leave() instanceof Sight.Leave.Act)) {
            return notAllowed(recovery, seen);
        }
        Optional<FailoverMove> healing = Healing.instead(recovery, seen);
        if (healing.isPresent()) {
            return healing.get();
        }
        if (!seen.now().isBefore(recovery.deadlines().recovery())) {
            return Retreat.giveUp(recovery, "its time was over before the first step");
        }
        if (passage.steps().isEmpty() && goes(seen)) {
            // AWS takes addresses from an instance that it terminates: what is read before is no undo.
            return Retreat.overdue(recovery, seen, "the side that is left is shutting down: its levers still move");
        }
        return unready(recovery, seen)
                .or(() -> changed(recovery, passage, seen))
                .orElseGet(() -> passage.steps().isEmpty()
                        ? prepare(recovery, seen)
                        : cramped(recovery, passage.steps(), seen)
                                .orElseGet(() -> first(recovery, "the undo data are stored")));
    }

    /** Before anything is sent its record must have room for all that may follow; empty if it has. */
    private static Optional<FailoverMove> cramped(Recovery recovery, List<StepState> states, Sight seen) {
        List<Step> steps = seen.levers().stream().map(Sight.Lever::step).toList();
        return Headroom.missing(recovery, states, steps).map(why -> Retreat.giveUp(recovery, why));
    }

    /** What is stored may be a day old: nobody may have moved a lever since, or the way stops behind a fence. */
    private static Optional<FailoverMove> changed(Recovery recovery, Passage passage, Sight seen) {
        return passage.steps().stream()
                .flatMap(state -> changed(state, seen.lever(state.name())).stream())
                .findFirst()
                .map(why -> Retreat.overdue(recovery, seen, why));
    }

    private static Optional<String> changed(StepState state, Sight.Lever lever) {
        Step step = lever.step();
        Optional<Map<String, Object>> now = lever.look().seen();
        if (now.isEmpty()) {
            return Optional.of(unread(lever));
        }
        return now.get().equals(state.before())
                ? Optional.empty()
                : Optional.of(state.name() + " is " + step.inWords(now.get()) + " and not "
                        + step.inWords(state.before()) + " any more: somebody has moved it");
    }

    private static String unread(Sight.Lever lever) {
        return lever.step().name() + " could not be read: " + lever.look().why();
    }

    private static FailoverMove notAllowed(Recovery recovery, Sight seen) {
        if (recovery.startOwed().isPresent()) {
            return Retreat.heldBack(recovery, seen);
        }
        if (recovery.cancelled().isPresent()) {
            return new FailoverMove.Close(
                    Retreat.ofCancelling(recovery),
                    "a person cancelled it: " + recovery.cancelled().get());
        }
        return seen.now().isBefore(recovery.deadlines().recovery())
                ? new FailoverMove.Wait(Retreat.why(seen.leave()))
                : Retreat.giveUp(recovery, "nothing could begin before its time was over");
    }

    private static boolean goes(Sight seen) {
        return seen.from()
                .seen()
                .filter(instance -> instance.state() == InstanceState.SHUTTING_DOWN)
                .isPresent();
    }

    /** Before step one the other side must be able to serve; empty if it is. */
    static Optional<FailoverMove> unready(Recovery recovery, Sight seen) {
        return unready(seen)
                .map(why -> Retreat.overdue(recovery, seen, "the other side is not ready to serve: " + why));
    }

    private static Optional<String> unready(Sight seen) {
        Optional<Checks> checks = seen.to().seen();
        if (checks.isEmpty()) {
            return Optional.of("its status could not be read: " + seen.to().why());
        }
        return checks.get().healthy()
                ? Optional.empty()
                : Optional.of(checks.get().inWords());
    }

    private static FailoverMove prepare(Recovery recovery, Sight seen) {
        var steps = new ArrayList<StepState>();
        var plans = recovery.plan().failover().orElseThrow().steps();
        for (int i = 0; i < plans.size(); i++) {
            Sight.Lever lever = seen.levers().get(i);
            var before = lever.look().seen();
            if (before.isEmpty()) {
                return Retreat.overdue(recovery, seen, unread(lever));
            }
            switch (lever.step().goal(before.get())) {
                case Step.Goal.To(var after) ->
                    steps.add(
                            StepState.prepared(lever.step().name(), plans.get(i).standbyWrites(), before.get(), after));
                case Step.Goal.Cannot(String why) -> {
                    return Retreat.giveUp(recovery, lever.step().name() + " cannot be moved: " + why);
                }
            }
        }
        return cramped(recovery, steps, seen)
                .orElseGet(() ->
                        new FailoverMove.Prepare(steps, "the undo data of all " + steps.size() + " steps are stored"));
    }

    private static FailoverMove first(Recovery recovery, String why) {
        return Fence.asked(recovery)
                ? new FailoverMove.Enter(Stage.STOP, why + ": the fence comes first")
                : new FailoverMove.Enter(Stage.MOVE, why + ": the plan declares it safe without a fence");
    }
}
