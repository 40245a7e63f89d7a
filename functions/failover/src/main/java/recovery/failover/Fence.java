package recovery.failover;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import recovery.shared.act.HarderStop;
import recovery.shared.act.Settling;
import recovery.shared.act.StopAnswer;
import recovery.shared.act.StopInDoubt;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceState;
import recovery.shared.ec2.StopMode;
import recovery.shared.plan.Plan;
import recovery.shared.record.Intent;
import recovery.shared.record.Recovery;
import recovery.shared.record.Stage;

/**
 * Makes sure that the side which is left writes no more: it is stopped, harder and harder as the plan accepts, and only an
 * observed `stopped` or `terminated` counts. A `stopped` that is not dated after our own stop takes two reads a minute apart,
 * since EC2's answer may be behind a start. Unproven, nothing moves.
 *
 * <p>That `terminated` was seen is on record with the stage that follows in the same transition, so it stays a fence when EC2
 * forgets the instance. One that EC2 has forgotten before anybody here saw it terminated is none: it is a person's.
 */
final class Fence {
    private static final Duration PAUSE = Duration.ofSeconds(45);
    private static final String HANGS = "it hangs in stopping, and ";

    /** What a person is called for when nobody can tell whose stop left a side down. */
    static final String LEFT_DOWN = "left-down";

    /** What a person is called for when somebody starts again what was fenced. */
    static final String TWO_RUN = "two-run";

    private Fence() {}

    /** Why the fence stands no more: somebody started again what was fenced, and two sides would write. Empty if it stands. */
    static Optional<String> lifted(Recovery recovery, Sight seen) {
        return seen.from()
                .seen()
                .filter(instance ->
                        !instance.state().down() && !instance.state().gone())
                // EC2's answer may be behind: the launch before our stop proves nothing.
                .filter(instance -> !recovery.launchedBefore().equals(Optional.of(instance.launchedAt())))
                .filter(instance -> asked(recovery))
                .map(instance -> "somebody started " + instance.id() + " again, which was fenced");
    }

    /** The same after the point of no return: nothing goes back, and two sides run. */
    static Optional<String> twoRun(Recovery recovery, Sight seen) {
        return lifted(recovery, seen)
                .filter(why -> isToHold(recovery))
                .map(why -> why + ": it runs beside " + recovery.sides().to() + ", which serves in its place");
    }

    /** Whether it is to stand beyond the failover. On the way home the side that was fenced is started in the end. */
    static boolean isToHold(Recovery recovery) {
        return asked(recovery) && !Retreat.home(recovery);
    }

    /** Whether the plan asks for a fence, be it our own stop or one of others. */
    static boolean asked(Recovery recovery) {
        return recovery.plan()
                .failover()
                .filter(failover -> failover.fence() == Plan.Fence.STOP)
                .isPresent();
    }

    static FailoverMove next(Recovery recovery, Sight seen) {
        Optional<Instance> look = seen.from().seen();
        if (look.isEmpty()) {
            return unproven(recovery, seen, "EC2 does not tell: " + seen.from().why());
        }
        Instance instance = look.get();
        if (recovery.greenSince().isPresent() && instance.state() != InstanceState.STOPPED) {
            return new FailoverMove.Green(Optional.empty(), "it is not stopped any more");
        }
        return switch (instance.state()) {
            case STOPPED -> stopped(recovery, seen, instance);
            case TERMINATED -> fenced(recovery, seen, instance);
            case SHUTTING_DOWN -> unproven(recovery, seen, "it is shutting down");
            case PENDING -> unproven(recovery, seen, "it is pending, and EC2 refuses a stop");
            case STOPPING -> hangs(recovery, seen, instance);
            case RUNNING -> runs(recovery, seen, instance);
        };
    }

    private static FailoverMove stopped(Recovery recovery, Sight seen, Instance instance) {
        if (isOurs(recovery, instance) || !(seen.leave() instanceof Sight.Leave.Act)) {
            return fenced(recovery, seen, instance);
        }
        Optional<Instant> first = recovery.greenSince();
        if (first.isEmpty()) {
            return new FailoverMove.Green(
                    Optional.of(seen.now()), "it is stopped at a first read, and not by us: a second one follows");
        }
        return Settling.apart(first.get(), seen.now())
                ? fenced(recovery, seen, instance)
                : new FailoverMove.Wait("a second read of what we did not stop is due a minute after the first");
    }

    /** Whether EC2 dates the stop after our first one since the last start. */
    private static boolean isOurs(Recovery recovery, Instance instance) {
        Optional<Instant> begun = Optional.empty();
        for (Intent intent : recovery.intents().reversed()) {
            if (intent.act() == Intent.Act.START && intent.mayHaveHappened()) {
                break;
            }
            if (intent.act() == Intent.Act.STOP && intent.mayHaveHappened()) {
                begun = Optional.of(intent.at().truncatedTo(ChronoUnit.SECONDS));
            }
        }
        Optional<Instant> asked = begun;
        return instance.changedAt()
                .filter(at -> asked.filter(moment -> !at.isBefore(moment)).isPresent())
                .isPresent();
    }

    /** Why nobody can tell whether the side that was left is down by us, so that no Start is owed; empty if that is known. */
    static Optional<String> mayHaveLeftDown(Recovery recovery, Sight seen) {
        return StopInDoubt.mayHaveLeftDown(recovery, seen.from())
                ? Optional.of(recovery.sides().from() + " may be down by our stop or by somebody else's")
                : Optional.empty();
    }

