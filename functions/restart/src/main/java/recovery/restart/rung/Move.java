package recovery.restart.rung;

import java.time.Instant;
import java.util.Optional;
import recovery.shared.ec2.StopMode;
import recovery.shared.record.Intent;
import recovery.shared.record.Outcome;
import recovery.shared.record.Stage;

/** The next thing to do on a recovery, and why. */
public sealed interface Move {
    String reason();

    /** Nothing now: the next event or tick looks again. */
    record Wait(String reason) implements Move {}

    /** Send a stop that begins an attempt: every guard is asked again from fresh reads, and the attempt is charged. */
    record Stop(String reason) implements Move {}

    /** Send a stronger stop in the same attempt. */
    record StopHarder(StopMode mode, String reason) implements Move {}

    /**
     * Send a start.
     *
     * @param owed whether it takes back a stop of ours, which no mode holds up
     */
    record Start(boolean owed, String reason) implements Move {}

    /** Write down what became of a request. */
    record Settle(Intent known, String reason) implements Move {}

    /** Go on to another stage. */
    record Enter(Stage stage, String reason) implements Move {}

    /** Everything that the proof asks for holds since then, or holds no more. */
    record Green(Optional<Instant> since, String reason) implements Move {}

    /** Call a person for this, once. The recovery stays open. */
    record Page(String what, String reason) implements Move {}

    /**
     * End.
     *
     * @param endsDuty whether a Start that was owed can be owed no more: the instance is gone, or a person stopped it
     */
    record Close(Outcome outcome, boolean endsDuty, String reason) implements Move {
        public Close(Outcome outcome, String reason) {
            this(outcome, false, reason);
        }
    }

    /** Give it to failover: no rung is left. */
    record HandOver(boolean endsDuty, String reason) implements Move {}
}
