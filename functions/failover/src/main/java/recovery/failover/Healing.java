package recovery.failover;

import java.time.Instant;
import java.util.Optional;
import recovery.shared.alarm.Alarm;
import recovery.shared.look.Look;
import recovery.shared.record.Outcome;
import recovery.shared.record.Recovery;
import recovery.shared.record.Stage;
import recovery.shared.words.Said;

/**
 * As long as nothing of ours has had an effect, the alarm on the service that opened the failover is read again, since minutes
 * may have passed. One that is OK leaves nothing to do: if that holds for the plan's soak, the service has healed itself. What
 * says neither is waited for, and calls a person when the step's time is over.
 */
final class Healing {
    private Healing() {}

    /** What is to be done instead of beginning; empty if the alarm still rings, or none opened it. */
    static Optional<FailoverMove> instead(Recovery recovery, Sight seen) {
        Optional<String> silent = silent(seen);
        if (silent.isPresent()) {
            return Optional.of(ok(seen).map(alarm -> healing(recovery, seen, alarm))
                    .orElseGet(() -> unclear(recovery, seen, silent.get())));
        }
        return seen.alarm().isPresent() && recovery.greenSince().isPresent()
                ? Optional.of(anew("its alarm rings again"))
                : Optional.empty();
    }

    /** Goes back to where nothing has begun if the alarm does not ring any more; empty if it rings, or none opened it. */
    static Optional<FailoverMove> back(Sight seen) {
        return silent(seen).map(Healing::anew);
    }

    private static Optional<String> silent(Sight seen) {
        return seen.alarm().flatMap(Healing::silent);
    }

    private static Optional<String> silent(Look<Alarm> look) {
        return switch (look) {
            case Look.Seen<Alarm>(Alarm alarm) -> silent(alarm);
            case Look.Absent<Alarm>(String why) -> Optional.of("its alarm is gone: " + why);
            case Look.Unreadable<Alarm>(String why) -> Optional.of("its alarm could not be read: " + why);
        };
    }

    private static Optional<String> silent(Alarm alarm) {
        if (alarm.state() != Alarm.State.ALARM) {
            return Optional.of("alarm " + alarm.name() + " is " + alarm.state());
        }
        return alarm.actionsEnabled()
                ? Optional.empty()
                : Optional.of("the owner of alarm " + alarm.name() + " switched its actions off");
    }

    private static Optional<Alarm> ok(Sight seen) {
        return seen.alarm().flatMap(Look::seen).filter(alarm -> alarm.state() == Alarm.State.OK);
    }

    private static FailoverMove healing(Recovery recovery, Sight seen, Alarm alarm) {
        var soak = recovery.plan().proof().soak();
        Optional<Instant> since = recovery.greenSince();
        boolean changed =
                since.filter(green -> !alarm.changedAt().isAfter(green)).isEmpty();
        if (changed && (since.isEmpty() || !seen.now().isBefore(alarm.changedAt()))) {
            return new FailoverMove.Green(
                    Optional.of(seen.now()),
                    "the alarm on the service is OK again; it must hold for " + Said.span(soak));
        }
        Instant healed = since.orElseThrow().plus(soak);
        return changed || seen.now().isBefore(healed)
                ? new FailoverMove.Wait("its alarm is OK since " + Said.time(alarm.changedAt()) + ": nothing is begun")
                : new FailoverMove.Close(
                        Outcome.HEALED_ITSELF,
                        "nothing of ours had an effect, and alarm " + alarm.name() + " is OK since "
                                + Said.time(alarm.changedAt()));
    }

    private static FailoverMove unclear(Recovery recovery, Sight seen, String why) {
        if (!seen.now().isBefore(recovery.deadlines().recovery())) {
            return Retreat.giveUp(recovery, "its time was over before the first step: " + why);
        }
        if (recovery.greenSince().isPresent()) {
            return anew(why);
        }
        return seen.now().isBefore(recovery.deadlines().step())
                ? new FailoverMove.Wait(why)
                : Retreat.page(recovery, "alarm-unclear", "nothing has begun, since " + why);
    }

    /** With the whole of the step's time, and nothing green. */
    private static FailoverMove anew(String why) {
        return new FailoverMove.Enter(Stage.REQUESTED, why);
    }
}
