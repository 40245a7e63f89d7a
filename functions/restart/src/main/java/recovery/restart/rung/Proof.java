package recovery.restart.rung;

import java.time.Instant;
import java.util.Optional;
import recovery.shared.alarm.Alarm;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.Instance;
import recovery.shared.guard.WillGuard;
import recovery.shared.plan.Rung;
import recovery.shared.record.Intent;
import recovery.shared.record.Outcome;
import recovery.shared.record.Recovery;
import recovery.shared.record.Stage;
import recovery.shared.words.Said;

/**
 * The proof of effect: launched anew, running, every check passing, and the alarm that opened it OK, all of it held for
 * the plan's soak. `running` alone is never success, and an instance that healed without us needs the same proof.
 */
public final class Proof {
    private Proof() {}

    public static Move next(Recovery recovery, Observation seen) {
        Optional<Instance> instance = seen.instance().seen();
        if (instance.isPresent() && instance.get().state().gone()) {
            return Gone.move(recovery, instance.get());
        }
        if (instance.isPresent() && instance.get().state().down()) {
            // EC2's answer may be behind: of the launch before our request it tells how it was then.
            return isBefore(recovery, instance.get())
                    ? notYet(recovery, seen, oldLaunch(instance.get()))
                    : stoppedAgain(recovery, instance.get());
        }
        Optional<String> missing = missing(recovery, seen);
        if (missing.isPresent()) {
            return notYet(recovery, seen, missing.get());
        }
        if (recovery.greenSince().isEmpty()) {
            return new Move.Green(
                    Optional.of(seen.now()),
                    "checks and alarm are ok; it must hold for "
                            + Said.span(recovery.plan().proof().soak()));
        }
        Instant proved =
                recovery.greenSince().get().plus(recovery.plan().proof().soak());
        return seen.now().isBefore(proved)
                ? new Move.Wait(
                        "ok since " + Said.time(recovery.greenSince().get()) + ", proved at " + Said.time(proved))
                : new Move.Close(
                        outcome(recovery),
                        "running with all checks ok for "
                                + Said.span(recovery.plan().proof().soak()));
    }

    /** It healed itself if nothing that we sent can have had an effect. */
    private static Outcome outcome(Recovery recovery) {
        return acted(recovery) ? Outcome.RECOVERED : Outcome.HEALED_ITSELF;
    }

    private static boolean acted(Recovery recovery) {
        return recovery.intents().stream().anyMatch(Intent::mayHaveHappened);
    }

    private static boolean isBefore(Recovery recovery, Instance instance) {
        return acted(recovery) && recovery.launchedBefore().equals(Optional.of(instance.launchedAt()));
    }

    private static String oldLaunch(Instance instance) {
        return "EC2 still shows the launch of " + Said.time(instance.launchedAt());
    }

    private static Move stoppedAgain(Recovery recovery, Instance instance) {
        String said = "it was stopped again for " + instance.reason();
        return WillGuard.nobodys(recovery.plan(), instance.reason())
                ? Ladder.exhausted(recovery, said)
                : new Move.Close(Outcome.CANCELLED, said + ", which is somebody's will");
    }

    private static Optional<String> missing(Recovery recovery, Observation seen) {
        Optional<Instance> instance = seen.instance().seen();
        if (instance.isEmpty()) {
            return Optional.of("EC2 does not tell: " + seen.instance().why());
        }
        if (isBefore(recovery, instance.get())) {
            return Optional.of(oldLaunch(instance.get()));
        }
        Optional<Checks> checks = seen.checks().seen();
        if (checks.isEmpty()) {
            return Optional.of("its checks could not be read: " + seen.checks().why());
        }
        if (!checks.get().healthy()) {
            return Optional.of("not yet healthy: " + checks.get().inWords());
        }
        return seen.alarm().flatMap(Alarm::notOk);
    }

    private static Move notYet(Recovery recovery, Observation seen, String why) {
        boolean untried = recovery.rung().equals(Optional.of(Rung.STOP_START)) && !acted(recovery);
        if (untried) {
            return new Move.Enter(Stage.REQUESTED, "it did not heal by itself, and nothing was tried yet: " + why);
        }
        boolean over = !seen.now().isBefore(recovery.deadlines().step());
        if (over) {
            return Ladder.exhausted(recovery, "the restart did not help in time: " + why);
        }
        return recovery.greenSince().isPresent() ? new Move.Green(Optional.empty(), why) : new Move.Wait(why);
    }
}
