package recovery.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static recovery.failover.Pair.PRIMARY;
import static recovery.failover.Pair.STANDBY;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import recovery.shared.ec2.InstanceState;
import recovery.shared.journal.JournalRow;
import recovery.simulator.Happening;

/** What seeded schedules found in failover, each as a story. */
class FoundBySeedsTest {
    /**
     * Found by seed 23 of the engine L: the undo was read while the primary was shutting down and its address still led to
     * it; when AWS took the address away, failover held that for somebody else's doing and stood still for good.
     */
    @Test
    void theUndoOfAPrimaryThatIsShuttingDownIsReadWhenItIsTerminated() {
        var pair = new Pair();
        pair.ec2.model().happens(PRIMARY, Happening.AWS_TERMINATES);
        pair.opened().run(Duration.ofSeconds(10));
        assertThat(pair.state(PRIMARY)).isEqualTo(InstanceState.SHUTTING_DOWN);
        assertThat(pair.recovery().passage()).isEmpty();
        pair.run(Duration.ofMinutes(10));
        assertThat(pair.outcome()).isEqualTo("FAILED_OVER");
    }

    /** Found by seed 581 of the engine R: the standby broke while the fence was under way, and the service moved to it. */
    @Test
    void nothingMovesToAStandbyThatBreaksWhileTheFenceIsUnderWay() {
        var pair = new Pair().opened().run(Duration.ofSeconds(20));
        assertThat(pair.state(PRIMARY)).isEqualTo(InstanceState.STOPPING);
        pair.ec2.model().happens(STANDBY, Happening.PERSON_STOPS);
        pair.run(Duration.ofMinutes(15));
        assertThat(pair.signposts.sets).isEmpty();
        assertThat(pair.outcome()).isEqualTo("ROLLED_BACK");
        assertThat(pair.state(PRIMARY)).isEqualTo(InstanceState.RUNNING);
        assertThat(pair.rows(JournalRow.Kind.PROGRESS))
                .anyMatch(row -> row.startsWith("back: the other side is not ready to serve"));
    }
}
