package recovery.simulator;

import java.time.Instant;
import java.util.Optional;

/** Something that changes by itself as time passes. Its state is a function of what was asked of it, and of the time. */
public interface Timeline {
    /** When it next changes by itself; always later than the time at which it was last settled. */
    Optional<Instant> nextChange();

    /** Carries out all changes that are due by now, in order, and tells its listeners of each. */
    void settle();
}
