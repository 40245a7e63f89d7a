package recovery.systemtests.invariant;

import static recovery.systemtests.invariant.Broken.demand;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import recovery.shared.control.Installation;
import recovery.shared.control.Mode;
import recovery.shared.control.Switch;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.journal.JournalRow;
import recovery.shared.json.Fields;
import recovery.shared.record.Target;
import recovery.shared.record.TargetState;
import recovery.shared.store.Commit;
import recovery.shared.store.Item;
import recovery.shared.store.Key;
import recovery.shared.store.Store;
import recovery.shared.store.Write;
import recovery.simulator.Ec2Model;
import recovery.simulator.SimulatedAlarms;
import recovery.simulator.StateChange;

/** All rules of safety, checked while a run goes on. The first one that is broken ends the run. */
public final class Rules {
    private static final int RECORD = 16 * 1024;
    private static final int LIMIT = 4 * 1024;
    private static final int ANY = 64 * 1024;
    private static final Set<String> BEGUN = Set.of("STOP", "MOVE");

    private final Ec2Model model;
    private final Ledger ledger = new Ledger();
    private final Truth truth;
    private final RecordRules records;
    private final SendRules sends;
    private final ServiceRules services;
    private final Consumer<String> edges;
    private final Terms terms;
    private final Store store;
    private Optional<Consumer<Taken>> observer = Optional.empty();

    /**
     * @param store the store itself, without faults
     * @param alarms the alarms as they are
     * @param site how the levers really stand
     * @param edges is told of each edge that a recovery takes, such as {@code STOP -> START}
     */
    public Rules(Store store, Ec2Model model, SimulatedAlarms alarms, Site site, Terms terms, Consumer<String> edges) {
        this.model = model;
        this.truth = new Truth(model);
        this.records = new RecordRules(store, ledger, new FailoverRules(store, ledger, truth, terms, site), terms);
        this.services = new ServiceRules(ledger, new Bells(alarms), terms);
        this.sends = new SendRules(store, ledger, truth, terms);
        this.edges = edges;
        this.store = store;
        this.terms = terms;
        model.onChange(this::moved);
    }

    /** Tells somebody of each step of a recovery that is carried out. */
    public void observedBy(Consumer<Taken> told) {
        observer = Optional.of(told);
    }

    /** The time or the world has moved. */
    public void sample() {
        truth.sample(model.clock().now());
    }

    private void moved(StateChange change) {
        if (change.state() == InstanceState.PENDING
                || change.state() == InstanceState.RUNNING
                || change.state().gone()) {
            ledger.isUp(change.id());
        }
    }

    /** Carries a transaction out, and judges it if it happened. */
    public Commit commit(Caller caller, List<Write> writes, Supplier<Commit> carryOut) {
        Instant now = model.clock().now();
        Optional<Stored> after = writes.stream()
                .filter(Write.Put.class::isInstance)
                .map(write -> ((Write.Put) write).item())
                .filter(Stored::is)
                .findFirst()
                .map(Stored::new);
        Optional<RecordRules.Before> before = after.map(records::before);
        Optional<Taken> taken =
                observer.flatMap(told -> after.map(next -> taken(before.orElseThrow(), next, writes, now)));
        Commit commit = carryOut.get();
        if (commit instanceof Commit.Done) {
            sizes(writes);
            hands(caller, writes);
            if (after.isPresent()) {
                taken.ifPresent(step -> observer.orElseThrow().accept(step));
                records.judge(caller, before.orElseThrow(), after.get(), writes, now);
                before.get()
                        .recovery()
                        .ifPresentOrElse(old -> went(caller, old, after.get()), () -> opened(caller, after.get(), now));
            }
        }
        return commit;
    }

    private void went(Caller caller, Stored old, Stored after) {
        edges.accept(edge(old, after));
        boolean passes = !old.stage().equals(after.stage()) && BEGUN.contains(after.stage()) && !after.owed();
        boolean stops = !old.owed() && after.owed();
        if (after.isBegunByService() && (passes || stops)) {
            services.begins(caller, after);
        }
        if (old.open() && !after.open() && after.isBegunByService()) {
            services.ends(caller, after);
            edges.accept("service alarm -> " + ending(after));
        }
    }

    private Taken taken(RecordRules.Before before, Stored after, List<Write> writes, Instant now) {
        boolean operator = writes.stream()
                .anyMatch(write -> write instanceof Write.Append(var row) && row.kind() == JournalRow.Kind.OPERATOR);
        String group = "group#" + after.plan().text("plan");
        Set<String> slots = store.get(Key.single(group))
                .map(item -> Fields.of(item.body()).object("slots").names())
                .orElse(Set.of());
        return new Taken(
                before.recovery(),
                after,
                before.mode(),
                before.brake(),
                before.state(after.target()),
                slots,
                attempts(TargetState.key(Target.of(after.target())), now.minus(TargetState.DAY)),
                attempts(Installation.KEY, now.minus(Installation.WINDOW)),
                after.lastIntent()
                        .filter(intent -> ledger.isSent(intent.text("id")))
                        .isPresent(),
                operator,
                ledger.isDownByUs(after.instance()));
    }

