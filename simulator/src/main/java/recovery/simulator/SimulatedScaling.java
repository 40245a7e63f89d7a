package recovery.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import recovery.shared.lever.LeverReply;
import recovery.shared.lever.Scaling;
import recovery.shared.look.Look;
import recovery.shared.time.Clock;

/**
 * A pretend Auto Scaling behind the port, by a clock that tests move by hand. Further instances come into service together
 * after a while; those that are too many leave at once.
 */
public final class SimulatedScaling implements Scaling {
    private final LeverDoor door = new LeverDoor();
    private final Clock clock;
    private final Duration launching;
    private final Map<String, Sized> groups = new HashMap<>();

    /**
     * One group.
     *
     * @param serving how many were in service when the desired capacity was last set
     * @param since when that was
     */
    private record Sized(int min, int max, int desired, int serving, Instant since) {}

    /** @param launching from a request to the instances in service */
    public SimulatedScaling(Clock clock, Duration launching) {
        this.clock = clock;
        this.launching = launching;
    }

    /** Somebody else sets a group's bounds and its capacity, all of it in service; it exists from then on. */
    public void puts(String name, int min, int max, int desired) {
        groups.put(name, new Sized(min, max, desired, desired, clock.now()));
    }

    /** The next request that would change something, after those that meet the faults armed before, meets this one. */
    public void arm(Fault.AtTheDoor fault) {
        door.arm(fault);
    }

    /** Whether reads get no answer from now on. */
    public void blinds(boolean on) {
        door.blinds(on);
    }

    /** How many requests that would change something have come so far. */
    public int requests() {
        return door.requests();
    }

    @Override
    public Look<Group> group(String name) {
        return door.look(() -> Optional.ofNullable(groups.get(name))
                .<Look<Group>>map(fleet ->
                        new Look.Seen<>(new Group(name, fleet.min(), fleet.max(), fleet.desired(), inService(fleet))))
                .orElseGet(() -> new Look.Absent<>("there is no group " + name)));
    }

    private int inService(Sized fleet) {
        boolean launched = !clock.now().isBefore(fleet.since().plus(launching));
        return launched ? fleet.desired() : Math.min(fleet.serving(), fleet.desired());
    }

    @Override
    public LeverReply setDesired(String name, int desired) {
        return door.meets("SetDesiredCapacity", () -> set(name, desired));
    }

    private LeverReply set(String name, int desired) {
        Sized fleet = groups.get(name);
        if (fleet == null) {
            return LeverDoor.refused(Ec2Error.bad("ValidationError", "there is no group " + name));
        }
        if (desired < fleet.min() || desired > fleet.max()) {
            return LeverDoor.refused(Ec2Error.bad(
                    "ValidationError",
                    "New SetDesiredCapacity value " + desired + " is not between " + fleet.min() + " and "
                            + fleet.max()));
        }
        groups.put(name, new Sized(fleet.min(), fleet.max(), desired, inService(fleet), clock.now()));
        return new LeverReply.Accepted(Optional.empty());
    }
}
