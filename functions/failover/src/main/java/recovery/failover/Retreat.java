package recovery.failover;

import java.util.Optional;
import recovery.shared.record.Direction;
import recovery.shared.record.Outcome;
import recovery.shared.record.Passage;
import recovery.shared.record.Recovery;

/** What follows when a failover cannot reach its end: the point of no return decides between back and a person. */
final class Retreat {
    private Retreat() {}

    static String why(Sight.Leave leave) {
        return switch (leave) {
            case Sight.Leave.Act act -> "";
            case Sight.Leave.NothingNew(String why) -> why;
            case Sight.Leave.Off(String why) -> why;
        };
    }

    /** A failback that ends without having come home leaves the service failed over: a person must know. */
    static Outcome ofCancelling(Recovery recovery) {
        return home(recovery) ? Outcome.ROLLED_BACK : Outcome.CANCELLED;
    }

    static boolean home(Recovery recovery) {
        return recovery.passage()
                .filter(passage -> passage.direction() == Direction.HOME)
                .isPresent();
    }

    /** Waits until the step's time is over, and gives up then. */
    static FailoverMove overdue(Recovery recovery, Sight seen, String why) {
        return seen.now().isBefore(recovery.deadlines().step()) ? new FailoverMove.Wait(why) : giveUp(recovery, why);
    }

    /** Back where that is still possible; else a person, who may ask for a failback again if it has not begun. */
    static FailoverMove giveUp(Recovery recovery, String why) {
        Optional<Passage> passage = recovery.passage();
        if (passage.filter(Passage::pastTheReturn).isPresent()) {
            return withoutWay(recovery, why);
        }
        boolean begun = recovery.startOwed().isPresent()
                || passage.filter(Passage::anyApplied).isPresent();
        if (begun) {
            return new FailoverMove.TurnBack(why);
        }
        return home(recovery)
                ? new FailoverMove.Close(Outcome.ROLLED_BACK, "nothing has moved: " + why)
                : withoutWay(recovery, why);
    }

    /** Only a person can help. An owed Start keeps the record open. */
    static FailoverMove withoutWay(Recovery recovery, String why) {
        return recovery.startOwed().isPresent()
                ? page(recovery, "no-way", why)
                : new FailoverMove.Close(Outcome.NEEDS_PERSON, why);
    }

    /** Mode, brake or a person hold it back: what has begun goes back, or stands still under OFF. */
    static FailoverMove heldBack(Recovery recovery, Sight seen) {
        return switch (seen.leave()) {
            case Sight.Leave.Act act -> throw new IllegalStateException(recovery.id() + " is not held back");
            case Sight.Leave.NothingNew(String why) -> giveUp(recovery, why);
            case Sight.Leave.Off(String why) -> standsStill(recovery, why);
        };
    }

    /** Nothing is sent; the side that is left is started only if no step is applied. */
    static FailoverMove standsStill(Recovery recovery, String why) {
        boolean applied = recovery.passage().filter(Passage::anyApplied).isPresent();
        if (!applied && recovery.startOwed().isPresent()) {
            return new FailoverMove.TurnBack(why + "; no step is applied, so the Start that is owed is sent");
        }
        return page(recovery, "off", why + ": it stands still where it is");
    }

    static FailoverMove page(Recovery recovery, String what, String reason) {
        return recovery.paged().contains(what)
                ? new FailoverMove.Wait("a person was called: " + reason)
                : new FailoverMove.Page(what, reason);
    }
}
