package recovery.simulator;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The faults that are armed, oldest first. A call meets at most one of them at the door. */
final class Faults {
    private final List<Armed> armed = new ArrayList<>();

    private static final class Armed {
        final Fault fault;
        final Aim aim;
        int left;

        Armed(Fault fault, Aim aim, int times) {
            this.fault = fault;
            this.aim = aim;
            left = times;
        }
    }

    void arm(Fault fault, Aim aim, int times) {
        armed.add(new Armed(fault, aim, times));
    }

    void lift(Predicate<Fault> which) {
        armed.removeIf(one -> which.test(one.fault));
    }

    /** Uses up and returns the first fault that this call meets at the door, given the instances that it names. */
    Optional<Fault.AtTheDoor> atTheDoor(Call call, List<SimulatedInstance> named) {
        return take(Fault.AtTheDoor.class, aim -> meets(aim, call) && (named.isEmpty() || covers(aim, named)));
    }

    /** Uses up and returns the first fault of this kind that the call meets on one instance. */
    <F extends Fault> Optional<F> take(Class<F> kind, Call call, SimulatedInstance instance) {
        return take(kind, aim -> meets(aim, call) && aim.covers(instance));
    }

    /** Uses up and returns the first fault of this kind that a read meets, whatever instances it names. */
    Optional<Fault.Stale> stale(Call read) {
        return take(Fault.Stale.class, aim -> meets(aim, read));
    }

    private static boolean meets(Aim aim, Call call) {
        return aim.actions().contains(call.action()) && (aim.dryRunsToo() || !call.dryRun());
    }

    private static boolean covers(Aim aim, List<SimulatedInstance> named) {
        return named.stream().anyMatch(aim::covers);
    }

    private <F extends Fault> Optional<F> take(Class<F> kind, Predicate<Aim> meets) {
        for (Iterator<Armed> each = armed.iterator(); each.hasNext(); ) {
            Armed one = each.next();
            if (kind.isInstance(one.fault) && meets.test(one.aim)) {
                one.left--;
                if (one.left <= 0) {
                    each.remove();
                }
                return Optional.of(kind.cast(one.fault));
            }
        }
        return Optional.empty();
    }
}
