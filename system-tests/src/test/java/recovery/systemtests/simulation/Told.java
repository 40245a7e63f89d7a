package recovery.systemtests.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import recovery.systemtests.invariant.Broken;
import recovery.systemtests.invariant.Liveness;

/**
 * What came of one run.
 *
 * @param choices everything that was decided in it
 * @param digest the same for two runs only if they did the same
 * @param lines the story in words, if it was asked for
 */
record Told(Engine engine, Choices choices, Optional<Broken> broken, long digest, List<String> lines) {
    /** Long enough for a recovery's clock, its proof, a settled request, a slow Start and some sweeps after a repair. */
    private static final Duration AFTERWARDS = Duration.ofMinutes(75);

    static Told run(Engine engine, Choices choices, Coverage coverage, boolean inWords) {
        Optional<List<String>> lines = inWords ? Optional.of(new ArrayList<>()) : Optional.empty();
        var simulation = new Simulation(choices, coverage, lines);
        Optional<Broken> broken = Optional.empty();
        try {
            simulation.runFaulty();
            if (engine == Engine.L) {
                simulation.runRepaired(AFTERWARDS);
                new Liveness(simulation.store(), simulation.yard().site(), simulation.told(), simulation.now()).judge();
            }
        } catch (Broken found) {
            broken = Optional.of(found);
            simulation.tell(found::getMessage);
        } finally {
            simulation.end();
        }
        return new Told(engine, choices, broken, simulation.digest(), lines.orElse(List.of()));
    }

    static Told run(Engine engine, long seed, Coverage coverage) {
        return run(engine, Choices.of(seed), coverage, false);
    }
}
