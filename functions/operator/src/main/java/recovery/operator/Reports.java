package recovery.operator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import recovery.shared.control.Installation;
import recovery.shared.control.Switch;
import recovery.shared.door.Ports;
import recovery.shared.journal.JournalRow;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Plans;
import recovery.shared.record.Owner;
import recovery.shared.record.Queues;
import recovery.shared.record.Recovery;
import recovery.shared.record.RosterEntry;
import recovery.shared.record.Target;
import recovery.shared.record.TargetState;
import recovery.shared.record.UnknownSchema;
import recovery.shared.record.Wish;
import recovery.shared.store.Key;

/** Says how things stand, in lines for people and as data. */
final class Reports {
    private static final int MOST_ROWS = 30;

    private final Ports ports;
    private final Plans plans;
    private final OperatorSettings settings;

    Reports(Ports ports, Plans plans, OperatorSettings settings) {
        this.ports = ports;
        this.plans = plans;
        this.settings = settings;
    }

    Map<String, Object> status() {
        Instant now = ports.clock().now();
        Switch mode = Switch.read(ports.store());
        Installation installation = Installation.read(ports.store());
        List<Recovery> open = open();
        var lines = new ArrayList<String>();
        lines.add("mode " + mode.mode() + ", set by " + mode.by()
                + mode.at().map(at -> " at " + at).orElse("") + ": " + mode.reason());
        lines.add(installation
                        .brake()
                        .map(brake -> "the brake is LATCHED since " + brake.at() + ": " + brake.reason())
                        .orElse("the brake is free")
                + "; " + installation.attemptsWithin(now) + " of "
                + settings.attemptsPerHour() + " attempts used within the hour");
        lines.addAll(plans());
        open.forEach(recovery -> lines.add(inWords(recovery)));
        lines.add(open.size() + " open recoveries");
        var answer = OperatorFlow.said(true, String.join("\n", lines));
        answer.put("mode", mode.mode().name());
        answer.put("brake", installation.brake().isPresent());
        answer.put("open", open.stream().map(Recovery::summary).toList());
        answer.put("lines", lines);
        return answer;
    }

    private List<String> plans() {
        var members = new TreeMap<String, Integer>();
        plans.all().forEach(plan -> members.put(plan.name(), 0));
        RosterEntry.readAll(ports.store()).forEach(entry -> members.merge(entry.plan(), 1, Integer::sum));
        return members.entrySet().stream()
                .map(entry -> "plan " + entry.getKey() + " ("
                        + plans.named(entry.getKey())
                                .map(plan -> plan.mode() + ", " + plan.hash())
                                .orElse("NOT DEPLOYED")
                        + "): " + entry.getValue() + " instances")
                .toList();
    }

    private List<Recovery> open() {
        var open = new ArrayList<Recovery>();
        for (Owner owner : Owner.values()) {
            for (Key key : Queues.read(ports.store(), owner.queue())) {
                if (!Wish.isAt(key)) {
                    read(key).filter(Recovery::open).ifPresent(open::add);
                }
            }
        }
        return open;
    }

    private Optional<Recovery> read(Key key) {
        try {
            return Recovery.read(ports.store(), key.partition().substring("recovery#".length()));
        } catch (UnknownSchema unknown) {
            return Optional.empty(); // its owner tells people about it
        }
    }

    private static String inWords(Recovery recovery) {
        return recovery.id() + " of " + recovery.target().key() + ": " + recovery.symptom() + ", "
                + recovery.stage() + " since " + recovery.opening().at() + ", a person is called at "
                + recovery.deadlines().recovery()
                + recovery.startOwed()
                        .map(since -> "; a Start is owed since " + since)
                        .orElse("");
    }

    Map<String, Object> why(Target target) {
        List<JournalRow> rows = ports.store().newest(target.key(), MOST_ROWS);
        TargetState state = TargetState.read(ports.store(), target);
        var lines = new ArrayList<String>();
        lines.add(target.key() + ": " + optedIn(target));
        state.claim()
                .flatMap(id -> Recovery.read(ports.store(), id))
                .ifPresent(recovery -> lines.add("now: " + inWords(recovery)));
        state.awaiting().ifPresent(id -> lines.add("the outcome of " + id + " waits for a person to acknowledge it"));
        for (JournalRow row : rows) {
            lines.add(row.at() + " " + row.kind() + " " + row.sentence());
            guards(row).forEach(guard -> lines.add("    " + guard));
        }
        if (rows.isEmpty()) {
            lines.add("nothing was ever decided about it");
        }
        var answer = OperatorFlow.said(true, String.join("\n", lines));
        answer.put("target", target.key());
        answer.put("rows", rows.stream().map(Reports::map).toList());
        answer.put("lines", lines);
        return answer;
    }

    private String optedIn(Target target) {
        return switch (target) {
            case Target.OfService service -> "a service";
            case Target.OfInstance(var instance) ->
                RosterEntry.read(ports.store(), instance)
                        .map(entry -> "opted in to plan " + entry.plan()
                                + plans.named(entry.plan())
                                        .map(Plan::mode)
                                        .map(mode -> " (" + mode + ")")
                                        .orElse(", which is NOT DEPLOYED"))
                        .orElse("not opted in, or not yet seen by the sweep");
        };
    }

    /** What each guard said, as the row has it. */
    private static List<String> guards(JournalRow row) {
        if (!(row.detail().get("guards") instanceof List<?> guards)) {
            return List.of();
        }
        return guards.stream()
                .filter(Map.class::isInstance)
                .map(guard -> (Map<?, ?>) guard)
                .map(guard -> guard.get("guard") + " " + guard.get("finding") + ": " + guard.get("sentence"))
                .toList();
    }

    private static Map<String, Object> map(JournalRow row) {
        return Map.of(
                "at",
                row.at().toString(),
                "kind",
                row.kind().name(),
                "subject",
                row.subject(),
                "sentence",
                row.sentence(),
                "detail",
                row.detail());
    }
}
