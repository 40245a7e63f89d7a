package recovery.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.simulator.http.behaviour.Ec2Behaviour;
import recovery.simulator.http.behaviour.Ec2Behaviours;
import recovery.simulator.http.behaviour.SimulatorBench;

/** Observes every row of the table through the real SDK and HTTP, under a clock that is moved by hand. */
class Ec2BehaviourTest {
    static List<Ec2Behaviour.Shared> shared() {
        return Ec2Behaviours.shared();
    }

    static List<Ec2Behaviour.Differs> differs() {
        return Ec2Behaviours.differs();
    }

    static List<Ec2Behaviour.SimulatorOnly> simulatorOnly() {
        return Ec2Behaviours.simulatorOnly();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shared")
    void asLocalStackDoes(Ec2Behaviour.Shared row) {
        try (var bench = new SimulatorBench()) {
            assertThat(row.observe().apply(bench)).as(row.source()).isEqualTo(row.expected());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("differs")
    void otherwiseThanLocalStackDoes(Ec2Behaviour.Differs row) {
        try (var bench = new SimulatorBench()) {
            assertThat(row.observe().apply(bench)).as(row.source()).isEqualTo(row.expected());
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("simulatorOnly")
    void asOnlyTheSimulatorDoes(Ec2Behaviour.SimulatorOnly row) {
        try (var bench = new SimulatorBench()) {
            assertThat(row.observe().apply(bench)).as(row.source()).isEqualTo(row.expected());
        }
    }

    @Test
    void noSentenceStandsInTheTableTwice() {
        Stream<List<? extends Ec2Behaviour>> all =
                Stream.of(Ec2Behaviours.shared(), Ec2Behaviours.differs(), Ec2Behaviours.simulatorOnly());
        assertThat(all.flatMap(List::stream).map(Ec2Behaviour::sentence))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(50);
    }
}
