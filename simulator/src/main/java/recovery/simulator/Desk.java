package recovery.simulator;

import static recovery.shared.ec2.InstanceState.RUNNING;
import static recovery.shared.ec2.InstanceState.SHUTTING_DOWN;
import static recovery.shared.ec2.InstanceState.STOPPED;
import static recovery.shared.ec2.InstanceState.STOPPING;
import static recovery.shared.ec2.InstanceState.TERMINATED;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import recovery.shared.ec2.InstanceId;
import recovery.simulator.Outcome.Change;

/** Answers one call at one time: what the fleet shows, or what the call does to it. Checks everything first. */
final class Desk {
    private final Fleet fleet;
    private final Faults faults;
    private final Timings timings;
    private final Instant now;

    Desk(Fleet fleet, Faults faults, Timings timings, Instant now) {
        this.fleet = fleet;
        this.faults = faults;
        this.timings = timings;
        this.now = now;
    }

    Outcome carryOut(Call call) {
        return call.action().reads() ? show(call) : act(call);
    }

    private Outcome show(Call call) {
        Instant asOf = faults.stale(call).map(stale -> now.minus(stale.age())).orElse(now);
        var shown = new ArrayList<SimulatedInstance>();
        for (InstanceId id : call.ids().isEmpty() ? fleet.ids() : call.ids()) {
            Optional<SimulatedInstance> instance = fleet.at(id, asOf).filter(one -> Fleet.shown(one, asOf, timings));
            if (instance.isEmpty() && !call.ids().isEmpty()) {
                return new Outcome.Refused(Ec2Error.notFound(id));
            }
            instance.ifPresent(shown::add);
        }
        return new Outcome.Shown(asOf, shown);
    }

    /** All or nothing: one instance that cannot, and none is touched. */
    private Outcome act(Call call) {
        var named = new ArrayList<SimulatedInstance>();
        for (InstanceId id : call.ids()) {
            Optional<SimulatedInstance> instance = fleet.now(id).filter(one -> Fleet.shown(one, now, timings));
            if (instance.isEmpty()) {
                return new Outcome.Refused(Ec2Error.notFound(id));
            }
            named.add(instance.get());
        }
        if (call.dryRun()) {
            return new Outcome.Refused(Ec2Error.DRY_RUN);
        }
        return refusal(call, named)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> new Outcome.Taken(
                        named.stream().map(instance -> apply(call, instance)).toList()));
    }

    private Optional<Ec2Error> refusal(Call call, List<SimulatedInstance> named) {
        for (SimulatedInstance instance : named) {
            Optional<Ec2Error> forbidden = Rules.forbids(call.action(), instance);
            if (forbidden.isPresent()) {
                return forbidden;
            }
            boolean needsRoom = call.action() == Action.START_INSTANCES && instance.state() == STOPPED;
            if (needsRoom && faults.take(Fault.NoCapacity.class, call, instance).isPresent()) {
                return Optional.of(Ec2Error.noCapacity(instance.traits()));
            }
        }
        return Optional.empty();
    }

    private Change apply(Call call, SimulatedInstance before) {
        SimulatedInstance after = after(call, before);
        if (!after.equals(before)) {
            fleet.put(now, after);
        }
        return new Change(before.id(), before.state(), after.state());
    }

    /** What is already as asked stays as it is; the answer names the state from which it would have come. */
    private SimulatedInstance after(Call call, SimulatedInstance before) {
        var lifecycle = new Lifecycle(timings, now);
        return switch (call.action()) {
            case START_INSTANCES ->
                before.state() == STOPPED ? lifecycle.start(before, failsToBoot(call, before)) : before;
            case STOP_INSTANCES -> stop(call, before, lifecycle);
            case REBOOT_INSTANCES -> before.state() == RUNNING ? lifecycle.reboot(before) : before;
            case TERMINATE_INSTANCES ->
                before.state() == SHUTTING_DOWN || before.state() == TERMINATED
                        ? before
                        : lifecycle.terminate(before, StateReason.userInitiated(now));
            case RUN_INSTANCES,
                    CREATE_TAGS,
                    DELETE_TAGS,
                    DESCRIBE_INSTANCES,
                    DESCRIBE_INSTANCE_STATUS,
                    DESCRIBE_VOLUMES,
                    ALLOCATE_ADDRESS,
                    ASSOCIATE_ADDRESS,
                    DISASSOCIATE_ADDRESS,
                    DESCRIBE_ADDRESSES -> before;
        };
    }

    private SimulatedInstance stop(Call call, SimulatedInstance before, Lifecycle lifecycle) {
        if (before.state() == STOPPING) {
            return lifecycle.stopHarder(before, call.mode());
        }
        if (before.state() == STOPPED) {
            return before;
        }
        Optional<Fault.HangStop> hang = faults.take(Fault.HangStop.class, call, before);
        return lifecycle.stop(before, call.mode(), StateReason.userInitiated(now), hang);
    }

    private boolean failsToBoot(Call call, SimulatedInstance instance) {
        return !instance.traits().decryptable()
                || faults.take(Fault.FailToBoot.class, call, instance).isPresent();
    }
}
