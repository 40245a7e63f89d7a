package recovery.detection;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import recovery.shared.control.Switch;
import recovery.shared.door.Log;
import recovery.shared.door.Ports;
import recovery.shared.ec2.InstanceId;
import recovery.shared.guard.Facts;
import recovery.shared.guard.Gathering;
import recovery.shared.guard.Verdict;
import recovery.shared.plan.Plans;
import recovery.shared.record.RosterEntry;
import recovery.shared.signal.EventReader;
import recovery.shared.signal.Incoming;
import recovery.shared.signal.Signal;
import recovery.shared.store.StoreUnreadable;
import recovery.shared.time.TimeLimit;
import recovery.shared.words.Said;

/** Gathers, judges, carries out: for one event, or at a tick for all that is sick. */
public final class DetectionFlow {
    private final Ports ports;
    private final Plans plans;
    private final DetectionSettings settings;
    private final Log log;

    public DetectionFlow(Ports ports, Plans plans, DetectionSettings settings, Log log) {
        this.ports = ports;
        this.plans = plans;
        this.settings = settings;
        this.log = log;
    }

    /**
     * Answers one event; the answer says what was seen, decided and done.
     *
     * @param left what Lambda leaves of this execution
     */
    public Map<String, Object> handle(Map<String, Object> event, EventReader reader, Duration left) {
        Instant now = ports.clock().now();
        var answer =
                switch (reader.read(event, now)) {
                    case Incoming.Observed(Signal signal) -> observe(signal);
                    case Incoming.Tick tick ->
                        tick.outOfDate(now)
                                .map(DetectionFlow::nothing)
                                .orElseGet(() -> tick(TimeLimit.with(ports.clock(), left)));
                    case Incoming.Nudge nudge ->
                        nothing("detection takes no " + nudge.kind().wireName());
                    case Incoming.Irrelevant(String why) -> irrelevant(why);
                };
        log.say(String.valueOf(answer.get("reason")), answer);
        return answer;
    }

    /** Who cannot read the switch says that first, as the first guard does of an event that is ours. */
    private Map<String, Object> irrelevant(String why) {
        Switch.read(ports.store());
        return nothing(why);
    }

    private Map<String, Object> observe(Signal signal) {
        var found = new Matters(plans, this::known).of(signal);
        var judgement = judgement(() -> RosterEntry.readAll(ports.store()));
        var answers = new ArrayList<Map<String, Object>>();
        found.ours().forEach(matter -> answers.add(answer(judgement.judge(matter))));
        found.notOurs().forEach(why -> answers.add(nothing(why)));
        if (answers.size() == 1) {
            return answers.getFirst();
        }
        return Map.of("decision", "Several", "reason", "the signal names several targets", "targets", answers);
    }

    /** The roster's entry. Without the store there is no switch either, and that is what people are to be told. */
    private Optional<RosterEntry> known(InstanceId id) {
        try {
            return RosterEntry.read(ports.store(), id);
        } catch (StoreUnreadable e) {
            Switch.read(ports.store());
            throw e;
        }
    }

    private Map<String, Object> tick(TimeLimit limit) {
        var roster = new Roster(ports.store());
        var judgement = judgement(roster::entries);
        var sweep = new Sweep(ports, plans, settings.alarmPrefix(), roster, judgement, log);
        var summary = sweep.run(limit);
        if (summary.complete()) {
            log.heartbeat();
        }
        return summary.answer();
    }

    private Judgement judgement(Supplier<Collection<RosterEntry>> roster) {
        return new Judgement(
                ports,
                new Gathering(ports, settings.attemptsPerHour(), roster),
                ports.ids().next());
    }

    /** What was decided on one matter, as the door answers it. */
    static Map<String, Object> answer(Judgement.Judged judged) {
        Facts.Matter matter = judged.matter();
        Decision decision = judged.decision();
        var answer = new LinkedHashMap<String, Object>();
        answer.put("decision", decision.choice());
        answer.put("target", matter.target().key());
        answer.put("symptom", matter.symptom().name());
        answer.put("reason", decision.reason());
        answer.put("guards", decision.verdicts().stream().map(Verdict::map).toList());
        judged.opened().ifPresent(recovery -> answer.put("recovery", recovery.id()));
        answer.put("next", next(judged));
        return answer;
    }

    private static String next(Judgement.Judged judged) {
        return switch (judged.decision()) {
            case Decision.Recover recover ->
                judged.matter().rung().isPresent() ? "restart carries it out" : "failover carries it out";
            case Decision.Hold hold ->
                hold.until()
                        .map(until -> "judged again by the sweep, not before " + Said.time(until))
                        .orElse("judged again by the sweep, each minute");
            case Decision.Escalate escalate -> "a person is called once; the sweep goes on looking";
            case Decision.Ignore ignore -> "nothing";
        };
    }

    private static Map<String, Object> nothing(String why) {
        var answer = new LinkedHashMap<String, Object>();
        answer.put("decision", "Ignore");
        answer.put("reason", why);
        answer.put("guards", List.of());
        answer.put("next", "nothing");
        return answer;
    }
}
