package recovery.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import recovery.failover.step.Step;
import recovery.shared.act.Settled;
import recovery.shared.act.Settling;
import recovery.shared.look.Look;
import recovery.shared.record.Intent;
import recovery.shared.record.Outcome;
import recovery.shared.record.Recovery;
import recovery.shared.record.StepState;

/** One lever on its way out or back: its next move, and what became of a request of which nobody knows. */
final class Way {
    /** Requests without effect after which a step has failed, on the way out and on the way back. */
    private static final int MOST_REFUSALS = 3;
    /** Between two requests of which the first had no effect. */
    private static final Duration PAUSE = Duration.ofSeconds(15);
    /** How long a lever may show its old setting after AWS has accepted a request. */
    private static final Duration LAG = Duration.ofMinutes(1);

    private final Recovery recovery;
    private final Sight seen;
    private final StepState state;
    private final Intent.Act act;
    private final Step step;
    private final Look<Map<String, Object>> look;

    Way(Recovery recovery, Sight seen, StepState state, Intent.Act act) {
        this.recovery = recovery;
        this.seen = seen;
        this.state = state;
        this.act = act;
        Sight.Lever lever = seen.lever(state.name());
        this.step = lever.step();
        this.look = lever.look();
    }

    /** The way on which a request was noted. */
    static Way of(Recovery recovery, Intent intent, Sight seen) {
        return new Way(recovery, seen, Moving.state(recovery, intent), intent.act());
    }

    private Map<String, Object> goal() {
        return act == Intent.Act.APPLY ? state.after() : state.before();
    }

    private Map<String, Object> origin() {
        return act == Intent.Act.APPLY ? state.before() : state.after();
    }

    /** What a look at the lever tells about a request whose reply nobody has. */
    Settled settle(Intent intent) {
        if (intent.state() == Intent.State.WRITTEN) {
            return Settling.abandoned(intent, seen.now(), seen.takeoverAfter());
        }
        Optional<Map<String, Object>> now = look.seen();
        if (now.isEmpty()) {
            return new Settled.NotYet(unread());
        }
        if (state.sentFrom().equals(now)) {
            return Settling.unchanged(intent, seen.now());
        }
        // Settled by this alone, a third value would pass the return and end the duty to start.
        Map<String, Object> from = state.sentFrom().orElse(now.get());
        return step.towards(now.get(), from, goal()).isPresent()
                ? Settling.settle(intent, Intent.State.OBSERVED, "the lever has moved", seen.now())
                : new Settled.NotYet(
                        state.name() + " is " + step.inWords(now.get()) + ", which our request cannot have made of it");
    }

    /** Somebody else moves the lever of a request whose reply nobody has, so that nobody knows whether it happened. */
    Optional<FailoverMove> inOtherHands() {
        return look.seen()
                .filter(now -> step.towards(now, origin(), goal()).isEmpty())
                .map(this::somebodyElse);
    }

    private FailoverMove somebodyElse(Map<String, Object> now) {
        return Retreat.page(
                recovery,
                "somebody-else:" + state.name(),
                state.name() + " is " + step.inWords(now) + ", neither as before (" + step.inWords(state.before())
                        + ") nor as planned (" + step.inWords(state.after())
                        + "): somebody else moves it, so nothing is sent");
    }

    private String unread() {
        return state.name() + " could not be read: " + look.why();
    }

    FailoverMove next() {
        Optional<Map<String, Object>> now = look.seen();
        if (now.isEmpty()) {
            return late(unread());
        }
        Instant shown = state.sentAt().map(sent -> sent.plus(LAG)).orElse(Instant.MIN);
        if (stillAsBefore(now.get()) && seen.now().isBefore(shown)) {
            return new FailoverMove.Wait(state.name() + " may still move: AWS accepted a request and does not show it");
        }
        if (isMovedByOthers(now.get())) {
            return somebodyElse(now.get());
        }
        Optional<Map<String, Object>> on = step.towards(now.get(), origin(), goal());
        // A lever that stands as planned already has nowhere to go: a request would show nothing, and be waited for.
        boolean goes = now.get().equals(origin()) && !now.get().equals(goal());
        return on.map(next -> goes ? set(now.get(), next) : arrived(now.get(), next))
                .orElseGet(() -> somebodyElse(now.get()));
    }

    /** As long as nothing of ours can have moved it, it is on its way by somebody else. One that two looks missed can. */
    private boolean isMovedByOthers(Map<String, Object> now) {
        return act == Intent.Act.APPLY
                && state.position() == StepState.Position.BEFORE
                && !now.equals(state.before())
                && !now.equals(state.after())
                && sent().filter(intent -> intent.answer().equals(Settling.UNCHANGED))
                        .isEmpty();
    }

    /** AWS accepted the last request, and the lever stands where it stood; seen at an end, it has left that since. */
    private boolean stillAsBefore(Map<String, Object> now) {
        return state.sentAt().isPresent() && state.sentFrom().map(now::equals).orElseGet(() -> !now.equals(origin()));
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
            return failed(
                    state.name() + " was refused: " + last.map(Intent::answer).orElse("too often"));
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
