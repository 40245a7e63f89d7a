package recovery.shared.act;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import recovery.shared.ec2.Instance;
import recovery.shared.look.Look;
import recovery.shared.record.Intent;
import recovery.shared.words.Said;

/**
 * Finds out what became of a request whose reply nobody has: its writer died, or the reply was lost. It only looks, and
 * never asks again. That a stop did not happen takes two reads a minute apart, since EC2's answers may be stale.
 */
public final class Settling {
    /** A minute, less what a tick may come early: one second too soon would cost the whole minute until the next. */
    private static final Duration BETWEEN_READS = Duration.ofSeconds(55);

    /** By how much our clock and EC2's may differ at the worst; usually it is less than a second. */
    private static final Duration CLOCK_ERROR = Duration.ofMinutes(2);

    /** How the answer of a stop begins of which the times cannot tell whether it was ours. */
    public static final String UNCLEAR = "Unclear";

    private static final String DATED = "it was stopped at ";

    private static final String FIRST_READ = "a first read says: ";

    /** The answer that a request gets of which two reads saw nothing. */
    public static final String UNCHANGED = "two reads show it as before";

    private static final String FORGOTTEN = "two reads say that EC2 no longer knows it";

    private Settling() {}

    /**
     * What is known now of a stop or a start that is unsettled.
     *
     * @param takeoverAfter how old a stranger's request must be before anything is concluded from it
     */
    public static Settled next(Intent intent, Look<Instance> look, Instant now, Duration takeoverAfter) {
        if (intent.state() == Intent.State.WRITTEN) {
            return abandoned(intent, now, takeoverAfter);
        }
        return switch (look) {
            case Look.Unreadable<Instance>(String why) -> new Settled.NotYet("EC2 does not tell: " + why);
            // It was known when the request was noted, so this is no instance that EC2 does not show yet.
            case Look.Absent<Instance> absent -> twice(intent, FORGOTTEN, Intent.State.OBSERVED, now);
            case Look.Seen<Instance>(Instance instance) -> seen(intent, instance, now);
        };
    }

    private static Settled seen(Intent intent, Instance instance, Instant now) {
        return switch (intent.act()) {
            case STOP -> stop(intent, instance, now);
            case START -> start(intent, instance, now);
            case APPLY, UNDO -> throw new IllegalArgumentException("an instance does not tell of " + intent.act());
        };
    }

    /** Another execution may be about to send it, until its time is over for certain. */
    public static Settled abandoned(Intent intent, Instant now, Duration takeoverAfter) {
        Instant over = intent.at().plus(takeoverAfter);
        return now.isBefore(over)
                ? new Settled.NotYet("another execution noted a " + intent.act() + " at " + Said.time(intent.at())
                        + " and may be sending it until " + over)
                : settle(intent, Intent.State.UNKNOWN, "its writer never said what became of it", now);
    }

    private static Settled stop(Intent intent, Instance instance, Instant now) {
        return switch (instance.state()) {
            case RUNNING, PENDING ->
                intent.precedesLaunch(instance.launchedAt())
                        ? settle(intent, Intent.State.OBSERVED, "it was launched again since", now)
                        : unchanged(intent, now);
            case STOPPING, STOPPED -> whoseStop(intent, instance, now);
            case SHUTTING_DOWN, TERMINATED -> settle(intent, Intent.State.OBSERVED, "it is gone", now);
        };
    }

    /**
     * The time in the state transition reason decides; without one, or with an earlier one, it is not ours. One that is
     * earlier by no more than clocks may differ is unclear, and a person's to judge.
     */
    private static Settled whoseStop(Intent intent, Instance instance, Instant now) {
        Instant asked = intent.at().truncatedTo(ChronoUnit.SECONDS);
        String when = instance.changedAt().map(Said::time).orElse("an unknown time");
        boolean ours = instance.changedAt().filter(at -> !at.isBefore(asked)).isPresent();
        if (mayBeBy(intent, instance) && !ours) {
            String why = UNCLEAR + ": " + DATED + when + ", and clocks may differ by as much";
            return settle(intent, Intent.State.WITHOUT_EFFECT, why, now);
        }
        return ours
                ? settle(intent, Intent.State.OBSERVED, "EC2 says that it was stopped at " + when, now)
                : settle(intent, Intent.State.WITHOUT_EFFECT, DATED + when + ", not by this", now);
    }

    /** Whether the instance changed its state no earlier than by this request, as far as two clocks can tell. */
    public static boolean mayBeBy(Intent intent, Instance instance) {
        Instant earliest = intent.at().truncatedTo(ChronoUnit.SECONDS).minus(CLOCK_ERROR);
        return instance.changedAt().filter(at -> !at.isBefore(earliest)).isPresent();
    }

    /**
     * Whether the instance was stopped again after this start. EC2's own times tell it: one that is later than that of the
     * stop before it. If that is unknown, it is one that is later than the start by more than two clocks may differ, since
     * our own stop may seem to be later too.
     */
    static boolean stoppedSince(Intent start, Instance stopped) {
        Instant known = start.stoppedBefore().orElse(start.at().plus(CLOCK_ERROR));
        return stopped.stoppedAt().filter(at -> at.isAfter(known)).isPresent();
    }

    /** Whether this was a stop of which two reads saw nothing. */
    public static boolean unseen(Intent intent) {
        return intent.act() == Intent.Act.STOP && intent.answer().equals(UNCHANGED);
    }

    /** Whether this was a stop without a reply, and the stop that a look showed then is dated before it, if at all. */
    static boolean datedBefore(Intent intent) {
        return intent.answer().startsWith(DATED) || intent.answer().startsWith(UNCLEAR);
    }

    private static Settled start(Intent intent, Instance instance, Instant now) {
        return switch (instance.state()) {
            case RUNNING, PENDING ->
                intent.precedesLaunch(instance.launchedAt())
                        ? settle(intent, Intent.State.OBSERVED, "it was launched again since", now)
                        : new Settled.NotYet("EC2 still shows the launch before the stop");
            case STOPPED -> unchanged(intent, now);
            case STOPPING -> new Settled.NotYet("EC2 still shows it stopping");
            case SHUTTING_DOWN, TERMINATED -> settle(intent, Intent.State.OBSERVED, "it is gone", now);
        };
    }

    /** Two reads a minute apart that show nothing of it: it did not happen. */
    public static Settled unchanged(Intent intent, Instant now) {
        return twice(intent, UNCHANGED, Intent.State.WITHOUT_EFFECT, now);
    }

    /** What two reads a minute apart show is so; after the first the intent stays open. */
    private static Settled twice(Intent intent, String what, Intent.State known, Instant now) {
        String once = FIRST_READ + what;
        if (!intent.answer().equals(once)) {
            return settle(intent, Intent.State.UNKNOWN, once, now);
        }
        return apart(intent.settledAt(), now)
                ? settle(intent, known, what, now)
                : new Settled.NotYet("a second read is due a minute after the first");
    }

    /** Whether two reads lie so far apart that EC2's answers cannot both be behind in the same way. */
    public static boolean apart(Instant first, Instant second) {
        return !second.isBefore(first.plus(BETWEEN_READS));
    }

    public static Settled settle(Intent intent, Intent.State state, String why, Instant now) {
        return new Settled.Known(intent.is(state, why, now), intent.act() + " " + intent.id() + ": " + why);
    }
}
