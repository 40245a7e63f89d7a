package recovery.restart.rung;

import java.time.temporal.ChronoUnit;
import java.util.Optional;
import recovery.shared.act.StartAgain;
import recovery.shared.ec2.Instance;
import recovery.shared.guard.WillGuard;
import recovery.shared.record.Intent;
import recovery.shared.record.Outcome;
import recovery.shared.record.Recovery;
import recovery.shared.record.Stage;
import recovery.shared.words.Said;

/**
 * Starting an instance: the rung for one that stands still by nobody's will, and the duty after every stop of ours. The
 * duty ends when it runs, when it is gone or a person wants it stopped, or when a person takes it over.
 */
public final class Start {
    private Start() {}

    /** Before the first start of an instance that nobody stopped. */
    public static Move begin(Recovery recovery, Observation seen) {
        if (!seen.now().isBefore(recovery.deadlines().recovery())) {
            return Ladder.exhausted(recovery, "it could not be started before the recovery's time was over");
        }
        if (!seen.mayAct()) {
            return new Move.Wait(seen.whyNot());
        }
        Optional<Instance> instance = seen.instance().seen();
        if (instance.isEmpty()) {
            return new Move.Wait("EC2 does not tell: " + seen.instance().why());
        }
        if (optedOut(recovery, instance.get())) {
            return leave(instance.get());
        }
        return switch (instance.get().state()) {
            case STOPPED ->
                WillGuard.nobodys(recovery.plan(), instance.get().reason())
                        ? new Move.Start(
                                false, "it is stopped for " + instance.get().reason())
                        : new Move.Close(
                                Outcome.CANCELLED,
                                "it is stopped for " + instance.get().reason() + ", which is somebody's will");
            case STOPPING -> new Move.Wait("it is still stopping");
            case PENDING -> new Move.Wait("it is already starting");
            case RUNNING -> new Move.Enter(Stage.PROOF, "it runs already");
            case SHUTTING_DOWN, TERMINATED -> Gone.move(recovery, instance.get());
        };
    }

    /** It was stopped, or a start was sent: `running` is awaited. */
    public static Move untilRunning(Recovery recovery, Observation seen) {
        Optional<Instance> look = seen.instance().seen();
        boolean announced = announcedStopped(recovery, seen);
        if (look.isEmpty()) {
            return announced
                    ? send(recovery, seen)
                    : late(
                            recovery,
                            seen,
                            "EC2 does not tell: " + seen.instance().why());
        }
        Instance instance = look.get();
        if (optedOut(recovery, instance)) {
            return recovery.startOwed().isPresent()
                    ? Paging.once(recovery, "opted-out", "the opt-in tag was removed while a Start is owed")
                    : leave(instance);
        }
        return switch (instance.state()) {
            case RUNNING -> launched(recovery, instance, "it runs", announced, seen);
            case PENDING -> late(recovery, seen, "it is starting");
            case STOPPING -> announced ? send(recovery, seen) : late(recovery, seen, "it is still stopping");
            case STOPPED -> stopped(recovery, instance, seen);
            case SHUTTING_DOWN, TERMINATED -> Gone.move(recovery, instance);
        };
    }

    static boolean optedOut(Recovery recovery, Instance instance) {
        return !instance.plan().equals(Optional.of(recovery.plan().name()));
    }

    /** Its owner took it away from us, and nothing is owed. */
    private static Move leave(Instance instance) {
        return new Move.Close(
                Outcome.CANCELLED,
                "the opt-in tag was removed while it was " + instance.state().wireName());
    }

    /** A `stopped` that is younger than our stop, and of which no start was sent yet, permits one. */
    private static boolean announcedStopped(Recovery recovery, Observation seen) {
        Optional<Intent> stop = recovery.lastIntent(Intent.Act.STOP);
        boolean started = recovery.lastIntent()
                .filter(last -> last.act() == Intent.Act.START)
                .isPresent();
        return !started
                && stop.isPresent()
                && seen.stoppedEvent()
                        .filter(at -> !at.isBefore(stop.get().at().truncatedTo(ChronoUnit.SECONDS)))
                        .isPresent();
    }

    private static Move launched(
            Recovery recovery, Instance instance, String why, boolean announced, Observation seen) {
        if (!recovery.launchedBefore().equals(Optional.of(instance.launchedAt()))) {
            return new Move.Enter(Stage.PROOF, why + ", launched at " + Said.time(instance.launchedAt()));
        }
        return announced ? send(recovery, seen) : late(recovery, seen, "EC2 still shows the launch before the stop");
    }

    private static Move stopped(Recovery recovery, Instance instance, Observation seen) {
        boolean theirs = recovery.startOwed().isEmpty() && !WillGuard.nobodys(recovery.plan(), instance.reason());
        if (theirs) {
            // Nothing of ours stopped it, and it began with a reason that is nobody's: somebody stopped it since.
            return new Move.Close(
                    Outcome.CANCELLED, "it is stopped for " + instance.reason() + ", which is somebody's will");
        }
        Optional<Intent> last = recovery.lastIntent(Intent.Act.START);
        if (last.isEmpty()) {
            return send(recovery, seen);
        }
        return switch (StartAgain.after(last.get(), recovery, instance, seen.now())) {
            case StartAgain.Now now -> send(recovery, seen);
            case StartAgain.Later(String why) -> late(recovery, seen, why);
            case StartAgain.Page(String what, String why) -> new Move.Page(what, why);
            case StartAgain.StoppedByHand(String why) -> new Move.Close(Outcome.CANCELLED, true, why);
        };
    }

    private static Move send(Recovery recovery, Observation seen) {
        boolean owed = recovery.startOwed().isPresent();
        if (!owed && !seen.mayAct()) {
            return late(recovery, seen, seen.whyNot());
        }
        return new Move.Start(owed, owed ? "it is stopped and we owe it a Start" : "it is stopped by nobody's will");
    }

    /** Calls a person when the recovery's time is over; the duty goes on, while a rung without a duty ends. */
    private static Move late(Recovery recovery, Observation seen, String why) {
        if (seen.now().isBefore(recovery.deadlines().recovery())) {
            return new Move.Wait(why);
        }
        String over = "the recovery's time is over: " + why;
        boolean owed = recovery.startOwed().isPresent();
        if (owed && Ladder.isPrimary(recovery) && seen.mayAct()) {
            return new Move.HandOver(false, over); // the duty goes along
        }
        return owed ? Paging.once(recovery, "recovery-clock", over) : Ladder.exhausted(recovery, over);
    }
}
