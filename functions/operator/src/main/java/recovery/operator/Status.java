package recovery.operator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import recovery.shared.control.Installation;
import recovery.shared.control.Switch;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Plans;
import recovery.shared.record.Queues;
import recovery.shared.record.RosterEntry;
import recovery.shared.record.TargetState;
import recovery.shared.store.Key;
import recovery.shared.store.Store;
import recovery.shared.words.Said;

/** Answers how things stand: mode, brake, open work, roster, plans, and what waits for a person. */
final class Status {
    /** How many items of a kind are read again by key; more are counted only. */
    static final int MOST_SHOWN = 50;

    private final Store store;
    private final Plans plans;
    private final int attemptsPerHour;
    private final Instant now;
    private final List<String> lines = new ArrayList<>();
    private final Map<String, Object> data = new LinkedHashMap<>();

    Status(OperatorPorts ports, Plans plans, int attemptsPerHour) {
        this.store = ports.store();
        this.plans = plans;
        this.attemptsPerHour = attemptsPerHour;
        this.now = ports.clock().now();
    }

    Answer answer(Request.Status request) {
        Switch mode = StoredSwitch.read(store);
        mode(mode);
        brake(Installation.read(store));
        var open = OpenWork.read(store, MOST_SHOWN);
        lines.addAll(open.lines());
        data.putAll(open.data());
        awaiting();
        roster();
        plans(mode);
        Answer answer = Answer.of(request, lines);
        for (var entry : data.entrySet()) {
            answer = answer.with(entry.getKey(), entry.getValue());
        }
        return answer;
    }

    private void mode(Switch mode) {
        lines.add("the mode is " + mode.mode() + ", set by " + mode.by()
                + mode.at().map(at -> " at " + Said.time(at)).orElse("") + ": " + mode.reason());
        data.put("mode", mode.mode().name());
        data.put("switch", StoredSwitch.map(mode));
    }

    private void brake(Installation installation) {
        int attempts = installation.attemptsWithin(now);
        String counted = attempts + " of " + attemptsPerHour + " attempts in the last hour";
        lines.add(installation
                        .brake()
                        .map(brake -> "the brake is LATCHED since " + Said.time(brake.at()) + ": " + brake.reason())
                        .orElse("the brake is not latched")
                + "; " + counted);
        data.put("brake", installation.brake().isPresent());
        data.put("attemptsInHour", attempts);
        data.put("attemptsPerHour", attemptsPerHour);
    }

    private void awaiting() {
        List<Key> keys = Queues.read(store, TargetState.AWAITING);
        var shown = new LinkedHashMap<String, Object>();
        for (Key key : keys.subList(0, Math.min(keys.size(), MOST_SHOWN))) {
            TargetState state = TargetState.read(store, key);
            state.awaiting().ifPresent(recovery -> shown.put(state.target().key(), recovery));
        }
        shown.forEach((target, recovery) -> lines.add("a person must acknowledge " + recovery + " on " + target));
        if (keys.size() > MOST_SHOWN) {
            lines.add("and " + (keys.size() - MOST_SHOWN) + " more that a person must acknowledge");
        }
        data.put("awaiting", shown);
    }

    private void roster() {
        var members = new TreeMap<String, Integer>();
        List<RosterEntry> all = RosterEntry.readAll(store);
        all.forEach(entry -> members.merge(entry.plan(), 1, Integer::sum));
        long missing = all.stream().filter(entry -> entry.missing().isPresent()).count();
        lines.add("roster: " + all.size() + " instances" + (missing > 0 ? ", " + missing + " of them missing" : ""));
        Function<String, String> known = plan -> plans.named(plan).isPresent() ? "" : ", a plan that is NOT DEPLOYED";
        members.forEach((plan, count) -> lines.add("  " + plan + ": " + count + known.apply(plan)));
        data.put("roster", members);
        data.put("missing", missing);
    }

    private void plans(Switch mode) {
        lines.add("plans: " + plans.all().size() + " deployed");
        for (Plan plan : plans.all()) {
            lines.add("  " + plan.name() + ": mode " + plan.mode() + ", in effect "
                    + plan.mode().and(mode.mode()) + ", hash " + plan.hash());
        }
        data.put(
                "plans",
                plans.all().stream()
                        .map(plan -> Map.of(
                                "plan", plan.name(),
                                "mode", plan.mode().name(),
                                "inEffect", plan.mode().and(mode.mode()).name(),
                                "hash", plan.hash()))
                        .toList());
    }
}
