package recovery.restart;

import recovery.restart.rung.LeftDown;
import recovery.restart.rung.Move;
import recovery.restart.rung.Observation;
import recovery.restart.rung.Paging;
import recovery.restart.rung.Proof;
import recovery.restart.rung.Start;
import recovery.restart.rung.StopStart;
import recovery.shared.act.Settled;
import recovery.shared.act.Settling;
import recovery.shared.plan.Rung;
import recovery.shared.record.Intent;
import recovery.shared.record.Outcome;
import recovery.shared.record.Recovery;

/** Chooses the next move on a recovery: from the record and what was seen, and nothing else. */
final class RestartPolicy {
    private RestartPolicy() {}

    static Move next(Recovery recovery, Observation seen) {
        return LeftDown.toAPerson(move(recovery, seen), recovery, seen.instance());
    }

    private static Move move(Recovery recovery, Observation seen) {
        if (recovery.unsettled().isPresent()) {
            return switch (Settling.next(
                    recovery.unsettled().get(), seen.instance(), seen.now(), seen.takeoverAfter())) {
                case Settled.NotYet(String reason) -> open(recovery, seen, reason);
                case Settled.Known(Intent known, String reason) -> new Move.Settle(known, reason);
            };
        }
        if (recovery.cancelled().isPresent() && nothingUnderWay(recovery)) {
            return new Move.Close(
                    Outcome.CANCELLED,
                    "a person cancelled it: " + recovery.cancelled().get());
        }
        return switch (recovery.stage()) {
            case REQUESTED -> begin(recovery, seen);
            case STOP -> StopStart.awaitStopped(recovery, seen);
            case START -> Start.untilRunning(recovery, seen);
            case PROOF -> Proof.next(recovery, seen);
            case CLOSED -> new Move.Wait("it is closed");
            case MOVE, UNDO ->
                throw new IllegalStateException(recovery.id() + " is in stage " + recovery.stage() + " of a failover");
        };
    }

    /** Nobody knows yet what became of a request: when the recovery's time is over, a person is told so. */
    private static Move open(Recovery recovery, Observation seen, String why) {
        return seen.now().isBefore(recovery.deadlines().recovery())
                ? new Move.Wait(why)
                : Paging.once(recovery, "unsettled", "nobody knows what became of our request: " + why);
    }

    private static Move begin(Recovery recovery, Observation seen) {
        Rung rung = recovery.rung().orElseThrow();
        return switch (rung) {
            case STOP_START -> StopStart.begin(recovery, seen);
            case START -> Start.begin(recovery, seen);
        };
    }

    /** Cancelling takes effect where nothing of ours is half-done: no Start is owed. */
    private static boolean nothingUnderWay(Recovery recovery) {
        return recovery.open() && recovery.startOwed().isEmpty();
    }
}
