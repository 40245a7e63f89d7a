package recovery.simulator;

import java.util.Optional;
import recovery.shared.ec2.Instance.RootDevice;

/** What EC2 refuses by the state and the kind of an instance. */
final class Rules {
    private Rules() {}

    static Optional<Ec2Error> forbids(Action action, SimulatedInstance instance) {
        return switch (action) {
            case START_INSTANCES -> start(instance);
            case STOP_INSTANCES -> stop(instance);
            case REBOOT_INSTANCES -> reboot(instance);
            case TERMINATE_INSTANCES,
                    RUN_INSTANCES,
                    CREATE_TAGS,
                    DELETE_TAGS,
                    DESCRIBE_INSTANCES,
                    DESCRIBE_INSTANCE_STATUS,
                    DESCRIBE_VOLUMES,
                    ALLOCATE_ADDRESS,
                    ASSOCIATE_ADDRESS,
                    DISASSOCIATE_ADDRESS,
                    DESCRIBE_ADDRESSES -> Optional.empty();
        };
    }

    private static Optional<Ec2Error> start(SimulatedInstance instance) {
        return switch (instance.state()) {
            case PENDING, RUNNING, STOPPED -> Optional.empty();
            case STOPPING, SHUTTING_DOWN, TERMINATED -> Optional.of(Ec2Error.stateForbids(instance.id(), "started"));
        };
    }

    private static Optional<Ec2Error> stop(SimulatedInstance instance) {
        return switch (instance.state()) {
            case PENDING, SHUTTING_DOWN, TERMINATED -> Optional.of(Ec2Error.stateForbids(instance.id(), "stopped"));
            case RUNNING, STOPPING, STOPPED -> kindForbidsStop(instance);
        };
    }

    private static Optional<Ec2Error> kindForbidsStop(SimulatedInstance instance) {
        if (instance.traits().root() == RootDevice.INSTANCE_STORE) {
            return Optional.of(Ec2Error.instanceStore(instance.id()));
        }
        return instance.traits().stopProtected()
                ? Optional.of(Ec2Error.stopProtected(instance.id()))
                : Optional.empty();
    }

    /** A reboot of a terminated instance is ignored without an error, says the API reference. */
    private static Optional<Ec2Error> reboot(SimulatedInstance instance) {
        return switch (instance.state()) {
            case RUNNING, SHUTTING_DOWN, TERMINATED -> Optional.empty();
            case PENDING, STOPPING, STOPPED -> Optional.of(Ec2Error.stateForbids(instance.id(), "rebooted"));
        };
    }
}
