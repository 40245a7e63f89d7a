package recovery.shared.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceState;
import recovery.shared.record.Intent;
import recovery.shared.record.Intent.State;

/** An instance that we owe a Start stands still after one: when it is asked again, and for what a person is called. */
class StartAgainTest {
    private static final Instant STARTED = Owing.SINCE;
    private static final Instant BUDGET = Owing.BUDGET;
    private static final String NO_CAPACITY = "InsufficientInstanceCapacity: none";
    private static final String QUOTA = "InstanceLimitExceeded: 20";
    private static final String BY_HAND = "Client.UserInitiatedShutdown";
    private static final String BY_AWS = "Server.InternalError";

    /** @param paged for what a person was called already */
    record Row(String why, Intent last, String reason, Instant now, Set<String> paged, StartAgain expected) {
        @Override
        public String toString() {
            return why;
        }
    }

    static List<Row> refused() {
        String spent = "it cannot be started: " + NO_CAPACITY + "; we go on slowly";
        var quota = new StartAgain.Page("start:InstanceLimitExceeded", "it cannot be started: " + QUOTA);
        return List.of(
                row("no capacity is tried again soon", without(NO_CAPACITY), after(45), new StartAgain.Now()),
                row("but not at once", without(NO_CAPACITY), after(44), later(NO_CAPACITY, 45)),
                row("so is what two reads did not see", without(Settling.UNCHANGED), after(45), new StartAgain.Now()),
                row("a quota calls a person", without(QUOTA), after(0), quota),
                row("first, also when the budget is spent", without(QUOTA), past(1), quota),
                row("once, and goes on slowly", without(QUOTA), after(599), later(QUOTA, 600), quota.what()),
                row("after ten minutes", without(QUOTA), after(600), new StartAgain.Now(), quota.what()),
                row("a budget has its last second", without(NO_CAPACITY), past(0), new StartAgain.Now()),
                row("and calls a person then", without(NO_CAPACITY), past(1), page("unstop-budget", spent)),
                row("once, and goes on", without(NO_CAPACITY), past(1), new StartAgain.Now(), "unstop-budget"),
                row("slowly", at(past(-590), NO_CAPACITY), past(9), later(past(10), NO_CAPACITY), "unstop-budget"));
    }

    static List<Row> fellBack() {
        var took = start(State.ACCEPTED, "accepted");
        var told = page("fell-back:" + BY_AWS, "it was started and stopped again for " + BY_AWS);
        var by = new StartAgain.StoppedByHand("somebody stopped it again at 2026-03-01T10:05:01Z");
        var lags = new StartAgain.Later("EC2 does not yet show the start");
        var ours = page("fell-back:" + BY_HAND, "it was started and stopped again for " + BY_HAND);
        var slow = new StartAgain.Later("it fell back to stopped for " + BY_AWS);
        return List.of(
                row("somebody stopped it since", followed(STARTED), after(60), by, BY_HAND, Set.of()),
                row(
                        "which is believed when EC2's answers lag no more",
                        followed(STARTED),
                        after(59),
                        lags,
                        BY_HAND,
                        Set.of()),
                row(
                        "our own stop is nobody else's, though EC2 dates it after our start",
                        followed(after(1)),
                        after(60),
                        ours,
                        BY_HAND,
                        Set.of()),
                row(
                        "nor is one of which only two clocks tell that it is later",
                        started(STARTED.minusSeconds(119)),
                        after(60),
                        ours,
                        BY_HAND,
                        Set.of()),
                row(
                        "but for one that is later by more than clocks may differ",
                        started(STARTED.minusSeconds(120)),
                        after(60),
                        by,
                        BY_HAND,
                        Set.of()),
                row("what AWS stopped since is nobody's will", followed(STARTED), after(60), told),
                row("an answer may lag", took, after(59), lags),
                row("for a minute", took, after(60), told),
                row("a person is called once", took, after(599), slow, told.what()),
                row("and it goes on slowly", took, after(600), new StartAgain.Now(), told.what()),
                row(
                        "so does one that was seen",
                        start(State.OBSERVED, ""),
                        after(600),
                        new StartAgain.Now(),
                        told.what()));
    }

    private static Row row(String why, Intent last, Instant now, StartAgain expected, String... paged) {
        return row(why, last, now, expected, BY_AWS, Set.of(paged));
    }

    private static Row row(
            String why, Intent last, Instant now, StartAgain expected, String reason, Set<String> paged) {
        return new Row(why, last, reason, now, paged, expected);
    }

    private static Intent without(String answer) {
        return start(State.WITHOUT_EFFECT, answer);
    }

    private static Intent start(State state, String answer) {
        return Intent.start("a-2", STARTED, "w", STARTED.minusSeconds(9999)).is(state, answer, STARTED);
    }

    /** EC2 took it after a stop to which it gave this time. */
    private static Intent followed(Instant stopped) {
        return start(State.ACCEPTED, "accepted").after(Optional.of(stopped));
    }

    /** EC2 took it, and nobody saw the time of the stop before it. */
    private static Intent started(Instant at) {
        return Intent.start("a-2", at, "w", STARTED.minusSeconds(9999)).is(State.ACCEPTED, "accepted", STARTED);
    }

    private static Intent at(Instant settled, String answer) {
        return Intent.start("a-2", settled, "w", STARTED.minusSeconds(9999)).is(State.WITHOUT_EFFECT, answer, settled);
    }

    private static StartAgain.Page page(String what, String reason) {
        return new StartAgain.Page(what, reason);
    }

    private static StartAgain later(String answer, long seconds) {
        return later(after(seconds), answer);
    }

    private static StartAgain later(Instant due, String answer) {
        return new StartAgain.Later("the last start was answered " + answer + "; the next is due at " + due);
    }

    private static Instant after(long seconds) {
        return STARTED.plusSeconds(seconds);
    }

    private static Instant past(long seconds) {
        return BUDGET.plusSeconds(seconds);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"refused", "fellBack"})
    void whatFollows(Row row) {
        assertThat(StartAgain.after(row.last(), Owing.paged(row.paged()), stopped(row.reason()), row.now()))
                .isEqualTo(row.expected());
    }

    @ParameterizedTest
    @EnumSource(names = {"WRITTEN", "UNKNOWN"})
    void nothingFollowsFromAStartOfWhichNobodyKnows(State state) {
        Intent last = start(state, "");
        assertThatThrownBy(() -> StartAgain.after(last, Owing.paged(Set.of()), stopped(BY_AWS), after(60)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("r-1 has an unsettled start");
    }

    @Test
    void ourOwnStopIsNoHandOfOthers() {
        var stopped = new Instance(
                Owing.ID,
                InstanceState.STOPPED,
                BY_HAND,
                Optional.of(STARTED),
                STARTED.minusSeconds(9999),
                "eu-west-1a",
                Instance.RootDevice.EBS,
                Map.of());
        assertThat(StartAgain.after(start(State.ACCEPTED, ""), Owing.paged(Set.of()), stopped, after(60)))
                .isEqualTo(page("fell-back:" + BY_HAND, "it was started and stopped again for " + BY_HAND));
    }

    private static Instance stopped(String reason) {
        return new Instance(
                Owing.ID,
                InstanceState.STOPPED,
                reason,
                Optional.of(STARTED.plusSeconds(1)),
                STARTED.minusSeconds(9999),
                "eu-west-1a",
                Instance.RootDevice.EBS,
                Map.of());
    }
}
