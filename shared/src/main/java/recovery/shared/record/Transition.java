package recovery.shared.record;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recovery.shared.control.Installation;
import recovery.shared.control.Switch;
import recovery.shared.journal.JournalRow;
import recovery.shared.store.Write;

/**
 * One step of a recovery: its next version, every claim and limit that moves with it, and the journal row that says why.
 * What may never happen is refused here, whoever asks for it.
 */
public final class Transition {
    private final Recovery after;
    private final String writer;
    private final List<Write> writes = new ArrayList<>();

    private Transition(Recovery after, String writer) {
        this.after = after;
        this.writer = writer;
        writes.add(new Write.Put(RecoveryItem.of(after, writer)));
    }

    /** Opens a recovery. */
    public static Transition opening(Recovery first, String writer) {
        demand(first.version() == 1 && first.open(), first, "opens with version 1");
        return new Transition(first, writer);
    }

    /** Moves a recovery on. */
    public static Transition of(Recovery before, Recovery after, String writer) {
        demand(
                after.version() == before.version() + 1 && after.id().equals(before.id()),
                after,
                "moves by one version");
        demand(before.open() || !after.open(), after, "stays closed");
        boolean another = !id(after.lastIntent()).equals(id(before.lastIntent()));
        demand(!another || before.unsettled().isEmpty(), after, "notes a request with no other one unsettled");
        boolean unsettled = after.unsettled().isPresent();
        if (before.open() && !after.open()) {
            demand(!unsettled, after, "closes with no request unsettled");
            demand(after.startOwed().isEmpty(), after, "closes with no Start owed");
        }
        if (before.owner() != after.owner()) {
            demand(!unsettled, after, "changes its owner with no request unsettled");
        }
        return new Transition(after, writer);
    }

    private static Optional<String> id(Optional<Intent> intent) {
        return intent.map(Intent::id);
    }

    private static void demand(boolean holds, Recovery recovery, String rule) {
        if (!holds) {
            throw new IllegalStateException("recovery " + recovery.id() + " " + rule + ", or not at all");
        }
    }

    /** Moves a target's state along; an open recovery never gives its claim away. */
    public Transition with(TargetState next) {
        demand(
                !after.open() || next.claim().filter(after.id()::equals).isPresent(),
                after,
                "keeps its claim while open");
        writes.add(new Write.Put(next.item(writer)));
        return this;
    }

    public Transition with(Group next) {
        writes.add(new Write.Put(next.item(writer)));
        return this;
    }

    public Transition with(Installation next) {
        writes.add(new Write.Put(next.item(writer)));
        return this;
    }

    /** Demands that the switch is still the one that was judged by. */
    public Transition judgedBy(Switch judged) {
        writes.add(new Write.Check(Switch.KEY, judged.version()));
        return this;
    }

    /** Demands that a target that is not claimed here is still as it was judged. */
    public Transition judgedBy(TargetState judged) {
        writes.add(new Write.Check(TargetState.key(judged.target()), judged.version()));
        return this;
    }

    /** Demands that the brake is still as it was judged. */
    public Transition judgedBy(Installation judged) {
        writes.add(new Write.Check(Installation.KEY, judged.version()));
        return this;
    }

    /** Closes the books of this step with its journal row. */
    public Ready because(JournalRow.Kind kind, Instant now, String sentence, Map<String, Object> detail) {
        var told = new HashMap<>(after.summary());
        told.putAll(detail);
        var row = new JournalRow(
                after.id(),
                JournalRow.sequenceOf(after.version()),
                after.target().key(),
                now,
                kind,
                sentence,
                told);
        writes.add(new Write.Append(row));
        return new Ready(after, writer, writes);
    }

    /** A step that is ready to be written. */
    public record Ready(Recovery after, String writer, List<Write> writes) {
        public Ready {
            writes = List.copyOf(writes);
        }
    }

    /** What came of writing it. */
    public sealed interface Result {
        record Written(Recovery recovery) implements Result {}

        /** Nothing was written: somebody else was faster, and fresh reads are due. {@code now} is what is stored. */
        record Lost(String why, Optional<Recovery> now) implements Result {}
    }
}
