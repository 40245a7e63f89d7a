package recovery.shared.record;

import java.time.Instant;
import java.util.Map;
import recovery.shared.journal.JournalRow;
import recovery.shared.store.Store;

/** Ends recoveries: the claim and the slot go in the same transaction in which the record closes. */
public final class Endings {
    private final Store store;
    private final WritePath path;
    private final String writer;

    /** @param writer the token of this execution */
    public Endings(Store store, String writer) {
        this.store = store;
        this.path = new WritePath(store);
        this.writer = writer;
    }

    /**
     * Closes a recovery. False if somebody else was faster.
     *
     * @param closed the draft, closed already, with what people are to be told
     */
    public boolean close(Recovery before, RecoveryDraft closed, JournalRow.Kind kind, String sentence, Instant now) {
        Recovery after = closed.done();
        Outcome outcome = after.closing().orElseThrow().outcome();
        Transition.Ready step = Transition.of(before, after, writer)
                .with(TargetState.read(store, before.target()).released(before.id(), outcome, now))
                .with(Group.read(store, before.plan().name()).released(before.id()))
                .because(kind, now, sentence, Map.of());
        return path.write(step) instanceof Transition.Result.Written;
    }
}
