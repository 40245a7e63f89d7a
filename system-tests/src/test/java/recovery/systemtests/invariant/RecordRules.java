package recovery.systemtests.invariant;

import static recovery.systemtests.invariant.Broken.demand;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import recovery.shared.control.Mode;
import recovery.shared.control.Switch;
import recovery.shared.journal.JournalRow;
import recovery.shared.json.Fields;
import recovery.shared.store.Item;
import recovery.shared.store.Key;
import recovery.shared.store.Store;
import recovery.shared.store.Write;

/** The rules of one step of one recovery, judged when its transaction was carried out. */
final class RecordRules {
    /** Which stages may follow which while restart has it; a step may also stay where it is. */
    static final Map<String, Set<String>> EDGES = Map.of(
            "", Set.of("REQUESTED"),
            "REQUESTED", Set.of("REQUESTED", "STOP", "START", "PROOF", "CLOSED"),
            "STOP", Set.of("STOP", "REQUESTED", "START", "CLOSED"),
            "START", Set.of("START", "REQUESTED", "PROOF", "CLOSED"),
            "PROOF", Set.of("PROOF", "REQUESTED", "CLOSED"),
            "CLOSED", Set.of("CLOSED"));

    /** The same while failover has it. */
    static final Map<String, Set<String>> FAILOVER_EDGES = Map.of(
            "", Set.of("REQUESTED"),
            "REQUESTED", Set.of("REQUESTED", "STOP", "MOVE", "UNDO", "CLOSED"),
            "STOP", Set.of("STOP", "REQUESTED", "MOVE", "UNDO", "CLOSED"),
            "MOVE", Set.of("MOVE", "REQUESTED", "PROOF", "UNDO", "CLOSED"),
            "UNDO", Set.of("UNDO", "START", "CLOSED"),
            "START", Set.of("START", "CLOSED"),
            "PROOF", Set.of("PROOF", "UNDO", "START", "CLOSED"),
            "CLOSED", Set.of("CLOSED"));

    private final Store store;
    private final Ledger ledger;
    private final Terms terms;
    private final FailoverRules failovers;

    RecordRules(Store store, Ledger ledger, FailoverRules failovers, Terms terms) {
        this.store = store;
        this.ledger = ledger;
        this.failovers = failovers;
        this.terms = terms;
    }

    /**
     * How things stood before the transaction.
     *
     * @param states the state of every target that it may be about, by the target
     */
    record Before(Optional<Stored> recovery, Mode mode, boolean brake, Map<String, Fields> states) {
        Optional<Fields> state(String target) {
            return Optional.ofNullable(states.get(target));
        }

        /** Whether restart has handed it over. */
        boolean handedOver(Stored after) {
            return recovery.filter(one -> !one.owner().equals(after.owner())).isPresent();
        }
    }

    Before before(Stored after) {
        Optional<Stored> recovery = store.get(after.item().key()).map(Stored::new);
        Mode mode = store.get(Switch.KEY)
                .map(item -> Mode.valueOf(Fields.of(item.body()).text("mode")))
                .orElse(Mode.OBSERVE);
        boolean brake = store.get(Key.single("installation"))
                .filter(item -> Fields.of(item.body()).has("brake"))
                .isPresent();
        var states = new HashMap<String, Fields>();
        Stream<String> service = after.plan().has("failover") ? Stream.of(after.service()) : Stream.of();
        Stream.concat(after.claims().stream(), service).forEach(target -> store.get(Key.single("target#" + target))
                .ifPresent(item -> states.put(target, Fields.of(item.body()))));
        return new Before(recovery, mode, brake, states);
    }

    void judge(Caller caller, Before before, Stored after, List<Write> writes, Instant now) {
        JournalRow row = row(after, writes);
        edge(before, after);
        if (before.recovery().isEmpty()) {
            opens(before, after, now);
        }
        if (before.handedOver(after)) {
            handsOver(before, after);
        }
        boolean begins = before.recovery().isEmpty() || before.handedOver(after);
        if (begins) {
            free(before, after);
        }
        if (after.isFailover()) {
            failover(caller, before, after, begins, row, now);
        }
        newIntent(before, after).ifPresent(intent -> intends(before, after, intent, row, now));
        duty(before, after, row);
        ledger.keeps(after, now);
        claims(after);
        demand(
                before.recovery().isEmpty()
                        ? caller.function().equals(after.isFailover() && after.goesHome() ? "failover" : "detection")
                        : caller.function()
                                .equals(before.recovery().get().owner().toLowerCase(Locale.ROOT)),
                Rule.S14,
                caller.function() + " moved " + after.id());
    }

