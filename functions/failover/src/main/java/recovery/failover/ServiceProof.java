package recovery.failover;

import java.util.Map;
import java.util.Optional;
import recovery.shared.alarm.Alarm;
import recovery.shared.ec2.Checks;
import recovery.shared.look.Look;
import recovery.shared.record.Outcome;
import recovery.shared.record.Passage;
import recovery.shared.record.Recovery;
import recovery.shared.record.Stage;
import recovery.shared.record.StepState;
import recovery.shared.words.Said;

/**
 * The proof from outside: every lever stands as planned, the side that was fenced does not run beside the one that serves now,
 * which is healthy, and the alarm on the service, if one opened it, is OK; all of it held for the plan's soak.
 */
final class ServiceProof {
    private ServiceProof() {}

    static FailoverMove next(Recovery recovery, Sight seen) {
        Passage passage = recovery.passage().orElseThrow();
        if (!passage.pastTheReturn() && !(seen.leave() instanceof Sight.Leave.Act)) {
            return Retreat.heldBack(recovery, seen);
        }
        Optional<String> moved = movedByOthers(passage, seen);
        if (moved.isPresent()) {
            return called(recovery, seen, "moved-by-others", moved.get());
        }
        Optional<String> two = Fence.twoRun(recovery, seen);
        if (two.isPresent()) {
            return called(recovery, seen, Fence.TWO_RUN, two.get());
        }
        Optional<String> missing = missing(recovery, passage, seen);
        if (missing.isPresent()) {
            return notYet(recovery, seen, missing.get());
        }
        var soak = recovery.plan().proof().soak();
        if (recovery.greenSince().isEmpty()) {
            return new FailoverMove.Green(
                    Optional.of(seen.now()), "levers and health are as planned; it must hold for " + Said.span(soak));
        }
        var proved = recovery.greenSince().get().plus(soak);
        return seen.now().isBefore(proved)
                ? new FailoverMove.Wait("as planned since "
                        + Said.time(recovery.greenSince().get()) + ", proved at " + Said.time(proved))
                : proved(recovery);
    }

    private static FailoverMove proved(Recovery recovery) {
        var sides = recovery.sides();
        if (!Retreat.home(recovery)) {
            return new FailoverMove.Close(
                    Outcome.FAILED_OVER, true, sides.to() + " serves in place of " + sides.from());
        }
        return recovery.startOwed().isPresent()
                ? new FailoverMove.Enter(
                        Stage.START, sides.to() + " serves again: " + sides.from() + ", which was fenced, is started")
                : new FailoverMove.Close(Outcome.FAILED_BACK, sides.to() + " serves again");
    }

    private static Optional<String> movedByOthers(Passage passage, Sight seen) {
        for (StepState state : passage.steps()) {
            Sight.Lever lever = seen.lever(state.name());
            Optional<Map<String, Object>> now = lever.look().seen();
            if (now.isPresent() && !now.get().equals(state.after())) {
                return Optional.of(state.name() + " is " + lever.step().inWords(now.get()) + " and not "
                        + lever.step().inWords(state.after()) + " any more: somebody else has moved it");
            }
        }
        return Optional.empty();
    }

    private static Optional<String> missing(Recovery recovery, Passage passage, Sight seen) {
        for (StepState state : passage.steps()) {
            Look<Map<String, Object>> look = seen.lever(state.name()).look();
            if (look.seen().isEmpty()) {
                return Optional.of(state.name() + " could not be read: " + look.why());
            }
        }
        if (seen.from() instanceof Look.Unreadable<?>(String why) && Fence.isToHold(recovery)) {
            return Optional.of("the side that was fenced could not be read: " + why);
        }
        Optional<Checks> checks = seen.to().seen();
        if (checks.isEmpty()) {
            return Optional.of("the status of the side that serves could not be read: "
                    + seen.to().why());
        }
        if (!checks.get().healthy()) {
            return Optional.of(
                    "the side that serves is not healthy: " + checks.get().inWords());
        }
        return seen.alarm().flatMap(Alarm::notOk);
    }

    /** What a person is called for begins the soak anew, also when it passes again; it ends with the recovery's time. */
    private static FailoverMove called(Recovery recovery, Sight seen, String what, String why) {
        boolean over = recovery.passage().filter(Passage::pastTheReturn).isPresent()
                && !seen.now().isBefore(recovery.deadlines().recovery());
        if (over && recovery.paged().contains(what)) {
            return Retreat.withoutWay(recovery, why);
        }
        return recovery.greenSince().isPresent()
                ? new FailoverMove.Green(Optional.empty(), why)
                : Retreat.page(recovery, what, why);
    }

    private static FailoverMove notYet(Recovery recovery, Sight seen, String why) {
        if (seen.now().isBefore(recovery.deadlines().step())) {
            return recovery.greenSince().isPresent()
                    ? new FailoverMove.Green(Optional.empty(), why)
                    : new FailoverMove.Wait(why);
        }
        return Retreat.giveUp(recovery, "it is not proved that the service is served: " + why);
    }
}
