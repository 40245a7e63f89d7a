package recovery.systemtests.simulation;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import recovery.simulator.Ec2Model;
import recovery.systemtests.invariant.Taken;

/** Runs of the engine R that others look into; a rule that breaks is thrown. */
public final class Traced {
    private Traced() {}

    /** A run of which every step of a recovery is told. */
    public static void run(long seed, Consumer<Taken> told) {
        prepared(seed, simulation -> simulation.rules().observedBy(told));
    }

    /** A run in which each call goes by the policy of its function. */
    public static void behind(long seed, Function<Ec2Model, Policies> account) {
        prepared(seed, simulation -> simulation.behind(account.apply(simulation.model())));
    }

    private static void prepared(long seed, Consumer<Simulation> preparation) {
        var simulation = new Simulation(Choices.of(seed), new Coverage(), Optional.empty());
        preparation.accept(simulation);
        try {
            simulation.runFaulty();
        } finally {
            simulation.end();
        }
    }
}
