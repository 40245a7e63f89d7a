package recovery.shared.words;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/** Times, spans and counts as sentences say them. What a program reads keeps the ISO form of its fields. */
public final class Said {
    private Said() {}

    /** To the second, such as {@code 2026-03-01T10:05:00Z}. */
    public static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** In whole seconds, such as {@code 10 s}, {@code 7 min} or {@code 1 h 30 min}. */
    public static String span(Duration span) {
        var parts = new ArrayList<String>();
        part(parts, span.toHours(), "h");
        part(parts, span.toMinutesPart(), "min");
        part(parts, span.toSecondsPart(), "s");
        return parts.isEmpty() ? "0 s" : String.join(" ", parts);
    }

    private static void part(List<String> parts, long number, String unit) {
        if (number != 0) {
            parts.add(number + " " + unit);
        }
    }

    /** Such as {@code 1 attempt} and {@code 2 attempts}. */
    public static String count(long number, String one) {
        return number + " " + one + (number == 1 ? "" : "s");
    }
}
