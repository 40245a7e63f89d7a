package recovery.failover.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import recovery.shared.lever.LeverReply;
import recovery.shared.look.Look;

/**
 * What whoever drives a failover relies on in every step. A step type, of ours or of a user, passes it by extending this
 * class and laying out its world.
 */
abstract class StepContract {
    /** More requests than any step needs on its way. */
    private static final int MOST = 4;

    /** The step, in a world where the lever can be moved. */
    abstract Step step();

    /** Somebody else puts the lever where this step neither found it nor would put it. */
    abstract void somebodyElseMovesIt();

    /** How many requests that would change something have been sent so far. */
    abstract int requests();

    /** Lets pass what the lever waits for between two requests, if it waits for anything. */
    void timePasses() {}

    @Test
    void itHasANameByWhichPeopleTellItApart() {
        assertThat(step().name()).isNotBlank().isEqualTo(step().name());
    }

    @Test
    void lookingChangesNothing() {
        assertThat(seen()).isEqualTo(seen());
        assertThat(requests()).isZero();
    }

    @Test
    void itGoesToItsGoalWithOneRequestForEachSetting() {
        Map<String, Object> before = seen();
        Map<String, Object> after = goal();
        assertThat(after).isNotEqualTo(before);
        int sent = move(before, after);
        assertThat(seen()).isEqualTo(after);
        assertThat(requests()).isEqualTo(sent).isPositive();
    }

    @Test
    void itsUndoBringsBackAnEqualSetting() {
        Map<String, Object> before = seen();
        Map<String, Object> after = goal();
        move(before, after);
        move(after, before);
        assertThat(seen()).isEqualTo(before);
    }

    /** What was sent and lost, or lost by AWS, is sent again. */
    @Test
    void puttingItWhereItStandsAlreadyIsHarmless() {
        Map<String, Object> before = seen();
        Map<String, Object> after = goal();
        move(before, after);
        set(after, after);
        assertThat(seen()).isEqualTo(after);
    }

    @Test
    void whatSomebodyElseMovedIsRecognisedOnTheWayThereAndBack() {
        Map<String, Object> before = seen();
        Map<String, Object> after = goal();
        somebodyElseMovesIt();
        assertThat(step().towards(seen(), before, after)).isEmpty();
        assertThat(step().towards(seen(), after, before)).isEmpty();
    }

    @Test
    void aPersonGetsACommandForEitherWay() {
        String there = step().command(goal());
        String back = step().command(seen());
        assertThat(there).isNotBlank().isNotEqualTo(back);
        assertThat(back).isNotBlank();
    }

    /** A notice reaches a person as a JSON text: a backslash would stand before each of these. */
    @Test
    void itsCommandsCanBePastedOutOfANotice() {
        assertThat(List.of(step().command(seen()), step().command(goal())))
                .noneMatch(command -> command.contains("\"") || command.contains("\\") || command.contains("\n"));
    }

    @Test
    void itsSettingsHaveWords() {
        assertThat(step().inWords(goal())).isNotBlank().isNotEqualTo(step().inWords(seen()));
        assertThat(step().inWords(seen())).isNotBlank();
    }

    @Test
    void itsSettingsAreOfKindsThatARecordCarriesUnchanged() {
        assertStorable(seen());
        assertStorable(goal());
    }

    final Map<String, Object> seen() {
        Look<Map<String, Object>> look = step().look();
        return look.seen().orElseThrow(() -> new AssertionError("the step sees nothing: " + look.why()));
    }

    final Map<String, Object> goal() {
        return switch (step().goal(seen())) {
            case Step.Goal.To(var setting) -> setting;
            case Step.Goal.Cannot(var why) -> throw new AssertionError("the step cannot: " + why);
        };
    }

    /** As a failover does: what is sent follows on a look. */
    LeverReply set(Map<String, Object> now, Map<String, Object> next) {
        Step step = step();
        step.look();
        return step.set(now, next);
    }

    /** Moves the lever as a failover would. Says how many requests that took. */
    private int move(Map<String, Object> from, Map<String, Object> to) {
        for (int sent = 0; sent < MOST; sent++) {
            Map<String, Object> now = seen();
            if (now.equals(to)) {
                return sent;
            }
            Optional<Map<String, Object>> next = step().towards(now, from, to);
            assertThat(next).as("from %s towards %s", now, to).isPresent();
            assertThat(set(now, next.orElseThrow())).isInstanceOf(LeverReply.Accepted.class);
            timePasses();
        }
        throw new AssertionError("not there after " + MOST + " requests, but at " + seen());
    }

    private static void assertStorable(Object value) {
        switch (value) {
            case Map<?, ?> map -> {
                assertThat(map.keySet()).allMatch(String.class::isInstance);
                map.values().forEach(StepContract::assertStorable);
            }
            case List<?> list -> list.forEach(StepContract::assertStorable);
            default -> assertThat(value).isInstanceOfAny(String.class, Long.class, Boolean.class);
        }
    }
}
