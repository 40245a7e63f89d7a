package recovery.systemtests.demo;

import java.time.Instant;
import java.util.Map;
import recovery.shared.journal.JournalRow;

/** Rows of a journal, each so many seconds after the fault. */
final class Rows {
    static final Instant FAULT = Instant.parse("2026-03-01T10:00:00Z");

    private Rows() {}

    static JournalRow row(double seconds, JournalRow.Kind kind, String sentence) {
        return row(seconds, kind, sentence, Map.of());
    }

    static JournalRow row(double seconds, JournalRow.Kind kind, String sentence, Map<String, Object> detail) {
        Instant at = FAULT.plusMillis((long) (seconds * 1000));
        return new JournalRow("r-1", at.toString(), "service:web", at, kind, sentence, detail);
    }
}
