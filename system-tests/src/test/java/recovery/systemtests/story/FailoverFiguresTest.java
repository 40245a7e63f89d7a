package recovery.systemtests.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FailoverFiguresTest {
    private final FailoverFigures figures = FailoverFigures.measured();

    @Test
    void toWhatEc2NeedsWeAddNoTickBecauseEventsMoveItOn() {
        assertThat(figures.ours()).isBetween(Duration.ZERO, Duration.ofSeconds(5));
    }

    @Test
    void eachLeverIsAskedForOnceAndThePrimaryIsStoppedOnce() {
        assertThat(figures.calls())
                .containsEntry("Addresses.associate", 1)
                .containsEntry("Dns.upsert", 1)
                .containsEntry("Power.stop", 1)
                .doesNotContainKeys("Power.start", "Addresses.disassociate");
    }
}
