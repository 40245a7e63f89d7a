package recovery.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;

/** Many callers at once. */
class ThreadSafetyTest {
    private static final InstanceId WEB_1 = new InstanceId("i-00000000000000001");
    private static final int CALLERS = 32;

    @Test
    void ofManyStopsAtOnceExactlyOneFindsTheInstanceRunning() throws InterruptedException, ExecutionException {
        Ec2Model model = Ec2Model.drivenBy(HandClock.at("2026-03-01T10:00:00Z"));
        model.add(WEB_1, Traits.inZone("eu-west-1a"));
        var stops = new ArrayList<Callable<Outcome>>();
        for (int caller = 0; caller < CALLERS; caller++) {
            stops.add(() -> model.perform(Call.of(Action.STOP_INSTANCES, List.of(WEB_1), "test")));
        }

        var outcomes = new ArrayList<Outcome>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Outcome> stop : threads.invokeAll(stops)) {
                outcomes.add(stop.get());
            }
        }

        var first =
                new Outcome.Taken(List.of(new Outcome.Change(WEB_1, InstanceState.RUNNING, InstanceState.STOPPING)));
        assertThat(outcomes).hasSize(CALLERS).containsOnlyOnce(first);
        assertThat(model.log().all()).hasSize(CALLERS);
    }
}
