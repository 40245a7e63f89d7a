package recovery.systemtests.invariant;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import recovery.shared.ec2.Checks.Status;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.simulator.Ailment.Part;
import recovery.simulator.Ec2Model;
import recovery.simulator.SimulatedInstance;

/** What every machine really was, and when: what no call shows, and what acts are judged by afterwards. */
final class Truth {
    private final Ec2Model model;
    private final Map<InstanceId, List<Point>> history = new HashMap<>();

    Truth(Ec2Model model) {
        this.model = model;
    }

    /**
     * How a machine was from this time on.
     *
     * @param reason code of its state reason
     */
    record Point(
            Instant since,
            InstanceState state,
            String reason,
            Status system,
            Status guest,
            Status storage,
            Optional<String> plan,
            boolean retiring) {

        boolean healthy() {
            return state == InstanceState.RUNNING && passes(system) && passes(guest) && passes(storage);
        }

        boolean provedDown() {
            boolean down = state != InstanceState.RUNNING && state != InstanceState.PENDING;
            return down || system == Status.IMPAIRED || guest == Status.IMPAIRED || storage == Status.IMPAIRED;
        }

        /** Whether it certainly writes no more. */
        boolean fenced() {
            return state == InstanceState.STOPPED || state == InstanceState.TERMINATED;
        }

        /** Whether it stands still, and AWS did it. */
        boolean stoppedByAws() {
            return state == InstanceState.STOPPED && reason.startsWith("Server.") && !reason.contains("Spot");
        }

        private static boolean passes(Status status) {
            return status == Status.OK || status == Status.NOT_APPLICABLE;
        }

        private boolean sameAs(Point other) {
            return new Point(other.since, state, reason, system, guest, storage, plan, retiring).equals(other);
        }
    }

    /** Looks at every machine, after the time or the world has moved. */
    void sample(Instant now) {
        for (SimulatedInstance one : model.instances()) {
            Point point = point(one, now);
            List<Point> points = history.computeIfAbsent(one.id(), id -> new ArrayList<>());
            if (points.isEmpty() || !points.getLast().sameAs(point)) {
                points.add(point);
            }
        }
    }

    private static Point point(SimulatedInstance one, Instant now) {
        return new Point(
                now,
                one.state(),
                one.phase().reason().code(),
                one.check(Part.SYSTEM, now).status(),
                one.check(Part.INSTANCE, now).status(),
                one.check(Part.STORAGE, now).status(),
                Optional.ofNullable(one.traits().tags().get(Instance.OPT_IN_TAG)),
                one.events().stream().anyMatch(event -> !event.completed()));
    }

    /** Whether this held of a machine at any time from then to now. */
    boolean since(InstanceId id, Instant from, Predicate<Point> what) {
        List<Point> points = history.getOrDefault(id, List.of());
        for (int at = points.size() - 1; at >= 0; at--) {
            if (what.test(points.get(at))) {
                return true;
            }
            if (points.get(at).since().isBefore(from)) {
                return false;
            }
        }
        return false;
    }

    Iterable<InstanceId> machines() {
        return history.keySet();
    }
}
