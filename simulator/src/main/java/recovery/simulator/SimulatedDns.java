package recovery.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import recovery.shared.lever.Dns;
import recovery.shared.lever.LeverReply;
import recovery.shared.look.Look;
import recovery.shared.time.Clock;

/** A pretend Route 53 behind the port. A change is PENDING for a while, by a clock that tests move by hand. */
public final class SimulatedDns implements Dns {
    private final Clock clock;
    private final Duration spread;
    private final Map<Name, Map<String, Object>> records = new HashMap<>();
    private final Map<String, Instant> sentAt = new HashMap<>();
    private final Queue<Fault.AtTheDoor> faults = new ArrayDeque<>();
    private boolean blind;
    private int requests;

    /** @param spread how long a change takes to reach all name servers */
    public SimulatedDns(Clock clock, Duration spread) {
        this.clock = clock;
        this.spread = spread;
    }

    /** Somebody else puts a whole record set. */
    public void puts(Name name, Map<String, Object> whole) {
        records.put(name, Map.copyOf(whole));
    }

    /** Somebody else takes a record set away. */
    public void removes(Name name) {
        records.remove(name);
    }

    /** The next request that would change something, after those that meet the faults armed before, meets this one. */
    public void arm(Fault.AtTheDoor fault) {
        faults.add(fault);
    }

    /** All changes so far are forgotten, as a failover of Route 53's control plane may do; what they put may stay. */
    public void losesChanges() {
        sentAt.clear();
    }

    /** Whether reads get no answer from now on. */
    public void blinds(boolean on) {
        blind = on;
    }

    /** How many requests that would change something have come so far. */
    public int requests() {
        return requests;
    }

    @Override
    public Look<Map<String, Object>> recordSet(Name name) {
        if (blind) {
            return new Look.Unreadable<>("no answer came");
        }
        return Optional.ofNullable(records.get(name))
                .<Look<Map<String, Object>>>map(Look.Seen::new)
                .orElseGet(() -> new Look.Absent<>("there is no record set " + name.name() + " " + name.type()));
    }

    @Override
    public LeverReply upsert(Name name, Map<String, Object> whole) {
        requests++;
        return switch (faults.poll()) {
            case null -> carriedOut(name, whole);
            case Fault.Refuse(var error) ->
                error.mayHaveHappened()
                        ? new LeverReply.Lost(error.code())
                        : new LeverReply.Refused(error.code(), error.message(), error.passing());
            case Fault.LoseReply(boolean carriedOut) -> {
                perhaps(carriedOut, name, whole);
                yield new LeverReply.Lost("no answer came");
            }
            case Fault.KillCaller(boolean carriedOut) -> {
                perhaps(carriedOut, name, whole);
                throw new CallerDied("ChangeResourceRecordSets " + name.name());
            }
            case Fault.Hold hold -> throw new IllegalStateException("this Route 53 holds nothing");
        };
    }

    private void perhaps(boolean carriedOut, Name name, Map<String, Object> whole) {
        if (carriedOut) {
            carriedOut(name, whole);
        }
    }

    private LeverReply carriedOut(Name name, Map<String, Object> whole) {
        records.put(name, Map.copyOf(whole));
        String receipt = "C" + requests;
        sentAt.put(receipt, clock.now());
        return new LeverReply.Accepted(Optional.of(receipt));
    }

    @Override
    public Look<Change> change(String receipt) {
        if (blind) {
            return new Look.Unreadable<>("no answer came");
        }
        return Optional.ofNullable(sentAt.get(receipt))
                .<Look<Change>>map(sent ->
                        new Look.Seen<>(clock.now().isBefore(sent.plus(spread)) ? Change.PENDING : Change.IN_SYNC))
                .orElseGet(() -> new Look.Absent<>("there is no change " + receipt));
    }
}
