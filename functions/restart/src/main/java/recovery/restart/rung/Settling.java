package recovery.restart.rung;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceState;
import recovery.shared.record.Intent;

/**
 * Finds out what became of a request whose reply nobody has: its writer died, or the reply was lost. It only looks, and
 * never asks again. That a stop did not happen takes two reads a minute apart, since EC2's answers may be stale.
 */
public final class Settling {
    private static final Duration BETWEEN_READS = Duration.ofMinutes(1);
    private static final String FIRST_READ = "still as before at a first read";

    /** The answer that a request gets of which two reads saw nothing. */
    static final String UNCHANGED = "still as before a minute later";

    private Settling() {}

    /** What to do about an unsettled request. */
    public static Move next(Intent intent, Observation seen) {
        if (intent.state() == Intent.State.WRITTEN) {
            return abandoned(intent, seen);
        }
        Optional<Instance> instance = seen.instance().seen();
        if (instance.isEmpty()) {
            return new Move.Wait("EC2 does not tell: " + seen.instance().why());
        }
        return switch (intent.act()) {
            case STOP -> stop(intent, instance.get(), seen.now());
            case START -> start(intent, instance.get(), seen.now());
        };
    }

    /** Another execution may be about to send it, until its time is over for certain. */
    private static Move abandoned(Intent intent, Observation seen) {
        Instant over = intent.at().plus(seen.takeoverAfter());
        return seen.now().isBefore(over)
                ? new Move.Wait("another execution noted a " + intent.act() + " at " + intent.at()
                        + " and may be sending it until " + over)
                : settle(intent, Intent.State.UNKNOWN, "its writer never said what became of it", seen.now());
    }

    private static Move stop(Intent intent, Instance instance, Instant now) {
        return switch (instance.state()) {
            case RUNNING, PENDING ->
                instance.launchedAt().equals(intent.launchedBefore())
                        ? unchanged(intent, now)
                        : settle(intent, Intent.State.OBSERVED, "it was launched again since", now);
            case STOPPING, STOPPED -> whoseStop(intent, instance, now);
            case SHUTTING_DOWN, TERMINATED -> settle(intent, Intent.State.OBSERVED, "it is gone", now);
        };
    }

    /** The time in the state transition reason decides; without one, or with an earlier one, it is not ours. */
    private static Move whoseStop(Intent intent, Instance instance, Instant now) {
        Instant asked = intent.at().truncatedTo(ChronoUnit.SECONDS);
        String when = instance.changedAt().map(Instant::toString).orElse("an unknown time");
        boolean ours = instance.changedAt().filter(at -> !at.isBefore(asked)).isPresent();
        return ours
                ? settle(intent, Intent.State.OBSERVED, "EC2 says that it was stopped at " + when, now)
                : settle(intent, Intent.State.WITHOUT_EFFECT, "it was stopped at " + when + ", not by this", now);
    }

    private static Move start(Intent intent, Instance instance, Instant now) {
        return switch (instance.state()) {
            case RUNNING, PENDING ->
                instance.launchedAt().equals(intent.launchedBefore())
                        ? new Move.Wait("EC2 still shows the launch before the stop")
                        : settle(intent, Intent.State.OBSERVED, "it was launched again since", now);
            case STOPPED -> unchanged(intent, now);
            case STOPPING -> new Move.Wait("EC2 still shows it stopping");
            case SHUTTING_DOWN, TERMINATED -> settle(intent, Intent.State.OBSERVED, "it is gone", now);
        };
    }

    private static Move unchanged(Intent intent, Instant now) {
        if (!intent.answer().equals(FIRST_READ)) {
            return settle(intent, Intent.State.UNKNOWN, FIRST_READ, now);
        }
        return now.isBefore(intent.settledAt().plus(BETWEEN_READS))
                ? new Move.Wait("a second read is due a minute after the first")
                : settle(intent, Intent.State.WITHOUT_EFFECT, UNCHANGED, now);
    }

    private static Move settle(Intent intent, Intent.State state, String why, Instant now) {
        return new Move.Settle(intent.is(state, why, now), intent.act() + " " + intent.id() + ": " + why);
    }

    /** Whether an instance in this state stands still. */
    static boolean down(InstanceState state) {
        return state == InstanceState.STOPPING || state == InstanceState.STOPPED;
    }
}
