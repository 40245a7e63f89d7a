package recovery.operator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recovery.shared.journal.JournalRow;
import recovery.shared.json.Fields;
import recovery.shared.record.Recovery;
import recovery.shared.record.RosterEntry;
import recovery.shared.record.Target;
import recovery.shared.record.TargetState;
import recovery.shared.record.UnknownSchema;
import recovery.shared.store.Store;
import recovery.shared.words.Asks;
import recovery.shared.words.Said;

/** Answers why: how a target stands, and what was decided and done about it, newest first. */
final class Why {
    private static final int MOST_ROWS = 20;

    private final Store store;
    private final Instant now;

    Why(OperatorPorts ports) {
        this.store = ports.store();
        this.now = ports.clock().now();
    }

    Answer answer(Request.Why request) {
        var lines = new ArrayList<String>();
        var data = new LinkedHashMap<String, Object>();
        request.target().ifPresent(target -> stands(target, lines, data));
        List<JournalRow> rows = store.newest(request.about(), MOST_ROWS);
        rows.forEach(row -> lines.addAll(lines(row)));
        if (rows.isEmpty()) {
            lines.add("the journal has nothing about " + request.about());
        }
        Answer answer = Answer.of(request, lines)
                .with("target", request.about())
                .with("rows", rows.stream().map(Why::map).toList());
        for (var entry : data.entrySet()) {
            answer = answer.with(entry.getKey(), entry.getValue());
        }
        return answer;
    }

    private void stands(Target target, List<String> lines, Map<String, Object> data) {
        lines.add(roster(target));
        TargetState state = TargetState.read(store, target);
        state.claim()
                .ifPresentOrElse(
                        id -> claimed(id, lines, data),
                        () -> lines.add("in no recovery"
                                + state.closedAt()
                                        .map(at -> "; the last one ended at " + Said.time(at))
                                        .orElse("")));
        state.awaiting().ifPresent(recovery -> {
            lines.add("nothing opens by itself until a person acknowledges " + recovery + ": "
                    + Asks.acknowledge(target.key()));
            data.put("awaiting", recovery);
            read(recovery, lines).filter(Recovery::leftOnStandby).ifPresent(ended -> lines.add(Told.left(ended)));
        });
        lines.add(Said.count(state.attemptsWithin(now).size(), "attempt") + " in 24 hours");
        data.put("attemptsInDay", state.attemptsWithin(now).size());
    }

    private void claimed(String id, List<String> lines, Map<String, Object> data) {
        Optional<Recovery> found = read(id, lines);
        found.filter(Recovery::open).ifPresent(recovery -> {
            lines.add("in recovery: " + Told.line(recovery));
            lines.addAll(Told.passage(recovery));
            lines.add("next: " + Told.next(recovery, now));
            data.put("recovery", Told.map(recovery));
            data.put("next", Told.next(recovery, now));
        });
        found.filter(recovery -> !recovery.open()).ifPresent(recovery -> {
            lines.add("held by " + id + ", which has ended: nobody else touches it");
            if (recovery.leftOnStandby()) {
                lines.add(Told.left(recovery));
            }
        });
    }

    private Optional<Recovery> read(String id, List<String> lines) {
        try {
            return Recovery.read(store, id);
        } catch (UnknownSchema e) {
            // The journal below is what a person needs most then.
            lines.add("in recovery: " + e.getMessage());
            return Optional.empty();
        }
    }

    private String roster(Target target) {
        return switch (target) {
            case Target.OfInstance(var id) ->
                RosterEntry.read(store, id)
                        .map(entry -> id + " opted in to plan " + entry.plan() + ", zone " + entry.zone()
                                + entry.missing()
                                        .map(since -> "; the sweep does not find it since " + Said.time(since))
                                        .orElse(""))
                        .orElse(id + " is not in the roster: it has no opt-in tag, or the sweep has not seen it yet");
            case Target.OfService(var plan) -> "the service of plan " + plan;
        };
    }

    private static List<String> lines(JournalRow row) {
        var lines = new ArrayList<String>();
        lines.add(row.at() + " " + row.kind() + " " + row.sentence());
        for (Fields verdict : Fields.of(row.detail()).objects("guards")) {
            lines.add(
                    "    " + verdict.text("guard") + ": " + verdict.text("finding") + ", " + verdict.text("sentence"));
        }
        return lines;
    }

    private static Map<String, Object> map(JournalRow row) {
        var map = new LinkedHashMap<String, Object>();
        map.put("at", row.at().toString());
        map.put("kind", row.kind().name());
        map.put("subject", row.subject());
        map.put("sequence", row.sequence());
        map.put("sentence", row.sentence());
        map.put("detail", row.detail());
        return map;
    }
}
