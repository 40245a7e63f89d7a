package recovery.systemtests.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import recovery.shared.journal.JournalRow;
import recovery.shared.json.Fields;
import recovery.shared.plan.Plan;

/** Splits the time from the fault by what the journal says, as far as it came, and holds it against the plan's objective. */
final class TimeToFailOver {
    private final Plan plan;
    private final Instant fault;
    private final List<JournalRow> journal;

    TimeToFailOver(Plan plan, Instant fault, List<JournalRow> journal) {
        this.plan = plan;
        this.fault = fault;
        this.journal = journal;
    }

    /** One stretch of the way, up to the first row that fits. */
    private record Stretch(String name, String of, Predicate<JournalRow> end) {}

    private static final List<Stretch> AWAY = List.of(
            new Stretch("detection", "status check, alarm, decision", row -> row.kind() == JournalRow.Kind.OPENED),
            new Stretch("restart", "tries a stop until no stronger one is left", saying("to failover: ")),
            new Stretch("fence", "until EC2 says `stopped`", saying("fenced: ")),
            new Stretch("fence", "not proved: a person was called", FailoverTelling::unproven),
            new Stretch("levers", "all of them moved", saying("all ")),
            new Stretch("back", "all of them taken back", saying("everything is taken back")),
            new Stretch("end", "proof, soak, a start, and the next tick", TimeToFailOver::ends));

    private static final List<Stretch> HOME = List.of(
            new Stretch("standby", "serves until a person may, and asks", row -> row.kind() == JournalRow.Kind.OPENED),
            new Stretch("fence", "until EC2 says `stopped` of the standby", saying("fenced: ")),
            new Stretch("levers", "all of them moved home", saying("all ")),
            new Stretch("end", "proof, soak, a start, and the next tick", TimeToFailOver::ends));

    private static Predicate<JournalRow> saying(String beginning) {
        return row -> row.kind() == JournalRow.Kind.PROGRESS && row.sentence().startsWith(beginning);
    }

    /** One line for the whole and one for each stretch; the same again for the way home, if a person asked for it. */
    List<String> lines() {
        List<JournalRow> away = upToTheFirstEnd();
        var lines = new ArrayList<String>();
        Instant over = walk(AWAY, away, fault, lines);
        Duration all = Duration.between(fault, over);
        lines.addFirst(
                away.stream().anyMatch(TimeToFailOver::ends)
                        ? line("time", all, "from the fault to the end; " + held(all))
                        : line("time so far", all, "from the fault: it is not over"));
        var home = new ArrayList<String>();
        Instant back = walk(HOME, journal.subList(away.size(), journal.size()), over, home);
        if (!home.isEmpty()) {
            lines.add(line(
                    "time to go home", Duration.between(over, back), "from there; the objective does not cover it"));
            lines.addAll(home);
            lines.add(line("in all", Duration.between(fault, back), "from the fault"));
        }
        return lines;
    }

    private List<JournalRow> upToTheFirstEnd() {
        int rows = 0;
        while (rows < journal.size() && !ends(journal.get(rows))) {
            rows++;
        }
        return journal.subList(0, Math.min(rows + 1, journal.size()));
    }

    private static boolean ends(JournalRow row) {
        return row.kind() == JournalRow.Kind.CLOSED;
    }

    /** Adds a line for each stretch that came to its end. Returns the end of the last one. */
    private static Instant walk(List<Stretch> way, List<JournalRow> journal, Instant begin, List<String> lines) {
        Instant from = begin;
        for (Stretch stretch : way) {
            Instant begun = from;
            Optional<Instant> end = journal.stream()
                    .filter(stretch.end())
                    .map(JournalRow::at)
                    .filter(at -> !at.isBefore(begun))
                    .findFirst();
            if (end.isPresent()) {
                lines.add(line("  " + stretch.name(), Duration.between(from, end.get()), stretch.of()));
                from = end.get();
            }
        }
        return from;
    }

    private String held(Duration all) {
        Duration objective =
                Duration.parse(Fields.of(plan.document()).object("objective").text("recoverWithin"));
        return "the plan's objective is " + objective
                + (all.compareTo(objective) <= 0 ? ", and it was met" : ": MISSED");
    }

    private static String line(String what, Duration time, String of) {
        return String.format(Locale.ROOT, "%-16s %8.2f s  %s", what, time.toMillis() / 1000.0, of);
    }
}
