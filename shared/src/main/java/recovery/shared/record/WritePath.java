package recovery.shared.record;

import java.util.Optional;
import recovery.shared.store.Commit;
import recovery.shared.store.Item;
import recovery.shared.store.Store;
import recovery.shared.store.StoreUnreadable;

/**
 * The one way in which a recovery, its claims, its limits and its journal row are written: together, or not at all.
 *
 * <p>A commit whose reply was lost is read back. The stored token tells our own success from somebody else's, because
 * every execution draws a fresh one: a retry of the same event is a stranger.
 */
public final class WritePath {
    private final Store store;

    public WritePath(Store store) {
        this.store = store;
    }

    /** Writes a step; {@link StoreUnreadable} when it cannot be found out whether it was written. */
    public Transition.Result write(Transition.Ready step) {
        return switch (store.commit(step.writes())) {
            case Commit.Done done -> new Transition.Result.Written(step.after());
            case Commit.Refused refused -> readBack(step, "another execution was faster");
            case Commit.Contended contended -> readBack(step, "another execution writes the same items");
            case Commit.Unclear(String why) -> readBack(step, "the reply of the store was lost: " + why);
        };
    }

    private Transition.Result readBack(Transition.Ready step, String why) {
        Optional<Item> stored = store.get(Recovery.key(step.after().id()));
        boolean ours = stored.isPresent() && (opened(step) || wroteThis(step, stored.get()));
        return ours
                ? new Transition.Result.Written(step.after())
                : new Transition.Result.Lost(why, stored.map(RecoveryItem::read));
    }

    /** Nobody else can have drawn the id of a recovery that this execution opens. */
    private static boolean opened(Transition.Ready step) {
        return step.after().version() == 1;
    }

    private static boolean wroteThis(Transition.Ready step, Item stored) {
        return stored.version() == step.after().version() && stored.writer().equals(step.writer());
    }
}
