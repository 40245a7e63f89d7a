package recovery.failover;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import recovery.shared.act.Settling;
import recovery.shared.act.StartAnswer;
import recovery.shared.ec2.Instance;
import recovery.shared.record.Intent;
import recovery.shared.record.Outcome;
import recovery.shared.record.Recovery;

/**
 * Starts the side again that a fence of ours stopped: after everything was taken back, or when the service has come home.
 * The duty ends when it runs, when it is gone, when somebody stops it again, or when a person takes it over.
 */
final class Unfence {
    private static final Duration PAUSE = Duration.ofSeconds(45);
    private static final Duration SLOW_PAUSE = Duration.ofMinutes(10);
    private static final Duration LAG = Duration.ofMinutes(1);

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
        boolean anew = !recovery.launchedBefore().equals(Optional.of(instance.launchedAt()));
        return anew
                ? end(recovery, instance.id() + " runs again, launched at " + instance.launchedAt())
                : late(recovery, seen, "EC2 still shows the launch before the stop");
    }

    private static FailoverMove stopped(Recovery recovery, Sight seen, Instance instance) {
        Optional<Intent> last = recovery.lastIntent(Intent.Act.START).filter(start -> afterStop(recovery, start));
        if (last.isEmpty()) {
            return start(instance);
        }
        Intent start = last.get();
        boolean byHand = instance.reason().startsWith("Client.UserInitiated")
                && instance.changedAt().filter(at -> at.isAfter(start.at())).isPresent();
        if (byHand && start.mayHaveHappened()) {
            return end(
                    recovery,
                    "somebody stopped it again at " + instance.changedAt().orElseThrow());
        }
        return start.mayHaveHappened()
                ? fellBack(recovery, seen, start, instance)
                : again(recovery, seen, start, instance);
    }

    private static boolean afterStop(Recovery recovery, Intent start) {
        return recovery.lastIntent(Intent.Act.STOP)
                .filter(stop -> stop.at().isAfter(start.at()))
                .isEmpty();
    }

    private static FailoverMove again(Recovery recovery, Sight seen, Intent start, Instance instance) {
        String code = start.answer().split(":", 2)[0];
        boolean hopeless = StartAnswer.of(code) == StartAnswer.CALL_A_PERSON
                && !start.answer().equals(Settling.UNCHANGED);
        if (hopeless && !recovery.paged().contains("start:" + code)) {
            return new FailoverMove.Page("start:" + code, "it cannot be started: " + start.answer());
        }
        boolean spent =
                recovery.deadlines().unstop().filter(seen.now()::isAfter).isPresent();
        if (spent && !recovery.paged().contains("unstop-budget")) {
            return new FailoverMove.Page(
                    "unstop-budget", "it cannot be started: " + start.answer() + "; we go on slowly");
        }
        Instant due = start.settledAt().plus(spent || hopeless ? SLOW_PAUSE : PAUSE);
        return seen.now().isBefore(due)
                ? late(recovery, seen, "the last start was answered " + start.answer() + "; the next is due at " + due)
                : start(instance);
    }

    /** EC2 took the start, and it is stopped: its answer lags, or the start failed. */
    private static FailoverMove fellBack(Recovery recovery, Sight seen, Intent start, Instance instance) {
        if (seen.now().isBefore(start.settledAt().plus(LAG))) {
            return late(recovery, seen, "EC2 does not yet show the start");
        }
        String what = "fell-back:" + instance.reason();
        if (!recovery.paged().contains(what)) {
            return new FailoverMove.Page(what, "it was started and stopped again for " + instance.reason());
        }
        return seen.now().isBefore(start.settledAt().plus(SLOW_PAUSE))
                ? late(recovery, seen, "it fell back to stopped for " + instance.reason())
                : start(instance);
    }

    private static FailoverMove start(Instance instance) {
        return new FailoverMove.Start(instance.launchedAt(), "it is stopped and we owe it a Start");
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
