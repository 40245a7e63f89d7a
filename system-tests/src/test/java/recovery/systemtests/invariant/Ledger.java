package recovery.systemtests.invariant;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import recovery.shared.control.Mode;
import recovery.shared.ec2.InstanceId;

/** What the rules remember of a run: what is open, what was intended, what was sent, and what our stops took down. */
final class Ledger {
    private final Map<String, Stored> open = new HashMap<>();
    private final Map<String, List<Instant>> attempts = new HashMap<>();
    private final Map<String, Instant> lastWork = new HashMap<>();
    private final Map<String, Instant> lastClosed = new HashMap<>();
    private final Set<String> intended = new HashSet<>();
    private final Set<String> wished = new HashSet<>();
    private final Set<String> sent = new HashSet<>();
    private final Map<InstanceId, String> downByUs = new HashMap<>();
    private final List<Instant> charged = new ArrayList<>();
    private Optional<Instant> offSince = Optional.empty();

    Optional<Stored> openOn(String target) {
        return Optional.ofNullable(open.get(target));
    }

    /** The open recoveries of a plan, without this one. */
    List<Stored> others(String plan, String id) {
        return open.values().stream()
                .distinct()
                .filter(one -> one.plan().text("plan").equals(plan) && !one.id().equals(id))
                .toList();
    }

    void keeps(Stored recovery, Instant now) {
        recovery.claims().forEach(target -> keeps(target, recovery, now));
    }

    private void keeps(String target, Stored recovery, Instant now) {
        if (recovery.open()) {
            open.put(target, recovery);
        } else if (openOn(target).filter(one -> one.id().equals(recovery.id())).isPresent()) {
            open.remove(target);
            boolean unmoved = recovery.outcome().equals(Optional.of("HEALED_ITSELF")) && target.startsWith("service:");
            if (!unmoved) {
                lastWork.put(target, now);
            }
            lastClosed.put(recovery.plan().text("plan"), now);
        }
    }

    /** The open failover of which this execution noted the last request. */
    Optional<Stored> failoverOf(Caller caller) {
        return open.values().stream()
                .filter(Stored::isFailover)
                .filter(one -> one.intents().stream().anyMatch(intent -> caller.isDrawn(intent.text("writer"))))
                .findFirst();
    }

    /** When our last attempt on a target was, or our last recovery of it closed. */
    Optional<Instant> lastWork(String target) {
        return Optional.ofNullable(lastWork.get(target));
    }

    /** When our last recovery of a group closed. */
    Optional<Instant> lastClosed(String plan) {
        return Optional.ofNullable(lastClosed.get(plan));
    }

    void intends(String intent) {
        intended.add(intent);
    }

    /** The switch was written. */
    void switched(Mode to, Instant now) {
        offSince = to == Mode.OFF ? offSince.or(() -> Optional.of(now)) : Optional.empty();
    }

    /** A person asked to go home from this failover. */
    void wishes(String failover) {
        wished.add(failover);
    }

    boolean isWished(String failover) {
        return wished.contains(failover);
    }

    /** Since when the switch is OFF. */
    Optional<Instant> offSince() {
        return offSince;
    }

    boolean isIntended(String intent) {
        return intended.contains(intent);
    }

    /** A fence was charged: says how many acts there are within the hour on all. */
    int chargesFence(Instant now, Duration slack) {
        charged.add(now);
        return within(charged, now.minus(Duration.ofHours(1)).plus(slack));
    }

    /** An attempt was charged: says how many there are on the target within a day, and within the hour on all. */
    Counted charges(String target, Instant now, Duration slack) {
        List<Instant> onTarget = attempts.computeIfAbsent(target, key -> new ArrayList<>());
        onTarget.add(now);
        charged.add(now);
        lastWork.put(target, now);
        return new Counted(
                within(onTarget, now.minus(Duration.ofHours(24)).plus(slack)),
                within(charged, now.minus(Duration.ofHours(1)).plus(slack)));
    }

    record Counted(int onTarget, int onAll) {}

    private static int within(List<Instant> times, Instant from) {
        return (int) times.stream().filter(at -> at.isAfter(from)).count();
    }

    /** A person released the brake: what was charged before counts no more. */
    void forgetsCharges() {
        charged.clear();
    }

    /** False if something was sent for this intent already. */
    boolean sends(String intent) {
        return sent.add(intent);
    }

    boolean isSent(String intent) {
        return sent.contains(intent);
    }

    void tookDown(InstanceId id, String recovery) {
        downByUs.put(id, recovery);
    }

    void isUp(InstanceId id) {
        downByUs.remove(id);
    }

    /** Whether a stop of this recovery took it down; another one, which has ended, was judged then. */
    boolean isDownBy(InstanceId id, String recovery) {
        return recovery.equals(downByUs.get(id));
    }

    boolean isDownByUs(InstanceId id) {
        return downByUs.containsKey(id);
    }
}
