package recovery.systemtests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static recovery.systemtests.story.World.WEB_1;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import recovery.shared.ec2.InstanceState;
import recovery.shared.record.Outcome;

class HostBrokenTest {
    @Test
    void aBrokenHostIsLeftBehindByOneStopAndOneStart() {
        var world = World.acting();
        world.model.breakHost(WEB_1);
        world.run(Duration.ofMinutes(15));
        world.log.forEach(System.out::println);
        assertThat(world.acts()).containsExactly("StopInstances " + WEB_1, "StartInstances " + WEB_1);
        assertThat(world.state(WEB_1)).isEqualTo(InstanceState.RUNNING);
        assertThat(world.recoveryOf(WEB_1).orElseThrow().closing().orElseThrow().outcome())
                .isEqualTo(Outcome.RECOVERED);
        assertThat(world.target(WEB_1).claim()).isEmpty();
    }
}
