package recovery.systemtests.simulation;

import java.util.Optional;
import java.util.function.Consumer;
import recovery.systemtests.invariant.Taken;

/** A run of the engine R of which every step of a recovery is told. */
public final class Traced {
    private Traced() {}

    public static void run(long seed, Consumer<Taken> told) {
        var simulation = new Simulation(Choices.of(seed), new Coverage(), Optional.empty());
        simulation.rules().observedBy(told);
        try {
            simulation.runFaulty();
        } finally {
            simulation.end();
        }
    }
}