    private static FailoverMove fenced(Recovery recovery, Sight seen, Instance instance) {
        if (!(seen.leave() instanceof Sight.Leave.Act)) {
            return held(recovery, seen);
        }
        return Healing.back(seen)
                .orElseGet(() -> seen.now().isBefore(recovery.deadlines().recovery())
                        ? new FailoverMove.Enter(
                                Stage.MOVE,
                                "fenced: " + instance.id() + " is "
                                        + instance.state().wireName())
                        : Retreat.giveUp(recovery, "its time was over before the fence was proved"));
    }

    private static FailoverMove held(Recovery recovery, Sight seen) {
        return recovery.startOwed().isPresent()
                ? Retreat.heldBack(recovery, seen)
                : new FailoverMove.Enter(Stage.REQUESTED, Retreat.why(seen.leave()));
    }

    private static FailoverMove runs(Recovery recovery, Sight seen, Instance instance) {
        // A stronger stop that was refused is no reason to ask anew: the one before it is still ours.
        boolean stale = recovery.lastThatMayHaveHappened(Intent.Act.STOP)
                .filter(stop -> !stop.precedesLaunch(instance.launchedAt()))
                .isPresent();
        if (stale) {
            return unproven(recovery, seen, "EC2 still shows it running");
        }
        if (!(seen.leave() instanceof Sight.Leave.Act)) {
            return held(recovery, seen);
        }
        Optional<FailoverMove> healing = Healing.back(seen);
        if (healing.isPresent()) {
            return healing.get();
        }
        if (!isNamed(recovery, instance)) {
            return Retreat.giveUp(recovery, "its opt-in tag does not name the plan: it may not be stopped");
        }
        if (!seen.now().isBefore(recovery.deadlines().recovery())) {
            return Retreat.giveUp(recovery, "its time was over before it could be fenced");
        }
        return afterRefusal(recovery, seen)
                .orElseGet(() -> new FailoverMove.Stop(
                        StopMode.GRACEFUL, instance.launchedAt(), true, "it must write no more before anything moves"));
    }

    private static Optional<FailoverMove> afterRefusal(Recovery recovery, Sight seen) {
        Optional<Intent> last = recovery.lastIntent(Intent.Act.STOP);
        if (last.isEmpty() || last.get().mayHaveHappened()) {
            return Optional.empty();
        }
        Intent stop = last.get();
        return switch (StopAnswer.of(stop)) {
            case TRY_AGAIN, NOT_YET, NOT_OURS ->
                seen.now().isBefore(stop.settledAt().plus(PAUSE))
                        ? Optional.of(new FailoverMove.Wait("the last stop was answered " + stop.answer()))
                        : Optional.empty();
            case UNSEEN -> Optional.empty();
            case DATED_BEFORE, CALL_A_PERSON ->
                Optional.of(Retreat.giveUp(recovery, "it cannot be stopped: " + stop.answer()));
        };
    }

    private static FailoverMove hangs(Recovery recovery, Sight seen, Instance instance) {
        boolean may = recovery.plan().accept().forcedStop()
                && seen.leave() instanceof Sight.Leave.Act
                && isNamed(recovery, instance)
                && beforeTheEnd(recovery, seen.now());
        return switch (HarderStop.after(recovery, instance, seen.now())) {
            case HarderStop.NotYet notYet -> new FailoverMove.Wait("it is stopping, which is not yet a fence");
            case HarderStop.Ask(StopMode mode)
            when may ->
                new FailoverMove.Stop(
                        mode, instance.launchedAt(), false, "it hangs in stopping: the plan accepts " + mode);
            case HarderStop.Ask ask -> overdue(recovery, seen, HANGS + "no stronger stop may be sent");
            case HarderStop.NoneLeft(String why) -> overdue(recovery, seen, HANGS + why);
        };
    }

    /** Whether its opt-in tag still names the plan. */
    private static boolean isNamed(Recovery recovery, Instance instance) {
        return instance.plan().equals(Optional.of(recovery.plan().name()));
    }

    private static boolean beforeTheEnd(Recovery recovery, Instant now) {
        return now.truncatedTo(ChronoUnit.SECONDS).isBefore(recovery.deadlines().recovery());
    }

    /** Nothing moves without proof. */
    private static FailoverMove unproven(Recovery recovery, Sight seen, String why) {
        return seen.now().isBefore(recovery.deadlines().step()) && !isHeldBack(recovery, seen)
                ? new FailoverMove.Wait(why)
                : overdue(recovery, seen, why);
    }

    /** A person is called, and it goes back when the recovery's time is over. */
    private static FailoverMove overdue(Recovery recovery, Sight seen, String why) {
        if (isHeldBack(recovery, seen)) {
            return Retreat.heldBack(recovery, seen);
        }
        if (!recovery.paged().contains("fence-unproven")) {
            return new FailoverMove.Page("fence-unproven", "the fence is not proved, and nothing moves: " + why);
        }
        return seen.now().isBefore(recovery.deadlines().recovery())
                ? new FailoverMove.Wait(why)
                : Retreat.giveUp(recovery, "the fence could not be proved: " + why);
    }

    /** Whether it has begun, and may not go on. */
    private static boolean isHeldBack(Recovery recovery, Sight seen) {
        return !(seen.leave() instanceof Sight.Leave.Act)
                && recovery.startOwed().isPresent();
    }
}