    private int attempts(Key of, Instant from) {
        return store.get(of).map(item -> Fields.of(item.body()).texts("attempts")).orElse(List.of()).stream()
                .filter(at -> Instant.parse(at).isAfter(from))
                .toList()
                .size();
    }

    /** Such as {@code STOP -> START}, {@code failover MOVE -> PROOF} or {@code START -> failover REQUESTED}. */
    private static String edge(Stored old, Stored after) {
        boolean handedOver = !old.owner().equals(after.owner());
        return (handedOver ? "" : way(after)) + old.stage() + " -> " + (handedOver ? way(after) : "") + ending(after);
    }

    private static String way(Stored recovery) {
        return !recovery.isFailover() ? "" : recovery.goesHome() ? "failback " : "failover ";
    }

    private static String ending(Stored after) {
        return after.outcome().map(outcome -> "CLOSED " + outcome).orElse(after.stage());
    }

    private void opened(Caller caller, Stored after, Instant now) {
        if (after.isFailover() && after.goesHome()) {
            edges.accept("-> failback");
            return;
        }
        edges.accept("-> " + after.owner() + " " + after.symptom());
        Duration allowed = after.limits().duration("maxEventAge").plus(terms.slack());
        caller.eventAt()
                .ifPresent(at ->
                        demand(!at.plus(allowed).isBefore(now), Rule.S6, after.id() + " opened on an event of " + at));
        if (after.isBegunByService()) {
            services.opens(caller, after, now);
            return;
        }
        InstanceId id = after.instance();
        Instant from = caller.begun().minus(terms.staleness());
        boolean so = truth.since(id, from, point -> SendRules.shows(after.symptom(), point));
        demand(so, Rule.S6, after.id() + " opened on " + id + ", which was not " + after.symptom());
    }

    /** Only the operator writes the switch and releases the brake. */
    private void hands(Caller caller, List<Write> writes) {
        for (Write write : writes) {
            if (write instanceof Write.Put(Item item)) {
                if (item.key().equals(Switch.KEY)) {
                    Mode mode = Mode.valueOf(Fields.of(item.body()).text("mode"));
                    ledger.switched(mode, model.clock().now());
                }
                if (item.key().partition().startsWith("request#")) {
                    wish(Fields.of(item.body()));
                }
                boolean operator = caller.function().equals("operator");
                demand(!item.key().equals(Switch.KEY) || operator, Rule.S15, caller.function() + " wrote the switch");
                if (item.key().equals(Key.single("installation")) && operator) {
                    ledger.forgetsCharges();
                }
            }
        }
    }

    private void wish(Fields wish) {
        if (wish.text("kind").equals("FAILBACK")) {
            ledger.wishes(wish.text("recovery"));
        }
    }

    private static void sizes(List<Write> writes) {
        for (Write write : writes) {
            if (write instanceof Write.Put(Item item)) {
                int size = size(item.body());
                String partition = item.key().partition();
                boolean limit = partition.startsWith("target#")
                        || partition.startsWith("group#")
                        || partition.equals("installation");
                int most = Stored.is(item) ? RECORD : limit ? LIMIT : ANY;
                demand(size <= most, Rule.S17, item.key() + " has " + size + " characters of at most " + most);
            }
        }
    }

    private static int size(Object value) {
        return switch (value) {
            case String text -> text.length() + 3;
            case Map<?, ?> map ->
                map.entrySet().stream()
                        .mapToInt(entry -> size(entry.getKey()) + size(entry.getValue()))
                        .sum();
            case List<?> list -> list.stream().mapToInt(Rules::size).sum();
            default -> 8;
        };
    }

    /** Judges a request that is about to be sent, sends it, and looks at what it did. */
    public <T> T send(Caller caller, String act, InstanceId id, Duration waited, Supplier<T> send) {
        Instant now = model.clock().now();
        truth.sample(now);
        sends.judge(caller, act, id, model.clock().uptime(), waited, now);
        InstanceState before = state(id);
        T reply = send.get();
        if (act.equals("STOP") && before == InstanceState.RUNNING && state(id) == InstanceState.STOPPING) {
            ledger.tookDown(id, ledger.openOn(id.value()).orElseThrow().id());
        }
        truth.sample(now);
        return reply;
    }

    /** Judges a request that is about to move a lever, and sends it. */
    public <T> T move(Caller caller, Duration waited, Supplier<T> send) {
        Instant now = model.clock().now();
        truth.sample(now);
        sends.judgeMove(caller, model.clock().uptime(), waited, now);
        return send.get();
    }

    private InstanceState state(InstanceId id) {
        return model.instance(id).map(one -> one.state()).orElse(InstanceState.TERMINATED);
    }

    /** Whether this machine is down because our stop took it down. */
    public boolean isDownByUs(InstanceId id) {
        return ledger.isDownByUs(id);
    }
}
