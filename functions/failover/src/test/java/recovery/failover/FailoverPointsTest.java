package recovery.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static recovery.failover.Pair.PRIMARY;
import static recovery.failover.Pair.STANDBY;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.failover.Interruption.Kind;
import recovery.shared.ec2.InstanceState;
import recovery.shared.journal.JournalRow;
import recovery.shared.lever.LeverReply;

/**
 * Enumerated, not sampled: the failover, and the failover that goes half-way, with the caller dying before, at and after
 * each one of their calls. Every lever must stand as before or as planned afterwards, all alike, and never between.
 */
@Tag("long")
class FailoverPointsTest {
    private static final Duration LONG_ENOUGH = Duration.ofMinutes(45);

    /** A story, and how it ends. */
    enum Story {
        FAILOVER("FAILED_OVER") {
            @Override
            void prepare(Pair pair) {}
        },
        HALF_WAY("ROLLED_BACK") {
            @Override
            void prepare(Pair pair) {
                pair.signposts.answer("address", new LeverReply.Refused("AccessDenied", "no", false), 99);
            }
        };

        private final String end;

        Story(String end) {
            this.end = end;
        }

        abstract void prepare(Pair pair);

        Pair told(Interruption interruption) {
            var pair = new Pair().opened();
            prepare(pair);
            return pair.interruptedBy(interruption).run(LONG_ENOUGH);
        }

        int calls() {
            var interruption = Interruption.none();
            told(interruption);
            return interruption.calls().size();
        }
    }

    static Stream<Arguments> points() {
        return Stream.of(Story.values()).flatMap(story -> {
            int calls = story.calls();
            System.out.println("points of the story " + story + ": " + calls + " calls, " + 3 * calls + " points");
            return IntStream.rangeClosed(1, calls).boxed().flatMap(call -> Stream.of(Kind.values())
                    .map(kind -> Arguments.of(story, call, kind)));
        });
    }

    @ParameterizedTest(name = "{0}: {2} call {1}")
    @MethodSource("points")
    void everyLeverEndsAsBeforeOrAsPlanned(Story story, int call, Kind kind) {
        var pair = story.told(new Interruption(call, kind));
        assertThat(problems(story, pair))
                .as(() -> String.join("\n", pair.rows(JournalRow.Kind.PROGRESS)) + "\n"
                        + String.join("\n", pair.rows(JournalRow.Kind.RESULT)))
                .isEmpty();
    }

    /** The check above must be able to fail. */
    @Test
    void theCheckBitesALeverThatStandsBetween() {
        var pair = Story.FAILOVER.told(Interruption.none());
        assertThat(problems(Story.FAILOVER, pair)).isEmpty();
        pair.signposts.points.put("weights", PRIMARY.value());
        assertThat(problems(Story.FAILOVER, pair)).isNotEmpty();
    }

    private static List<String> problems(Story story, Pair pair) {
        var problems = new ArrayList<String>();
        if (!pair.outcome().equals(story.end)) {
            problems.add("it ended " + pair.outcome() + ": " + pair.recovery().closing());
        }
        String side = story.end.equals("FAILED_OVER") ? STANDBY.value() : PRIMARY.value();
        if (!pair.signposts.sides().equals(Set.of(side))) {
            problems.add("the levers stand " + pair.signposts.points);
        }
        InstanceState wanted = story.end.equals("FAILED_OVER") ? InstanceState.STOPPED : InstanceState.RUNNING;
        if (pair.state(PRIMARY) != wanted) {
            problems.add("the primary is " + pair.state(PRIMARY));
        }
        long intents = pair.store.journal("r-1", Optional.empty()).items().stream()
                .filter(row -> row.kind() == JournalRow.Kind.INTENT)
                .count();
        int sends = pair.signposts.sets.size() + pair.ec2.model().log().acts().size();
        if (sends > intents) {
            problems.add(sends + " requests for " + intents + " intents");
        }
        return problems;
    }
}
