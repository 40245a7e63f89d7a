package recovery.operator;

import java.time.Instant;
import java.util.Optional;
import recovery.shared.control.Installation;
import recovery.shared.control.Mode;
import recovery.shared.control.Switch;
import recovery.shared.record.Recovery;
import recovery.shared.record.TargetState;
import recovery.shared.record.Wish;

/** Rules on what people ask for: from the request and what is stored, and nothing else. */
final class OperatorPolicy {
    private OperatorPolicy() {}

    /**
     * @param first the switch when the request arrived
     * @param stored the switch now, after a race was lost; else the same
     */
    static Ruling setMode(Request.SetMode request, Switch first, Switch stored, Instant now) {
        boolean movedMeanwhile = stored.version() != first.version();
        if (movedMeanwhile && request.mode().compareTo(stored.mode()) > 0) {
            // Whoever lowered the mode a moment ago must not be overruled by somebody who could not know of it.
            return new Ruling.Refuse(stored.by() + " set the mode to " + stored.mode() + " at the same moment ("
                    + stored.reason() + "): ask again if it must be " + request.mode());
        }
        var next = new Switch(
                request.mode(),
                request.signed().by(),
                request.signed().reason(),
                Optional.of(now),
                stored.version() + 1);
        return new Ruling.SetSwitch(
                next,
                "the mode was " + stored.mode() + " and is " + next.mode() + " now, set by " + next.by() + ": "
                        + next.reason() + (next.mode() == Mode.OFF ? "; a Start that is owed is still sent" : ""));
    }

    static Ruling releaseBrake(Request.ReleaseBrake request, Installation stored) {
        return stored.brake()
                .<Ruling>map(brake -> new Ruling.Release(
                        stored.released(),
                        "the brake, latched since " + brake.at() + " (" + brake.reason() + "), is released by "
                                + request.signed().by() + ": "
                                + request.signed().reason()
                                + "; attempts before now count no more towards it"))
                .orElseGet(() -> new Ruling.Refuse("the brake is not latched"));
    }

    /** @param claimed the recovery that holds the target, as it is stored now */
    static Ruling acknowledge(
            Request.Acknowledge request, TargetState stored, Optional<Recovery> claimed, Instant now) {
        String target = request.target().key();
        if (stored.claim().isPresent()) {
            return claimed.filter(Recovery::open)
                    .map(recovery -> takeOver(recovery, now))
                    .orElseGet(
                            () -> new Ruling.Refuse("recovery " + stored.claim().get() + " of " + target
                                    + " is ending at this moment: ask again in a minute"));
        }
        return stored.awaiting()
                .<Ruling>map(recovery -> new Ruling.Clear(
                        stored.acknowledged(),
                        "the outcome of " + recovery + " on " + target + " is acknowledged by "
                                + request.signed().by() + ": "
                                + request.signed().reason()
                                + "; a recovery may open on it again"))
                .orElseGet(() -> new Ruling.Refuse("nothing on " + target + " waits for an acknowledgement"));
    }

    /** A recovery that needs nobody is not ended by an acknowledgement that was meant for an earlier one. */
    private static Ruling takeOver(Recovery recovery, Instant now) {
        boolean needsPerson = recovery.startOwed().isPresent()
                || !recovery.paged().isEmpty()
                || !now.isBefore(recovery.deadlines().recovery());
        if (!needsPerson) {
            return new Ruling.Refuse("recovery " + recovery.id() + " is under way (stage " + recovery.stage()
                    + ") and needs nobody before " + recovery.deadlines().recovery() + ": cancel would end it");
        }
        return new Ruling.AskOwner(
                Wish.Kind.ACKNOWLEDGE,
                recovery,
                recovery.owner().queue() + " is asked to end " + recovery.id()
                        + ", which is taken over by a person, with nothing owed any more");
    }

    /**
     * @param about what was asked for, in words
     * @param found the recovery that it comes to
     */
    static Ruling cancel(String about, Optional<Recovery> found) {
        Optional<Recovery> open = found.filter(Recovery::open);
        if (open.isEmpty()) {
            return new Ruling.Refuse("no recovery is open for " + about);
        }
        Recovery recovery = open.get();
        if (recovery.cancelled().isPresent()) {
            return new Ruling.Refuse("recovery " + recovery.id() + " was cancelled already ("
                    + recovery.cancelled().get() + ") and is still open in stage " + recovery.stage());
        }
        return new Ruling.AskOwner(
                Wish.Kind.CANCEL,
                recovery,
                recovery.owner().queue() + " is asked to begin nothing new on " + recovery.id() + " of "
                        + recovery.target().key() + "; a Start that is owed is still sent");
    }
}
