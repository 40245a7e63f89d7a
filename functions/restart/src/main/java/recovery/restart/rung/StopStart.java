package recovery.restart.rung;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import recovery.shared.act.HarderStop;
import recovery.shared.act.Settling;
import recovery.shared.act.StopAnswer;
import recovery.shared.act.StopInDoubt;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.StopMode;
import recovery.shared.look.Look;
import recovery.shared.record.Intent;
import recovery.shared.record.Outcome;
import recovery.shared.record.Recovery;
import recovery.shared.record.Stage;

/** The rung that stops an instance and starts it again, so that it comes up on another host. */
public final class StopStart {
    /** How long a stop that EC2 did not want is not asked for again. */
    private static final Duration PAUSE = Duration.ofSeconds(45);

    private StopStart() {}

    /** Before the first stop, or after one that had no effect. */
    public static Move begin(Recovery recovery, Observation seen) {
        if (!seen.now().isBefore(recovery.deadlines().recovery())) {
            return new Move.Close(
                    Outcome.NEEDS_PERSON,
                    "nothing could begin before the recovery's time was over: "
                            + (seen.mayAct() ? "each pre-flight refused" : seen.whyNot()));
        }
        Optional<Instance> instance = seen.instance().seen();
        if (instance.isEmpty()) {
            return new Move.Wait("EC2 does not tell: " + seen.instance().why());
        }
        return switch (instance.get().state()) {
            case RUNNING -> stop(recovery, seen);
            case PENDING -> new Move.Wait("it is pending: EC2 refuses a stop");
            case STOPPING, STOPPED -> notOurStop(recovery, seen.instance(), instance.get());
            case SHUTTING_DOWN, TERMINATED -> Gone.move(recovery, instance.get());
        };
    }

    private static Move stop(Recovery recovery, Observation seen) {
        Optional<Move> refused =
                recovery.lastIntent(Intent.Act.STOP).flatMap(last -> afterRefusal(recovery, last, seen.now()));
        if (refused.isPresent()) {
            return refused.get();
        }
        return seen.mayAct()
                ? new Move.Stop("it runs on a broken host: stop it, then start it elsewhere")
                : new Move.Wait(seen.whyNot());
    }

    /** What follows from a stop that had no effect; empty if it may be asked for in a new attempt. */
    private static Optional<Move> afterRefusal(Recovery recovery, Intent last, Instant now) {
        return switch (StopAnswer.of(last)) {
            case NOT_OURS ->
                Optional.of(
                        recovery.intents().stream().anyMatch(Settling::unseen)
                                ? new Move.Close(Outcome.NEEDS_PERSON, last.answer() + "; " + LeftDown.NOBODY_KNOWS)
                                : new Move.Close(Outcome.CANCELLED, last.answer()));
            case TRY_AGAIN, NOT_YET ->
                now.isBefore(last.settledAt().plus(PAUSE))
                        ? Optional.of(new Move.Wait("the last stop was answered " + last.answer()))
                        : Optional.empty();
            case UNSEEN -> Optional.empty();
            case DATED_BEFORE, CALL_A_PERSON ->
                Optional.of(Ladder.exhausted(recovery, "it cannot be stopped: " + last.answer()));
        };
    }

    /**
     * It is down without a stop that we know of. A stop of ours that two reads did not see may have come late after all: as
     * long as EC2's time allows it, only a person can tell it from somebody else's.
     */
    private static Move notOurStop(Recovery recovery, Look<Instance> look, Instance instance) {
        Optional<Intent> last = recovery.lastIntent(Intent.Act.STOP);
        String said = "it is " + instance.state().wireName() + " for "
                + (instance.reason().isEmpty() ? "no stated reason" : instance.reason());
        boolean timeless = instance.changedAt().isEmpty() && last.isPresent();
        return timeless || StopInDoubt.mayHaveLeftDown(recovery, look)
                ? new Move.Close(Outcome.NEEDS_PERSON, said + ", and " + LeftDown.NOBODY_KNOWS)
                : new Move.Close(Outcome.CANCELLED, said + ", and not by us: somebody else has it in hand");
    }

    /** A stop was sent: `stopped` is awaited. */
    public static Move awaitStopped(Recovery recovery, Observation seen) {
        Intent stop = recovery.lastIntent(Intent.Act.STOP).orElseThrow();
        Optional<Instance> instance = seen.instance().seen();
        boolean optedOut = instance.filter(one -> !one.state().gone() && Start.optedOut(recovery, one))
                .isPresent();
        if (optedOut) {
            return Paging.once(recovery, "opted-out", "the opt-in tag was removed while a Start is owed");
        }
        Instant asked = stop.at().truncatedTo(ChronoUnit.SECONDS);
        if (seen.stoppedEvent().filter(at -> !at.isBefore(asked)).isPresent()) {
            return new Move.Enter(Stage.START, "EC2 announced `stopped` after our stop");
        }
        if (instance.isEmpty()) {
            return overdue(
                    recovery, seen, "EC2 does not tell: " + seen.instance().why());
        }
        return switch (instance.get().state()) {
            case STOPPED -> new Move.Enter(Stage.START, "it is stopped");
            case STOPPING -> stuck(recovery, instance.get(), seen);
            case RUNNING, PENDING ->
                stop.precedesLaunch(instance.get().launchedAt())
                        ? new Move.Enter(Stage.START, "it was launched again since our stop")
                        : overdue(recovery, seen, "EC2 still shows it running");
            case SHUTTING_DOWN, TERMINATED -> Gone.move(recovery, instance.get());
        };
    }

    private static Move stuck(Recovery recovery, Instance instance, Observation seen) {
        return switch (HarderStop.after(recovery, instance, seen.now())) {
            case HarderStop.NotYet notYet -> new Move.Wait("it is stopping");
            case HarderStop.Ask(StopMode mode)
            when recovery.plan().accept().forcedStop() && seen.mayAct() ->
                new Move.StopHarder(mode, "it hangs in stopping: the plan accepts " + mode);
            case HarderStop.Ask ask ->
                hangs(recovery, seen, seen.mayAct() ? "the plan accepts no stronger stop" : seen.whyNot());
            case HarderStop.NoneLeft(String why) -> hangs(recovery, seen, why);
        };
    }

    private static Move hangs(Recovery recovery, Observation seen, String why) {
        String said = "it hangs in stopping, and " + why;
        return Ladder.isPrimary(recovery) && seen.mayAct() ? new Move.HandOver(false, said) : page(recovery, said);
    }

    private static Move overdue(Recovery recovery, Observation seen, String why) {
        return seen.now().isBefore(recovery.deadlines().step()) ? new Move.Wait(why) : page(recovery, why);
    }

    private static Move page(Recovery recovery, String why) {
        return Paging.once(recovery, "stop-overdue", why + "; the Start is still owed and will be sent");
    }
}
