package recovery.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import recovery.failover.step.Step;
import recovery.shared.act.Settled;
import recovery.shared.act.Settling;
import recovery.shared.record.Direction;
import recovery.shared.record.Intent;
import recovery.shared.record.Outcome;
import recovery.shared.record.Passage;
import recovery.shared.record.Recovery;
import recovery.shared.record.Stage;
import recovery.shared.record.StepState;

/** Moves the levers on, one after the other, or back, the last one first. */
final class Moving {
    /** Requests without effect after which a step has failed, on the way out and on the way back. */
    static final int MOST_REFUSALS = 3;
    /** Between two requests of which the first had no effect. */
    private static final Duration PAUSE = Duration.ofSeconds(15);
    /** How long a lever may show its old setting after AWS has accepted a request. */
    private static final Duration LAG = Duration.ofMinutes(1);

    private Moving() {}

    static FailoverMove forward(Recovery recovery, Sight seen) {
        Passage passage = recovery.passage().orElseThrow();
        Optional<FailoverMove> held = held(recovery, passage, seen);
        if (held.isPresent()) {
            return held.get();
        }
        // The fence may have taken its time, and the other side may have failed meanwhile.
        Optional<FailoverMove> unready =
                passage.anyApplied() ? Optional.empty() : FailoverPolicy.unready(recovery, seen);
        if (unready.isPresent()) {
            return unready.get();
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

    /** What a look at the lever tells about a request whose reply nobody has. */
    static Settled settle(Recovery recovery, Intent intent, Sight seen) {
        if (intent.state() == Intent.State.WRITTEN) {
            return Settling.abandoned(intent, seen.now(), seen.takeoverAfter());
        }
        StepState state = state(recovery, intent);
        Sight.Lever lever = seen.lever(state.name());
        Optional<Map<String, Object>> now = lever.look().seen();
        if (now.isEmpty()) {
            return new Settled.NotYet(
                    state.name() + " could not be read: " + lever.look().why());
        }
        if (state.sentFrom().equals(now)) {
            return Settling.unchanged(intent, seen.now());
        }
        // Settled by this alone, a third value would pass the return and end the duty to start.
        Map<String, Object> from = state.sentFrom().orElse(now.get());
        return lever.step().towards(now.get(), from, goal(state, intent.act())).isPresent()
                ? Settling.settle(intent, Intent.State.OBSERVED, "the lever has moved", seen.now())
                : new Settled.NotYet(state.name() + " is " + lever.step().inWords(now.get())
                        + ", which our request cannot have made of it");
    }

    /** Somebody else moves the lever of a request whose reply nobody has, so that nobody knows whether it happened. */
    static Optional<FailoverMove> inOtherHands(Recovery recovery, Intent intent, Sight seen) {
        return intent.step()
                .filter(step -> intent.state() == Intent.State.UNKNOWN)
                .flatMap(name -> {
                    StepState state = state(recovery, intent);
                    Sight.Lever lever = seen.lever(name);
                    Map<String, Object> goal = goal(state, intent.act());
                    return lever.look()
                            .seen()
                            .filter(now -> lever.step()
                                    .towards(now, origin(state, intent.act()), goal)
                                    .isEmpty())
                            .map(now -> somebodyElse(recovery, state, lever.step(), now));
                });
    }

    private static Map<String, Object> goal(StepState state, Intent.Act act) {
        return act == Intent.Act.APPLY ? state.after() : state.before();
    }

    private static Map<String, Object> origin(StepState state, Intent.Act act) {
        return act == Intent.Act.APPLY ? state.before() : state.after();
    }

    private static FailoverMove somebodyElse(Recovery recovery, StepState state, Step step, Map<String, Object> now) {
        return Retreat.page(
                recovery,
                "somebody-else:" + state.name(),
                state.name() + " is " + step.inWords(now) + ", neither as before (" + step.inWords(state.before())
                        + ") nor as planned (" + step.inWords(state.after())
                        + "): somebody else moves it, so nothing is sent");
    }

    static StepState state(Recovery recovery, Intent intent) {
        return recovery.passage()
                .flatMap(passage -> intent.step().flatMap(passage::step))
                .orElseThrow();
    }

    /** One lever on its way out or back. */
    private static final class Way {
        private final Recovery recovery;
        private final Sight seen;
        private final StepState state;
        private final Intent.Act act;
        private final Step step;

        Way(Recovery recovery, Sight seen, StepState state, Intent.Act act) {
            this.recovery = recovery;
            this.seen = seen;
            this.state = state;
            this.act = act;
            this.step = seen.lever(state.name()).step();
        }

        private Map<String, Object> goal() {
            return Moving.goal(state, act);
        }

        private Map<String, Object> origin() {
            return Moving.origin(state, act);
        }

        FailoverMove next() {
            var look = seen.lever(state.name()).look();
            Optional<Map<String, Object>> now = look.seen();
            if (now.isEmpty()) {
                return late(state.name() + " could not be read: " + look.why());
            }
            Instant shown = state.sentAt().map(sent -> sent.plus(LAG)).orElse(Instant.MIN);
            if (stillAsBefore(now.get()) && seen.now().isBefore(shown)) {
                return new FailoverMove.Wait(
                        state.name() + " may still move: AWS accepted a request and does not show it");
            }
            Optional<Map<String, Object>> on = step.towards(now.get(), origin(), goal());
            return on.map(next -> now.get().equals(origin()) ? set(now.get(), next) : arrived(now.get(), next))
                    .orElseGet(() -> somebodyElse(recovery, state, step, now.get()));
        }

        /** AWS accepted the last request, and the lever stands where it stood; seen at an end, it has left that since. */
        private boolean stillAsBefore(Map<String, Object> now) {
            return state.sentAt().isPresent()
                    && state.sentFrom().map(now::equals).orElseGet(() -> !now.equals(origin()));
        }

        /** The last request has shown itself; the next one waits until it has taken effect. */
        private FailoverMove arrived(Map<String, Object> now, Map<String, Object> next) {
            StepState wayOut = act == Intent.Act.APPLY ? state : state.reversed();
            return switch (step.effect(wayOut, now, seen.now())) {
                case Step.Effect.There there -> now.equals(goal()) ? stands(now) : set(now, next);
                case Step.Effect.NotYet(String why) -> late(state.name() + ": " + why);
                case Step.Effect.Lost(String why) -> ask(now, now, state.name() + " is sent again: " + why);
            };
        }

        private FailoverMove stands(Map<String, Object> now) {
            var position = act == Intent.Act.APPLY ? StepState.Position.AFTER : StepState.Position.BEFORE;
            return new FailoverMove.Stands(state.at(position), state.name() + " is " + step.inWords(now));
        }

        private FailoverMove set(Map<String, Object> now, Map<String, Object> next) {
            // That an earlier one was accepted says nothing of one that was noted later and had no effect.
            if (sent().filter(Intent::mayHaveHappened).isPresent() && stillAsBefore(now)) {
                return late(state.name() + " does not show what AWS accepted: it is not sent twice");
            }
            return ask(now, next, state.name() + ": " + step.inWords(now) + " to " + step.inWords(next));
        }

        /** What was asked on the way out counts no more on the way back. */
        private Optional<Intent> sent() {
            return recovery.lastIntent().filter(intent -> intent.act() == act).filter(intent -> intent.step()
                    .equals(Optional.of(state.name())));
        }

        private FailoverMove ask(Map<String, Object> now, Map<String, Object> next, String why) {
            Optional<Intent> last = sent().filter(intent -> intent.state() == Intent.State.WITHOUT_EFFECT);
            if (state.refusals() >= MOST_REFUSALS
                    || last.filter(intent -> intent.answer().startsWith(Sending.FINAL))
                            .isPresent()) {
                return failed(state.name() + " was refused: "
                        + last.map(Intent::answer).orElse("too often"));
            }
            boolean pause = last.filter(
                            intent -> seen.now().isBefore(intent.settledAt().plus(PAUSE)))
                    .isPresent();
            return pause
                    ? new FailoverMove.Wait(
                            state.name() + " was answered " + last.orElseThrow().answer())
                    : new FailoverMove.Set(act, step, now, next, why);
        }

        private FailoverMove late(String why) {
            return seen.now().isBefore(recovery.deadlines().step()) ? new FailoverMove.Wait(why) : failed(why);
        }

        private FailoverMove failed(String why) {
            if (act == Intent.Act.APPLY) {
                return Retreat.giveUp(recovery, why);
            }
            boolean owes = recovery.startOwed().isPresent();
            return owes || !recovery.paged().contains("undo:" + state.name())
                    ? Retreat.page(recovery, "undo:" + state.name(), "it could not be taken back: " + why)
                    : new FailoverMove.Close(Outcome.NEEDS_PERSON, "it could not be taken back: " + why);
        }
    }

    /** Whether this request ends the duty to start the side that was left: from there on the other side serves. */
    static boolean passesTheReturn(Recovery recovery, Intent known) {
        boolean away = recovery.passage()
                .filter(passage -> passage.direction() == Direction.AWAY)
                .isPresent();
        boolean happened = known.state() == Intent.State.ACCEPTED || known.state() == Intent.State.OBSERVED;
        return away
                && known.act() == Intent.Act.APPLY
                && happened
                && state(recovery, known).standbyWrites();
    }

    static Instant stepDeadline(Recovery recovery, Instant now) {
        return now.plus(recovery.plan().clocks().step());
    }
}
