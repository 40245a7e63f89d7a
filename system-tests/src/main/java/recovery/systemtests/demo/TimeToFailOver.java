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

    private static final List<Stretch> WAY = List.of(
            new Stretch("detection", "status check, alarm, decision", row -> row.kind() == JournalRow.Kind.OPENED),
            new Stretch("restart", "tries a stop until no stronger one is left", saying("to failover: ")),
            new Stretch("fence", "until EC2 says `stopped`", saying("fenced: ")),
            new Stretch("fence", "not proved: a person was called", FailoverTelling::unproven),
            new Stretch("levers", "all of them moved", saying("all ")),
            new Stretch("back", "all of them taken back", saying("everything is taken back")),
            new Stretch("end", "proof, soak, a start, and the next tick", row -> row.kind() == JournalRow.Kind.CLOSED));

    private static Predicate<JournalRow> saying(String beginning) {
        return row -> row.kind() == JournalRow.Kind.PROGRESS && row.sentence().startsWith(beginning);
    }

    List<String> lines() {
        var lines = new ArrayList<String>();
        Instant from = fault;
        for (Stretch stretch : WAY) {
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
        Duration all = Duration.between(fault, from);
        boolean closed = journal.stream().anyMatch(row -> row.kind() == JournalRow.Kind.CLOSED);
        lines.addFirst(
                closed
                        ? line("time", all, "from the fault to the end; " + held(all))
                        : line("time so far", all, "from the fault: it is not over"));
        return lines;
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
