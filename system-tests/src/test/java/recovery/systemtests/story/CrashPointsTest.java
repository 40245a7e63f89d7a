package recovery.systemtests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static recovery.systemtests.story.World.WEB_1;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.ec2.InstanceState;
import recovery.shared.ec2.StopMode;
import recovery.shared.journal.JournalRow;
import recovery.shared.record.Outcome;
import recovery.systemtests.story.Interruption.Kind;

/**
 * The calls of the broken-host story are counted, and the story is told again with the caller dying before, at and after
 * each one of them. Every telling must end recovered, with at most one request for each intent.
 */
class CrashPointsTest {
    /** Settling a lost stop takes two minutes of takeover, two reads and a new attempt. */
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(40);

    static Stream<Arguments> points() {
        int calls = counted();
        System.out.println("crash points of the broken-host story: " + calls + " calls, " + 3 * calls + " points");
        return IntStream.rangeClosed(1, calls).boxed().flatMap(call -> Stream.of(Kind.values())
                .map(kind -> Arguments.of(call, kind)));
    }

    @ParameterizedTest(name = "{1} call {0}")
    @MethodSource("points")
    void theStoryEndsRecoveredWithOneRequestForEachIntent(int call, Kind kind) {
        var world = told(new Interruption(call, kind));
        assertEndsWell(world, call + " " + kind);
    }

    @Test
    void withoutACrashTheStoryIsToldByAFewHundredCalls() {
        assertThat(counted()).isBetween(100, 1000);
    }

    /** The checks above must be able to fail: a store whose conditions are not kept lets two intents through. */
    @Test
    void theCheckBitesARequestThatIsSentTwice() {
        var world = told(Interruption.none());
        world.ec2.stop(WEB_1, StopMode.GRACEFUL);
        assertThat(problems(world)).isNotEmpty();
    }

    private static int counted() {
        var interruption = Interruption.none();
        told(interruption);
        return interruption.calls();
    }

    private static World told(Interruption interruption) {
        var world = World.acting();
        world.interruptedBy(interruption);
        world.model.breakHost(WEB_1);
        world.run(LONG_ENOUGH);
        return world;
    }

    private static void assertEndsWell(World world, String point) {
        assertThat(problems(world))
                .as(point + "\n" + String.join("\n", world.acts()))
                .isEmpty();
    }

    private static List<String> problems(World world) {
        var outcome =
                world.recoveryOf(WEB_1).flatMap(recovery -> recovery.closing()).map(closing -> closing.outcome());
        long intents = world.journalOf(WEB_1).stream()
                .filter(row -> row.kind() == JournalRow.Kind.INTENT)
                .count();
        var problems = new ArrayList<String>();
        if (!outcome.equals(Optional.of(Outcome.RECOVERED))) {
            problems.add("it ended " + outcome);
        }
        if (world.state(WEB_1) != InstanceState.RUNNING) {
            problems.add("the instance is " + world.state(WEB_1));
        }
        if (world.acts().size() > intents) {
            problems.add(world.acts().size() + " requests for " + intents + " intents");
        }
        if (!Set.of("StopInstances " + WEB_1, "StartInstances " + WEB_1).containsAll(world.acts())) {
            problems.add("somebody else was touched: " + world.acts());
        }
        if (world.target(WEB_1).claim().isPresent()) {
            problems.add("the claim is still held");
        }
        return problems;
    }
}
