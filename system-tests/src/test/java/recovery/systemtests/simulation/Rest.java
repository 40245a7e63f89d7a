package recovery.systemtests.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import recovery.shared.record.Owner;
import recovery.shared.store.Store;

/**
 * Whether a run has come to rest, so that the rest of its time would be ticks over a world in which nothing is left to do.
 * It has if no recovery is open, and for a while nothing was journalled and no machine and no alarm has changed. The while
 * is long enough for a number of sweeps, which must find nothing to do in all their troubles.
 */
final class Rest {
    private static final Duration QUIET = Duration.ofMinutes(5);

    private final Store store;
    private Instant moved;

    Rest(Store store, Instant now) {
        this.store = store;
        moved = now;
    }

    /** Something was journalled, or the world has changed. */
    void moved(Instant now) {
        moved = now;
    }

    boolean at(Instant now) {
        return !now.isBefore(moved.plus(QUIET)) && Stream.of(Owner.values()).noneMatch(this::hasWork);
    }

    private boolean hasWork(Owner owner) {
        return !store.queue(owner.queue(), Optional.empty()).items().isEmpty();
    }
}
