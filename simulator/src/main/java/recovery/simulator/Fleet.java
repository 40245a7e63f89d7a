package recovery.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.simulator.Phase.Planned;

/** All instances, as they are and as they lately were. */
final class Fleet {
    private final Map<InstanceId, NavigableMap<Instant, SimulatedInstance>> histories = new TreeMap<>();
    private final Consumer<StateChange> changed;

    Fleet(Consumer<StateChange> changed) {
        this.changed = changed;
    }

    /** Puts what became of an instance at that time, and reports it if its state is another one. */
    void put(Instant at, SimulatedInstance instance) {
        var history = histories.computeIfAbsent(instance.id(), id -> new TreeMap<>());
        boolean same = !history.isEmpty() && history.lastEntry().getValue().state() == instance.state();
        history.put(at, instance);
        forgetBefore(at.minus(Fault.OLDEST), history);
        if (!same) {
            changed.accept(new StateChange(instance.id(), instance.state(), at));
        }
    }

    /** Puts an instance that was there before anybody looked: nothing is reported. */
    void putAsKnown(Instant since, SimulatedInstance instance) {
        var history = new TreeMap<Instant, SimulatedInstance>();
        history.put(since, instance);
        histories.put(instance.id(), history);
    }

    /** The instance as it is. */
    Optional<SimulatedInstance> now(InstanceId id) {
        return Optional.ofNullable(histories.get(id))
                .map(history -> history.lastEntry().getValue());
    }

    /** The instance as it was; empty if it was not there yet. */
    Optional<SimulatedInstance> at(InstanceId id, Instant time) {
        return Optional.ofNullable(histories.get(id))
                .flatMap(history -> Optional.ofNullable(history.floorEntry(time)))
                .map(Map.Entry::getValue);
    }

    List<InstanceId> ids() {
        return List.copyOf(histories.keySet());
    }

    List<SimulatedInstance> all() {
        return histories.values().stream()
                .map(history -> history.lastEntry().getValue())
                .toList();
    }

    /** Lets every instance take the states that were due by now, the earliest first over all of them. */
    void settle(Instant now) {
        Optional<SimulatedInstance> due = nextDue(now);
        while (due.isPresent()) {
            SimulatedInstance instance = due.get();
            Planned next = instance.phase().next().orElseThrow();
            put(next.at(), Lifecycle.follow(instance, next));
            due = nextDue(now);
        }
    }

    private Optional<SimulatedInstance> nextDue(Instant now) {
        var due = new ArrayList<SimulatedInstance>();
        for (SimulatedInstance instance : all()) {
            if (instance.phase().next().filter(next -> !next.at().isAfter(now)).isPresent()) {
                due.add(instance);
            }
        }
        return due.stream().min(Comparator.comparing(instance -> dueAt(instance)));
    }

    private static Instant dueAt(SimulatedInstance instance) {
        return instance.phase().next().map(Planned::at).orElse(Instant.MAX);
    }

    /** Whether a describe at this time still shows it: EC2 forgets terminated instances after about an hour. */
    static boolean shown(SimulatedInstance instance, Instant time, Timings timings) {
        return instance.state() != InstanceState.TERMINATED
                || time.isBefore(instance.phase().since().plus(timings.of(Timings.Span.TERMINATED_VISIBLE)));
    }

    private static void forgetBefore(Instant time, NavigableMap<Instant, SimulatedInstance> history) {
        Instant last = history.floorKey(time);
        if (last != null) {
            history.headMap(last, false).clear();
        }
    }
}
