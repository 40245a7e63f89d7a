package recovery.systemtests.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.simulator.http.behaviour.Ec2Behaviour;
import recovery.simulator.http.behaviour.Ec2Behaviours;
import recovery.simulator.http.behaviour.LocalStackBench;

/**
 * The table of EC2's behaviours once more, on LocalStack's own EC2: what is said to be shared holds there, what is said
 * to differ does not, and every gap is printed by name. It uses an account of its own, apart from the stories'.
 */
@OnLocalStack
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class Ec2OfLocalStackTest {
    private final LocalStackBench bench;

    Ec2OfLocalStackTest(Deployment deployment) {
        bench = new LocalStackBench(URI.create(deployment.world().localStack().endpoint()));
        Stream.concat(
                        Ec2Behaviours.differs().stream().map(row -> gap(row.gap(), row)),
                        Ec2Behaviours.simulatorOnly().stream().map(row -> gap(row.gap(), row)))
                .sorted()
                .forEach(System.out::println);
    }

    static List<Ec2Behaviour.Shared> shared() {
        return Ec2Behaviours.shared();
    }

    static List<Ec2Behaviour.Differs> differs() {
        return Ec2Behaviours.differs();
    }

    private static String gap(Ec2Behaviour.Gap gap, Ec2Behaviour row) {
        return "not in LocalStack: " + gap + " (" + gap.inWords() + "): " + row.sentence();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shared")
    void asInTheSimulator(Ec2Behaviour.Shared row) {
        assertThat(row.observe().apply(bench)).as(row.source()).isEqualTo(row.expected());
    }

    /** If this fails the gap has closed: the row belongs to the shared ones. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("differs")
    void otherwiseThanInTheSimulator(Ec2Behaviour.Differs row) {
        String answered = row.observe().apply(bench);
        System.out.println(
                "LocalStack answers \"" + answered + "\", EC2 \"" + row.expected() + "\": " + row.sentence());
        assertThat(answered)
                .as("%s; and it was LocalStack that answered", row.gap().inWords())
                .isNotEqualTo(row.expected())
                .doesNotContain("no answer");
    }

    @AfterAll
    void end() {
        bench.close();
    }
}
