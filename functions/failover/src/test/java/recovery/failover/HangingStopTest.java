package recovery.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static recovery.failover.Pair.PRIMARY;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import recovery.shared.control.Mode;
import recovery.shared.ec2.StopMode;
import recovery.shared.journal.JournalRow;
import recovery.simulator.Action;
import recovery.simulator.Aim;
import recovery.simulator.Ec2Error;
import recovery.simulator.Fault;
import recovery.simulator.Happening;

/** The stop of the fence hangs: how it gets stronger, and what becomes of a stronger one that goes wrong. */
class HangingStopTest {
    /** Found by engine C: after a stronger stop that was lost on its way, no other one was sent. */
    @Test
    void aStrongerStopThatIsLostOnItsWayIsPassedBy() {
        var pair = hanging(StopMode.FORCE).opened().run(Duration.ofSeconds(30));
        pair.ec2
                .model()
                .arm(new Fault.LoseReply(false), Aim.at(Action.STOP_INSTANCES).on(PRIMARY), 1);
        pair.run(Duration.ofMinutes(19));
        assertThat(pair.outcome()).isEqualTo("FAILED_OVER");
        assertThat(stopsOf(pair)).containsExactly("GRACEFUL", "SKIP_OS_SHUTDOWN", "FORCE");
    }

    @Test
    void theStrongestStopIsSentAgainWhenItIsLostOnItsWay() {
        var pair = hanging(StopMode.FORCE).opened().run(Duration.ofSeconds(30));
        pair.ec2
                .model()
                .arm(new Fault.LoseReply(false), Aim.at(Action.STOP_INSTANCES).on(PRIMARY), 2);
        pair.run(Duration.ofMinutes(19));
        assertThat(pair.outcome()).isEqualTo("FAILED_OVER");
        assertThat(stopsOf(pair)).containsExactly("GRACEFUL", "SKIP_OS_SHUTDOWN", "FORCE", "FORCE");
    }

    @Test
    void aStrongerStopThatIsNotPermittedIsSentOnceAndCallsAPerson() {
        var pair = hanging(StopMode.FORCE).opened().run(Duration.ofSeconds(30));
        var denied = new Fault.Refuse(Ec2Error.bad("UnauthorizedOperation", "You are not authorized."));
        pair.ec2.model().arm(denied, Aim.at(Action.STOP_INSTANCES).on(PRIMARY));
        pair.run(Duration.ofMinutes(3));
        assertThat(pair.pages()).hasSize(1);
        assertThat(pair.pages().getFirst())
                .contains("nothing moves: it hangs in stopping, and a stronger stop is refused: UnauthorizedOperation");
        pair.run(Duration.ofMinutes(25));
        assertThat(stopsOf(pair)).containsExactly("GRACEFUL", "SKIP_OS_SHUTDOWN");
        assertThat(pair.signposts.sets).isEmpty();
        assertThat(pair.recovery().open()).as("a Start is owed").isTrue();
    }

    /** Its short steps leave room for more requests than a record keeps. */
    @Test
    void theStopThatEc2TookIsKnownHoweverOftenAStrongerOneIsThrottled() {
        var pair = new Pair(plan -> plan.replace("\"step\": \"PT2M\"", "\"step\": \"PT1M\""));
        hang(pair, StopMode.SKIP_OS_SHUTDOWN);
        pair.opened().run(Duration.ofSeconds(30));
        pair.ec2
                .model()
                .arm(
                        new Fault.Refuse(Ec2Error.THROTTLED),
                        Aim.at(Action.STOP_INSTANCES).on(PRIMARY),
                        10);
        pair.run(Duration.ofMinutes(19));
        assertThat(stopsOf(pair)).startsWith("GRACEFUL").hasSize(12);
        assertThat(pair.outcome()).isEqualTo("FAILED_OVER");
    }

    /** The primary hangs in every stop that is weaker than this one. */
    private static Pair hanging(StopMode yieldsTo) {
        var pair = new Pair();
        hang(pair, yieldsTo);
        return pair;
    }

    private static void hang(Pair pair, StopMode yieldsTo) {
        var hangs = new Fault.HangStop(Optional.of(yieldsTo), Optional.empty());
        pair.ec2.model().arm(hangs, Aim.at(Action.STOP_INSTANCES).on(PRIMARY));
    }

    private static List<String> stopsOf(Pair pair) {
        return pair.rows(JournalRow.Kind.INTENT).stream()
                .filter(row -> row.startsWith("Fence, stop "))
                .map(row -> row.substring("Fence, stop ".length(), row.indexOf(':')))
                .toList();
    }

    /** Held, it would begin anew, and each time with a whole step before it. */
    @Test
    void switchingToAndFroGivesAStopThatHangsNoTimeAnew() {
        var pair = hanging(StopMode.FORCE);
        pair.ec2.model().happens(PRIMARY, Happening.PERSON_STOPS);
        pair.opened().run(Duration.ofSeconds(30));
        for (Mode mode : List.of(Mode.OBSERVE, Mode.ACT, Mode.OBSERVE)) {
            pair.mode(mode).run(Duration.ofMinutes(1));
        }
        assertThat(pair.pages()).hasSize(1);
        assertThat(pair.pages().getFirst()).contains("nothing moves: it hangs in stopping");
    }
}