    private static JournalRow row(Stored after, List<Write> writes) {
        String sequence = String.format(Locale.ROOT, "%08d", after.item().version());
        for (Write write : writes) {
            if (write instanceof Write.Append(JournalRow row)
                    && row.subject().equals(after.id())
                    && row.sequence().equals(sequence)) {
                return row;
            }
        }
        throw new Broken(Rule.S14, after.id() + " version " + after.item().version() + " has no row in the journal");
    }

    private static void edge(Before before, Stored after) {
        String from = before.recovery().map(Stored::stage).orElse("");
        var edges = after.owner().equals("FAILOVER") ? FAILOVER_EDGES : EDGES;
        demand(
                before.handedOver(after)
                        ? after.owner().equals("FAILOVER") && after.stage().equals("REQUESTED")
                        : edges.getOrDefault(from, Set.of()).contains(after.stage()),
                Rule.S14,
                after.id() + " went from " + from + " to " + after.stage() + " with " + after.owner());
        long version = before.recovery().map(one -> one.item().version()).orElse(0L);
        demand(
                after.item().version() == version + 1,
                Rule.S14,
                after.id() + " went from version " + version + " to "
                        + after.item().version());
        before.recovery()
                .filter(one -> !one.open())
                .ifPresent(one -> demand(
                        one.outcome().equals(after.outcome())
                                && one.intents().size() == after.intents().size(),
                        Rule.S14,
                        after.id() + " was changed after it was closed"));
    }

    private void opens(Before before, Stored after, Instant now) {
        ledger.openOn(after.target()).ifPresent(other -> {
            throw new Broken(Rule.S1, after.id() + " opened while " + other.id() + " is open");
        });
        demand(before.mode() != Mode.OFF, Rule.S15, after.id() + " opened while the switch is OFF");
        demand(before.mode() == Mode.ACT, Rule.S16, after.id() + " opened in mode " + before.mode());
        demand(!before.brake(), Rule.S9, after.id() + " opened while the brake is latched");
        if (after.isFailover() && after.goesHome()) {
            return; // a person asked for it
        }
        Instant quiet = ledger.lastWork(after.target())
                .map(last -> last.plus(after.limits().duration("quiet")).minus(terms.slack()))
                .orElse(Instant.MIN);
        demand(!now.isBefore(quiet), Rule.S19, after.id() + " opened at " + now + ", within the quiet time");
        if (after.owner().equals("RESTART")) {
            room(after);
        }
    }

    /** Taking over is one step: nothing is open, and the duty to start goes along. */
    private void handsOver(Before before, Stored after) {
        Stored old = before.recovery().orElseThrow();
        demand(!old.unsettled(), Rule.S14, after.id() + " changed its owner with an unsettled request");
        demand(after.isFailover(), Rule.S14, after.id() + " went to failover, and its plan has none");
        demand(
                after.owed() == old.owed() || !ledger.isDownByUs(after.instance()),
                Rule.S11,
                after.id() + " changed its owner, and the duty to start did not go along");
    }

    /** Nobody else has what it claims, and no failover of its service is under way. */
    private static void free(Before before, Stored after) {
        before.states().forEach((target, state) -> {
            Optional<String> claim = state.maybeText("claim").filter(id -> !id.equals(after.id()));
            Optional<String> left = state.maybeText("awaiting").filter(id -> after.isFailover() && after.goesHome());
            boolean fenced = after.isFailover()
                    && after.goesHome()
                    && target.equals(after.to().value());
            demand(
                    claim.isEmpty() || claim.equals(left) || fenced,
                    Rule.S1,
                    after.id() + " began while " + claim.orElse("") + " has " + target);
        });
    }

    private void failover(Caller caller, Before before, Stored after, boolean begins, JournalRow row, Instant now) {
        if (begins) {
            failovers.begins(before, after, now);
        }
        before.recovery().filter(Stored::open).ifPresent(old -> {
            failovers.moves(caller, old, after);
            if (!after.open()) {
                failovers.ends(after, row);
            }
        });
    }

