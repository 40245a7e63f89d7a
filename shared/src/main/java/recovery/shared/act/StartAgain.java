package recovery.shared.act;

import java.time.Duration;
import java.time.Instant;
import recovery.shared.ec2.Instance;
import recovery.shared.record.Intent;
import recovery.shared.record.Recovery;
import recovery.shared.words.Said;

/**
 * What follows for an instance that is stopped and was asked to start already. It is asked again as long as the Start is
 * owed: soon while there is hope, slowly where only a person can help or the un-stop budget is spent. Each thing calls a
 * person once.
 */
public sealed interface StartAgain {
    /** Between two starts as long as there is hope. EC2 refills two starts a second. */
    Duration PAUSE = Duration.ofSeconds(45);

    /** Between two starts after that. */
    Duration SLOW_PAUSE = Duration.ofMinutes(10);

    /** How long EC2's answers may lag behind a start that it accepted. */
    Duration LAG = Duration.ofMinutes(1);

    /** It is due. */
    record Now() implements StartAgain {}

    /** Not yet. */
    record Later(String reason) implements StartAgain {}

    /** A person is called, and it goes on. */
    record Page(String what, String reason) implements StartAgain {}

    /** A person wants it stopped: nothing is owed any more. */
    record StoppedByHand(String reason) implements StartAgain {}

    /** @param last the last start that was asked for since the stop; what became of it is known */
    static StartAgain after(Intent last, Recovery recovery, Instance stopped, Instant now) {
        return switch (last.state()) {
            case WITHOUT_EFFECT -> refused(last, recovery, now);
            case ACCEPTED, OBSERVED -> fellBack(last, recovery, stopped, now);
            case WRITTEN, UNKNOWN -> throw new IllegalStateException(recovery.id() + " has an unsettled start");
        };
    }

    private static StartAgain refused(Intent last, Recovery recovery, Instant now) {
        String code = last.code();
        boolean hopeless = StartAnswer.of(code) == StartAnswer.CALL_A_PERSON
                && !last.answer().equals(Settling.UNCHANGED);
        if (hopeless && !recovery.paged().contains("start:" + code)) {
            return new Page("start:" + code, "it cannot be started: " + last.answer());
        }
        boolean spent = recovery.deadlines().unstop().filter(now::isAfter).isPresent();
        if (spent && !recovery.paged().contains("unstop-budget")) {
            return new Page("unstop-budget", "it cannot be started: " + last.answer() + "; we go on slowly");
        }
        Instant due = last.settledAt().plus(spent || hopeless ? SLOW_PAUSE : PAUSE);
        return now.isBefore(due)
                ? new Later("the last start was answered " + last.answer() + "; the next is due at " + Said.time(due))
                : new Now();
    }

    /** EC2 took the start, and it is stopped: its answer lags, the start failed, or somebody stopped it again. */
    private static StartAgain fellBack(Intent last, Recovery recovery, Instance stopped, Instant now) {
        // First of all: until then it may show our own stop.
        if (now.isBefore(last.settledAt().plus(LAG))) {
            return new Later("EC2 does not yet show the start");
        }
        if (stopped.reason().startsWith("Client.UserInitiated") && Settling.stoppedSince(last, stopped)) {
            return new StoppedByHand("somebody stopped it again at "
                    + Said.time(stopped.stoppedAt().orElseThrow()));
        }
        String what = "fell-back:" + stopped.reason();
        if (!recovery.paged().contains(what)) {
            return new Page(what, "it was started and stopped again for " + stopped.reason());
        }
        return now.isBefore(last.settledAt().plus(SLOW_PAUSE))
                ? new Later("it fell back to stopped for " + stopped.reason())
                : new Now();
    }
}
