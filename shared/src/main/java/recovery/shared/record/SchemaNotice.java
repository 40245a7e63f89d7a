package recovery.shared.record;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recovery.shared.bus.BusEvent;
import recovery.shared.door.Ports;
import recovery.shared.journal.JournalRow;
import recovery.shared.store.Commit;
import recovery.shared.store.Write;

/** Tells people, once an hour, of a record that another version of the bundle wrote. The record itself is not touched. */
public final class SchemaNotice {
    private final Ports ports;

    public SchemaNotice(Ports ports) {
        this.ports = ports;
    }

    /** Why people could not be told this time; empty if they were, or have been this hour. */
    public Optional<String> tell(UnknownSchema unknown) {
        Instant now = ports.clock().now();
        String text = "A person is needed: " + unknown.getMessage()
                + ". Deploy the version that wrote it, or a later one; until then nothing moves it on.";
        var row = new JournalRow(
                unknown.recovery(),
                "unknown-schema#" + now.truncatedTo(ChronoUnit.HOURS),
                unknown.recovery(),
                now,
                JournalRow.Kind.PAGED,
                text,
                Map.of());
        // The row of this hour is there already if another tick has told it.
        if (ports.store().commit(List.of(new Write.Append(row))) instanceof Commit.Done) {
            var notice = new Notice(BusEvent.Kind.RECOVERY_ESCALATED, unknown.recovery(), text, now);
            return ports.bus().put(notice.event()).trouble();
        }
        return Optional.empty();
    }
}