    private void room(Stored after) {
        List<Stored> others = ledger.others(after.plan().text("plan"), after.id());
        Fields inFlight = after.limits().object("inFlight");
        // The roster is as large as the fleet at most.
        long allowed = Math.max(inFlight.number("floor"), terms.fleet() * inFlight.number("percent") / 100);
        demand(others.size() < allowed, Rule.S9, after.id() + " opened beside " + others.size() + " others");
        demand(
                others.stream().noneMatch(other -> other.zone().equals(after.zone())),
                Rule.S9,
                after.id() + " opened beside another one in " + after.zone());
    }

    private static Optional<Fields> newIntent(Before before, Stored after) {
        Optional<String> last = before.recovery().flatMap(Stored::lastIntent).map(intent -> intent.text("id"));
        return after.lastIntent().filter(intent -> !last.equals(Optional.of(intent.text("id"))));
    }

    private void intends(Before before, Stored after, Fields intent, JournalRow row, Instant now) {
        String id = intent.text("id");
        Stored old = before.recovery().orElseThrow(() -> new Broken(Rule.S14, after.id() + " opened with an intent"));
        demand(!old.unsettled(), Rule.S3, id + " was noted while another request is not settled");
        demand(
                row.kind() == JournalRow.Kind.INTENT && id.equals(row.detail().get("intent")),
                Rule.S4,
                id + " has no row in the journal");
        ledger.intends(id);
        boolean owed = intent.text("act").equals("START") && old.owed();
        if (after.isFailover()) {
            failovers.intends(before, old, intent, now);
        } else if (!owed) {
            Mode plan = Mode.valueOf(after.plan().text("mode"));
            Mode mode = before.mode().and(plan);
            demand(mode != Mode.OFF, Rule.S15, id + " was noted while the switch is OFF");
            demand(mode == Mode.ACT, Rule.S16, id + " was noted in mode " + mode);
            demand(
                    !before.brake() || (!old.intents().isEmpty() && old.owed()),
                    Rule.S9,
                    id + " was noted while the brake is latched");
        }
        if (intent.text("act").equals("STOP") && !old.owed()) {
            if (after.isFailover()) {
                chargeFence(now);
            } else {
                charge(after, now);
            }
        }
    }

    private void chargeFence(Instant now) {
        int acts = ledger.chargesFence(now, terms.slack());
        demand(acts <= terms.attemptsPerHour(), Rule.S9, "act " + acts + " of the installation within an hour");
    }

    private void charge(Stored after, Instant now) {
        Ledger.Counted counted = ledger.charges(after.target(), now, terms.slack());
        demand(
                counted.onTarget() <= after.limits().number("attemptsPerDay"),
                Rule.S9,
                "attempt " + counted.onTarget() + " on " + after.target() + " within a day");
        demand(
                counted.onAll() <= terms.attemptsPerHour(),
                Rule.S9,
                "attempt " + counted.onAll() + " of the installation within an hour");
    }

    /** Nothing closes on an open question, and a machine that we took down stays owed. */
    private void duty(Before before, Stored after, JournalRow row) {
        if (!after.open()) {
            demand(!after.unsettled(), Rule.S14, after.id() + " closed with an unsettled request");
            demand(!after.owed(), Rule.S11, after.id() + " closed while a Start is owed");
        }
        boolean ends = before.recovery().filter(Stored::open).isPresent() && !after.open();
        boolean person = row.kind() == JournalRow.Kind.OPERATOR
                || after.outcome().equals(Optional.of("NEEDS_PERSON"))
                || after.body().texts("paged").contains("left-down");
        demand(
                !ends
                        || person
                        || after.outcome().equals(Optional.of("FAILED_OVER"))
                        || !ledger.isDownBy(after.instance(), after.id()),
                Rule.S11,
                after.target() + " is down by our stop, and is left so: " + row.sentence());
    }

    private void claims(Stored after) {
        for (String target : after.claims()) {
            Optional<String> claim = store.get(Key.single("target#" + target))
                    .flatMap(item -> Fields.of(item.body()).maybeText("claim"));
            boolean behindFence = !after.open()
                    && after.isFailover()
                    && target.equals(after.primary().value());
            demand(
                    behindFence || claim.filter(after.id()::equals).isPresent() == after.open(),
                    Rule.S1,
                    after.id() + " is " + after.stage() + ", and " + target + " is claimed by " + claim);
        }
        Optional<Item> group = store.get(Key.single("group#" + after.plan().text("plan")));
        boolean slot = group.filter(
                        item -> Fields.of(item.body()).object("slots").names().contains(after.id()))
                .isPresent();
        demand(slot == after.open(), Rule.S1, after.id() + " is " + after.stage() + ", its slot is held: " + slot);
    }
}
