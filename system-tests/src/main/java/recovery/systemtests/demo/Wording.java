package recovery.systemtests.demo;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import recovery.shared.guard.Finding;
import recovery.shared.journal.JournalRow;

/** The words in which a timeline shows a row of the journal to somebody who sees one for the first time. */
final class Wording {
    /** What the beginnings of a timeline's lines mean. */
    static final List<String> LEGEND = List.of(
            "Each line below begins with the seconds since the fault, and with who says it:",
            "  alarm      the CloudWatch alarm that watches the host",
            "  journal    the functions, in DynamoDB: OPENED, a recovery begins, as no guard is against it; DECISION, what",
            "             another signal of the same trouble led to; INTENT, what is about to be sent, and its RESULT;",
            "             PROGRESS; PAGED, a person was called; CLOSED, with the outcome",
            "  EC2 got    a request that arrived at EC2, and its answer",
            "  EC2 says   the state of an instance");

    /** The same where levers are watched. */
    static final List<String> LEGEND_OF_LEVERS =
            List.of("  lever      where an address or a record leads, as a look from outside finds it a moment later");

    /** What each choice means; {@code Recover} opens a recovery, whose first row says so. */
    private static final Map<String, String> CHOICES = Map.of(
            "Ignore", "there is nothing to do",
            "Hold", "not now",
            "Escalate", "a person must decide");

    private Wording() {}

    /** One line for the row, and where it opens a recovery one more for each guard. */
    static List<String> of(JournalRow row) {
        String line = "journal   " + row.kind() + ": " + sentence(row);
        Stream<String> guards =
                row.kind() == JournalRow.Kind.OPENED ? guards(row).stream().map(Wording::verdict) : Stream.empty();
        return Stream.concat(Stream.of(line), guards).toList();
    }

    /** A decision's sentence is "choice: guard: what it says". */
    private static String sentence(JournalRow row) {
        String[] parts = row.sentence().split(": ", 3);
        String choice = row.kind() == JournalRow.Kind.DECISION ? CHOICES.get(parts[0]) : null;
        if (choice == null) {
            return row.sentence();
        }
        boolean byGuard =
                parts.length == 3 && guards(row).stream().anyMatch(guard -> parts[1].equals(guard.get("guard")));
        return byGuard
                ? choice + ", says the guard `" + parts[1] + "`: " + parts[2]
                : choice + row.sentence().substring(parts[0].length());
    }

    private static List<Map<?, ?>> guards(JournalRow row) {
        if (!(row.detail().get("guards") instanceof List<?> guards)) {
            return List.of();
        }
        return guards.stream().<Map<?, ?>>map(guard -> (Map<?, ?>) guard).toList();
    }

    private static String verdict(Map<?, ?> guard) {
        String name = "            guard " + guard.get("guard");
        String finding = String.valueOf(guard.get("finding"));
        return finding.equals(Finding.NOT_LOOKED_AT.name())
                ? name + ": not looked at"
                : name + " " + finding.toLowerCase(Locale.ROOT) + ": " + guard.get("sentence");
    }
}
