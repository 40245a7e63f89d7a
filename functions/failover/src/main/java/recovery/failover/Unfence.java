package recovery.failover;

import java.util.Optional;
import recovery.shared.act.Settling;
import recovery.shared.act.StartAgain;
import recovery.shared.ec2.Instance;
import recovery.shared.record.Intent;
import recovery.shared.record.Outcome;
import recovery.shared.record.Recovery;
import recovery.shared.words.Said;

/**
 * Starts the side again that a fence of ours stopped: after everything was taken back, or when the service has come home.
 * The duty ends when it runs, when it is gone, when somebody stops it again, or when a person takes it over.
 */
final class Unfence {
    private Unfence() {}

    static FailoverMove next(Recovery recovery, Sight seen) {
        Optional<Instance> look = seen.from().seen();
        if (look.isEmpty()) {
            return late(recovery, seen, "EC2 does not tell: " + seen.from().why());
        }
        Instance instance = look.get();
        if (recovery.startOwed().isEmpty()) {
            return end(recovery, instance.id() + " needs no start");
        }
        if (instance.state().gone()) {
            return end(recovery, instance.id() + " is " + instance.state().wireName());
        }
        if (!instance.plan().equals(Optional.of(recovery.plan().name()))) {
            return Retreat.page(recovery, "opted-out", "the opt-in tag was removed while a Start is owed");
        }
        return switch (instance.state()) {
            case RUNNING -> runs(recovery, seen, instance);
            case PENDING -> late(recovery, seen, "it is starting");
            case STOPPING -> late(recovery, seen, "it is still stopping");
            case STOPPED -> stopped(recovery, seen, instance);
            case SHUTTING_DOWN, TERMINATED -> end(recovery, "it is gone");
        };
    }

    private static FailoverMove runs(Recovery recovery, Sight seen, Instance instance) {
        return launchedAnew(recovery, instance)
                ? end(recovery, instance.id() + " runs again, launched at " + Said.time(instance.launchedAt()))
                : late(recovery, seen, "EC2 still shows the launch before the stop");
    }

    /** Since the stop for which the Start is owed. One that EC2 refused saw what a start before it had launched already. */
    private static boolean launchedAnew(Recovery recovery, Instance instance) {
        return recovery.intents().reversed().stream()
                .filter(intent ->
                        intent.act() != Intent.Act.STOP || intent.mayHaveHappened() || Settling.unseen(intent))
                .filter(intent -> intent.launchedBefore().isPresent())
                .findFirst()
                .filter(intent -> !intent.precedesLaunch(instance.launchedAt()))
                .isEmpty();
    }

    private static FailoverMove stopped(Recovery recovery, Sight seen, Instance instance) {
        Optional<Intent> last = recovery.lastIntent(Intent.Act.START).filter(start -> afterStop(recovery, start));
        if (last.isEmpty()) {
            return start(instance);
        }
        return switch (StartAgain.after(last.get(), recovery, instance, seen.now())) {
            case StartAgain.Now now -> start(instance);
            case StartAgain.Later(String why) -> late(recovery, seen, why);
            case StartAgain.Page(String what, String why) -> new FailoverMove.Page(what, why);
            case StartAgain.StoppedByHand(String why) -> end(recovery, why);
        };
    }

    private static boolean afterStop(Recovery recovery, Intent start) {
        return recovery.lastIntent(Intent.Act.STOP)
                .filter(stop -> stop.at().isAfter(start.at()))
                .isEmpty();
    }

    private static FailoverMove start(Instance instance) {
        return new FailoverMove.Start(
                instance.launchedAt(), instance.stoppedAt(), "it is stopped and we owe it a Start");
    }

    private static FailoverMove end(Recovery recovery, String why) {
        boolean home = Retreat.home(recovery)
                && recovery.passage()
                        .filter(passage -> passage.turnedBack().isEmpty())
                        .isPresent();
        if (home) {
            return new FailoverMove.Close(Outcome.FAILED_BACK, true, "the service is at home again; " + why);
        }
        String turned =
                recovery.passage().flatMap(passage -> passage.turnedBack()).orElse("it went back");
        return new FailoverMove.Close(
                Outcome.ROLLED_BACK,
                true,
                "every lever stands as before; " + why + "; it went back because: " + turned);
    }

    private static FailoverMove late(Recovery recovery, Sight seen, String why) {
        return seen.now().isBefore(recovery.deadlines().recovery())
                ? new FailoverMove.Wait(why)
                : Retreat.page(recovery, "recovery-clock", "the recovery's time is over: " + why);
    }
}
