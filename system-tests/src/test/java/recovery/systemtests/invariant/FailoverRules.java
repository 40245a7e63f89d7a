package recovery.systemtests.invariant;

import static recovery.systemtests.invariant.Broken.demand;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import recovery.shared.control.Mode;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.journal.JournalRow;
import recovery.shared.json.Fields;
import recovery.shared.store.Key;
import recovery.shared.store.Store;

/** The rules of one step of a failover, judged when its transaction was carried out. */
final class FailoverRules {
    private final Store store;
    private final Ledger ledger;
    private final Truth truth;
    private final Terms terms;
    private final Site site;

    FailoverRules(Store store, Ledger ledger, Truth truth, Terms terms, Site site) {
        this.store = store;
        this.ledger = ledger;
        this.truth = truth;
        this.terms = terms;
        this.site = site;
    }

    /** It begins: opened, taken over from restart, or on its way home. */
    void begins(RecordRules.Before before, Stored after, Instant now) {
        if (after.goesHome()) {
            goesHome(before, after, now);
            return;
        }
        Optional<Instant> last = ledger.lastWork(after.service());
        last.ifPresent(closed -> demand(
                !now.isBefore(closed.plus(after.window()).minus(terms.slack())),
                Rule.S13,
                after.id() + " began at " + now + ", within the window after " + closed));
        for (String target : after.claims()) {
            boolean own = target.equals(after.target());
            demand(
                    own
                            || before.state(target)
                                    .flatMap(state -> state.maybeText("awaiting"))
                                    .isEmpty(),
                    Rule.S13,
                    after.id() + " began while " + target + " waits for a person");
        }
    }

    /** Only because a person asked, and only when the standby has served long enough. */
    private void goesHome(RecordRules.Before before, Stored after, Instant now) {
        String away = before.state(after.service())
                .flatMap(state -> state.maybeText("awaiting"))
                .orElseThrow(() -> new Broken(Rule.S13, after.id() + " goes home, and nothing is away"));
        Stored left = store.get(Key.single("recovery#" + away)).map(Stored::new).orElseThrow();
        demand(ledger.isWished(away), Rule.S13, after.id() + " goes home, and nobody asked for it");
        Fields closing = left.body().object("closing");
        Instant baked = closing.instant("at").plus(left.bake()).minus(terms.slack());
        demand(
                !closing.text("outcome").equals("FAILED_OVER") || !now.isBefore(baked),
                Rule.S13,
                after.id() + " goes home at " + now + ", before " + baked);
        demand(seen(after.to(), now, Truth.Point::healthy), Rule.S13, after.id() + " goes home to a sick primary");
    }

    /** A request was noted, on a record as it was before. */
    void intends(RecordRules.Before before, Stored old, Fields intent, Instant now) {
        String id = intent.text("id");
        Mode mode = before.mode().and(Mode.valueOf(old.plan().text("mode")));
        switch (intent.text("act")) {
            case "APPLY" -> applies(before, old, id, mode, now);
            case "UNDO" -> demand(mode != Mode.OFF, Rule.S15, id + " was noted while the switch is OFF");
            case "START" -> starts(old, id);
            default -> begins(before, old, id, mode);
        }
    }

    private static void begins(RecordRules.Before before, Stored old, String id, Mode mode) {
        demand(mode != Mode.OFF, Rule.S15, id + " was noted while the switch is OFF");
        demand(mode == Mode.ACT, Rule.S16, id + " was noted in mode " + mode);
        demand(!before.brake() || old.owed(), Rule.S9, id + " was noted while the brake is latched");
        demand(!old.cancelled(), Rule.S16, id + " was noted although a person cancelled it");
    }

    private void applies(RecordRules.Before before, Stored old, String id, Mode mode, Instant now) {
        demand(mode != Mode.OFF, Rule.S15, id + " was noted while the switch is OFF");
        if (!old.pastTheReturn()) {
            demand(mode == Mode.ACT, Rule.S16, id + " was noted in mode " + mode);
            demand(!before.brake(), Rule.S9, id + " was noted while the brake is latched");
            demand(!old.cancelled(), Rule.S16, id + " was noted although a person cancelled it");
            demand(
                    !old.fences() || seen(old.instance(), now, Truth.Point::fenced),
                    Rule.S13,
                    id + " was noted while " + old.instance() + " is not fenced");
        }
        if (!old.anyApplied()) {
            demand(
                    seen(old.to(), now, Truth.Point::healthy),
                    Rule.S13,
                    id + " was noted while " + old.to() + " cannot serve");
        }
    }

    /** The side that was left comes back only when nothing leads to the other one any more, or all has come home. */
    private void starts(Stored old, String id) {
        Map<String, Map<String, Object>> now = site.now(store, old);
        boolean cameHome = old.goesHome() && !old.body().object("passage").has("turnedBack");
        for (Fields step : old.steps()) {
            Map<String, Object> wanted =
                    step.object(cameHome ? "after" : "before").asMap();
            Map<String, Object> stands = now.getOrDefault(step.text("name"), wanted);
            demand(
                    stands.equals(wanted),
                    Rule.S13,
                    id + " was noted while " + step.text("name") + " is " + stands + " and not " + wanted);
        }
    }

    private boolean seen(InstanceId id, Instant now, Predicate<Truth.Point> what) {
        return truth.since(id, now.minus(terms.window()), what);
    }

    /** It has moved from one stage to another. */
    void moves(Caller caller, Stored old, Stored after) {
        if (after.stage().equals("MOVE") && !old.stage().equals("MOVE") && after.fences()) {
            InstanceState state = caller.look(after.instance())
                    .flatMap(look -> look.seen())
                    .map(one -> one.state())
                    .orElse(InstanceState.RUNNING);
            demand(
                    old.stage().equals("STOP") && (state == InstanceState.STOPPED || state == InstanceState.TERMINATED),
                    Rule.S13,
                    after.id() + " moves on, and saw " + after.instance() + " " + state);
        }
        boolean prepared = !after.steps().isEmpty();
        boolean under = List.of("STOP", "MOVE").contains(after.stage());
        demand(!under || prepared, Rule.S22, after.id() + " goes on without undo data");
        demand(
                !after.pastTheReturn() || after.goesHome() || !after.owed() || after.unsettled() || turned(after),
                Rule.S11,
                after.id() + " owes a Start past the point of no return");
    }

    private static boolean turned(Stored after) {
        return after.body().object("passage").has("turnedBack");
    }

    /** It has ended. */
    void ends(Stored after, JournalRow row) {
        String outcome = after.outcome().orElseThrow();
        if (row.kind() == JournalRow.Kind.OPERATOR) {
            return; // a person has taken it over, as it was
        }
        if (outcome.equals("NEEDS_PERSON")) {
            demand(!after.body().objects("notices").isEmpty(), Rule.S22, after.id() + " calls nobody");
            return;
        }
        if (after.goesHome() && after.intents().isEmpty()) {
            return; // nothing was sent: levers stand as whoever took over before has left them (seed R 123488)
        }
        boolean arrived = outcome.equals("FAILED_OVER") || outcome.equals("FAILED_BACK");
        Map<String, Map<String, Object>> now = site.now(store, after);
        for (Fields step : after.steps()) {
            Map<String, Object> wanted =
                    step.object(arrived ? "after" : "before").asMap();
            Map<String, Object> stands = now.getOrDefault(step.text("name"), wanted);
            demand(
                    stands.equals(wanted),
                    Rule.S22,
                    after.id() + " ended " + outcome + ", and " + step.text("name") + " is " + stands + " and not "
                            + wanted);
        }
    }
}
