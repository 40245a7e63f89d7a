package recovery.simulator;

import java.time.Instant;
import java.util.Optional;
import recovery.shared.ec2.Checks.Status;

/**
 * One thing that is wrong with an instance.
 *
 * @param noticedAt when the check first finds it
 * @param until when it passes by itself or because of a reboot under way; empty if it stays
 * @param shows what the check says meanwhile: impaired, or insufficient data
 */
public record Ailment(Part part, Instant noticedAt, Optional<Instant> until, Cure cure, Status shows) {
    /** Which of the three checks finds it. */
    public enum Part {
        SYSTEM,
        INSTANCE,
        STORAGE
    }

    /** The least that cures it. */
    public enum Cure {
        /** A reboot, and so a stop and start too. */
        REBOOT,
        /** A stop and start, which moves the instance to another host. */
        STOP_START,
        /** Nothing that a restart can do. */
        NONE
    }

    boolean shownAt(Instant now) {
        return !noticedAt.isAfter(now) && until.map(now::isBefore).orElse(true);
    }

    Ailment endingAt(Instant end) {
        return new Ailment(part, noticedAt, Optional.of(end), cure, shows);
    }
}
