package recovery.simulator.http.behaviour;

import java.util.List;
import java.util.stream.Stream;
import recovery.simulator.http.behaviour.Ec2Behaviour.Differs;
import recovery.simulator.http.behaviour.Ec2Behaviour.Shared;
import recovery.simulator.http.behaviour.Ec2Behaviour.SimulatorOnly;

/** The table of what this bundle relies on in EC2. Each row is observed on a bench of its own. */
public final class Ec2Behaviours {
    private Ec2Behaviours() {}

    /** The rows that hold in the simulator and in LocalStack's own EC2. */
    public static List<Shared> shared() {
        return Stream.of(SharedBehaviours.all(), AddressBehaviours.shared())
                .flatMap(List::stream)
                .toList();
    }

    /** The rows that LocalStack's own EC2 was asked for and answers otherwise, each with the gap by name. */
    public static List<Differs> differs() {
        return DifferingBehaviours.all();
    }

    /** The rows that LocalStack's own EC2 cannot be made to show, each with the gap by name. */
    public static List<SimulatorOnly> simulatorOnly() {
        return Stream.of(
                        StateBehaviours.all(),
                        CheckBehaviours.all(),
                        FaultBehaviours.all(),
                        AddressBehaviours.simulatorOnly())
                .flatMap(List::stream)
                .toList();
    }
}
