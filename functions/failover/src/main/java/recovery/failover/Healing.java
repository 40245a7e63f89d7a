package recovery.failover;

import java.time.Instant;
import java.util.Optional;
import recovery.shared.alarm.Alarm;
import recovery.shared.look.Look;
import recovery.shared.record.Outcome;
import recovery.shared.record.Recovery;
import recovery.shared.words.Said;

/**
 * The alarm on the service is read again before anything is sent for it, since minutes may have passed. One that is OK leaves
 * nothing to do: if that holds for the plan's soak, the service has healed itself. What does not say so clearly is waited for.
 */
final class Healing {
    private Healing() {}

    /** What is to be done instead of beginning; empty if the alarm still rings, or none opened it. */
    static Optional<FailoverMove> instead(Recovery recovery, Sight seen) {
        Optional<String> silent = silent(seen);
        if (silent.isEmpty()) {
            return recovery.greenSince()
                    .map(since -> new FailoverMove.Green(Optional.empty(), "its alarm rings again"));
        }
        return Optional.of(isOk(seen) ? healing(recovery, seen) : unclear(recovery, seen, silent.get()));
    }

    /** Why nothing may begin for this alarm now; empty if it rings, or none opened it. */
    static Optional<String> silent(Sight seen) {
        return seen.alarm().filter(look -> !is(look, Alarm.State.ALARM)).map(look -> Alarm.notOk(look)
                .orElse("the alarm on the service does not ring any more"));
    }

    private static FailoverMove healing(Recovery recovery, Sight seen) {
        var soak = recovery.plan().proof().soak();
        Optional<Instant> since = recovery.greenSince();
        if (since.isEmpty()) {
            return new FailoverMove.Green(
                    Optional.of(seen.now()),
                    "the alarm on the service is OK again; it must hold for " + Said.span(soak));
        }
        Instant healed = since.get().plus(soak);
        return seen.now().isBefore(healed)
                ? new FailoverMove.Wait("its alarm is OK since " + Said.time(since.get()) + ": nothing is begun")
                : new FailoverMove.Close(
                        Outcome.HEALED_ITSELF,
                        "nothing was sent, and the alarm on the service is OK since " + Said.time(since.get()));
    }

    private static FailoverMove unclear(Recovery recovery, Sight seen, String why) {
        return recovery.greenSince().isPresent()
                ? new FailoverMove.Green(Optional.empty(), why)
                : Retreat.overdue(recovery, seen, why);
    }

    private static boolean isOk(Sight seen) {
        return seen.alarm().filter(look -> is(look, Alarm.State.OK)).isPresent();
    }

    private static boolean is(Look<Alarm> look, Alarm.State state) {
        return look.seen().filter(alarm -> alarm.state() == state).isPresent();
    }
}
