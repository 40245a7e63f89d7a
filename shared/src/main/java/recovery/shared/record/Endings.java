package recovery.shared.record;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
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
        return close(before, closed, Set.of(), kind, sentence, now);
    }

    /**
     * The same for a recovery that leaves targets behind its fence.
     *
     * @param fenced the targets whose claim stays until a person acknowledges the outcome, or asks to fail back
     */
    public boolean close(
            Recovery before,
            RecoveryDraft closed,
            Set<Target> fenced,
            JournalRow.Kind kind,
            String sentence,
            Instant now) {
        Recovery after = closed.done();
        Outcome outcome = after.closing().orElseThrow().outcome();
        Transition step = Transition.of(before, after, writer)
                .with(Group.read(store, before.plan().name()).released(before.id(), now));
        // Whoever takes over what leaves a fence behind has it in hand: nothing begins on it by itself.
        Outcome left = outcome == Outcome.CANCELLED && !fenced.isEmpty() ? Outcome.NEEDS_PERSON : outcome;
        for (Target target : before.claims()) {
            TargetState state = TargetState.read(store, target);
            step.with(
                    fenced.contains(target)
                            ? state.fenced(before.id(), left, now)
                            : state.released(before.id(), left, now));
        }
        return path.write(step.because(kind, now, sentence, Map.of())) instanceof Transition.Result.Written;
    }
}
