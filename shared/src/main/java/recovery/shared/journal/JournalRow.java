package recovery.shared.journal;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import recovery.shared.json.PlainText;

/**
 * One row of the audit.
 *
 * @param subject what the row belongs to: the id of a recovery, or the key of a target for which none was opened
 * @param sequence orders the rows of one subject; a recovery's rows are numbered by its versions, without a gap
 * @param target key of the target, by which people ask
 * @param sentence what was decided or done, and why, for people
 * @param detail the same for programs, with every number that mattered
 */
public record JournalRow(
        String subject,
        String sequence,
        String target,
        Instant at,
        Kind kind,
        String sentence,
        Map<String, Object> detail) {

    public JournalRow {
        sentence = PlainText.clean(sentence, 1024);
        detail = Map.copyOf(detail);
    }

    /** What kind of thing happened. */
    public enum Kind {
        /** A signal was judged. */
        DECISION,
        /** A recovery began. */
        OPENED,
        /** A request to EC2 is about to be sent. */
        INTENT,
        /** What became of that request. */
        RESULT,
        /** Something was observed that moved the recovery on. */
        PROGRESS,
        /** A person was called. */
        PAGED,
        /** The recovery ended. */
        CLOSED,
        /** A person changed something. */
        OPERATOR
    }

    /** The sequence of a recovery's row: its version, padded so that text sorts like numbers. */
    public static String sequenceOf(long version) {
        return String.format(Locale.ROOT, "%08d", version);
    }

    /** The sequence of a row without a recovery: its time, and a fresh id for those of the same moment. */
    public static String sequenceOf(Instant at, String id) {
        return at + "#" + id;
    }
}
