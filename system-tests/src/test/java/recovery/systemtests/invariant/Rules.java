package recovery.systemtests.invariant;

import static recovery.systemtests.invariant.Broken.demand;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import recovery.shared.control.Switch;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.store.Commit;
import recovery.shared.store.Item;
import recovery.shared.store.Key;
import recovery.shared.store.Store;
import recovery.shared.store.Write;
import recovery.simulator.Ec2Model;
import recovery.simulator.StateChange;

/** All rules of safety, checked while a run goes on. The first one that is broken ends the run. */
public final class Rules {
    private static final int RECORD = 16 * 1024;
    private static final int LIMIT = 4 * 1024;
    private static final int ANY = 64 * 1024;

    private final Ec2Model model;
    private final Ledger ledger = new Ledger();
    private final Truth truth;
    private final RecordRules records;
    private final SendRules sends;
    private final Consumer<String> edges;
    private final Terms terms;

    /**
     * @param store the store itself, without faults
     * @param edges is told of each edge that a recovery takes, such as {@code STOP -> START}
     */
    public Rules(Store store, Ec2Model model, Terms terms, Consumer<String> edges) {
        this.model = model;
        this.truth = new Truth(model);
        this.records = new RecordRules(store, ledger, terms);
        this.sends = new SendRules(store, ledger, truth, terms);
        this.edges = edges;
        this.terms = terms;
        model.onChange(this::moved);
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
        Commit commit = carryOut.get();
        if (commit instanceof Commit.Done) {
            sizes(writes);
            hands(caller, writes);
            if (after.isPresent()) {
                records.judge(caller, before.orElseThrow(), after.get(), writes, now);
                before.get()
                        .recovery()
                        .ifPresentOrElse(
                                old -> edges.accept(old.stage() + " -> " + ending(after.get())),
                                () -> opened(caller, after.get(), now));
            }
        }
        return commit;
    }

    private static String ending(Stored after) {
        return after.outcome().map(outcome -> "CLOSED " + outcome).orElse(after.stage());
    }

    private void opened(Caller caller, Stored after, Instant now) {
        edges.accept("-> " + after.owner() + " " + after.symptom());
        Duration allowed = after.limits().duration("maxEventAge").plus(terms.slack());
        caller.eventAt()
                .ifPresent(at ->
                        demand(!at.plus(allowed).isBefore(now), Rule.S6, after.id() + " opened on an event of " + at));
        InstanceId id = after.instance();
        Instant from = caller.begun().minus(terms.staleness());
        boolean so = truth.since(id, from, point -> SendRules.shows(after.symptom(), point));
        demand(so, Rule.S6, after.id() + " opened on " + id + ", which was not " + after.symptom());
    }

    /** Only the operator writes the switch and releases the brake. */
    private void hands(Caller caller, List<Write> writes) {
        for (Write write : writes) {
            if (write instanceof Write.Put(Item item)) {
                boolean operator = caller.function().equals("operator");
                demand(!item.key().equals(Switch.KEY) || operator, Rule.S15, caller.function() + " wrote the switch");
                if (item.key().equals(Key.single("installation")) && operator) {
                    ledger.forgetsCharges();
                }
            }
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

    private InstanceState state(InstanceId id) {
        return model.instance(id).map(one -> one.state()).orElse(InstanceState.TERMINATED);
    }

    /** Whether this machine is down because our stop took it down. */
    public boolean isDownByUs(InstanceId id) {
        return ledger.isDownByUs(id);
    }
}
