package recovery.systemtests.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import recovery.shared.ec2.InstanceId;
import recovery.simulator.Action;
import recovery.systemtests.demo.FailoverStory;
import recovery.systemtests.demo.Homecoming;
import recovery.systemtests.demo.Timeline;

/**
 * The deployed bundle with all the workloads of the stories. Every fault comes when it is brought up, so that the stories
 * run side by side; each test then only waits for the end of its own.
 *
 * <p>A new story: name its plan in {@link #PLANS}, break something in {@link #breakEverything}, and wait for the end of
 * it in a test of a class that is {@link OnLocalStack}. Those of a failover are the demo's, in {@link FailoverStory}.
 */
final class Deployment implements AutoCloseable {
    /** How long a story may take; the longest, of a killed function, waits for a takeover and two reads. */
    static final Duration PATIENCE = Duration.ofMinutes(9);

    static final InstanceId UNTAGGED = new InstanceId("i-0000000000000009f");

    /** One group each, of three instances. */
    private static final List<String> PLANS = List.of("web", "quiet", "solo");

    private static final int GROUP = 3;

    private final LocalWorld world;
    private final Map<String, Stack> workloads = new HashMap<>();
    private final Map<FailoverStory, Pair> pairs = new EnumMap<>(FailoverStory.class);
    private final Pager pager;
    private final CompletableFuture<Homecoming> homecoming = new CompletableFuture<>();
    private Instant fault = Instant.MAX;

    private Deployment(LocalWorld world) {
        this.world = world;
        this.pager = world.pager();
    }

    static Deployment start() {
        LocalWorld world = LocalWorld.start("test", System.out::println);
        try {
            var deployment = new Deployment(world);
            deployment.prepare();
            deployment.breakEverything();
            return deployment;
        } catch (RuntimeException | Error e) {
            world.close();
            throw e;
        }
    }

    private void prepare() {
        List<Stack> deployed = world.deployWorkloads(PLANS);
        for (int i = 0; i < PLANS.size(); i++) {
            workloads.put(PLANS.get(i), deployed.get(i));
        }
        for (FailoverStory story : FailoverStory.values()) {
            pairs.put(story, world.layOut(story.plan()));
        }
        world.simulator().add(UNTAGGED, "us-east-1a", Map.of("Name", "untagged"));
        world.ask(Map.of("request", "set-mode", "mode", "ACT", "by", "test", "reason", "stories"));
        world.sweep();
        host("web").untilRostered(GROUP * PLANS.size() + 2 * pairs.size(), PATIENCE);
    }

    /** The killed function comes first: it takes longest, and its death must not touch the work of another story. */
    private void breakEverything() {
        fault = Instant.now();
        world.simulator().arm("hold", Action.STOP_INSTANCES, first("solo"), 1);
        world.simulator().breakHost(first("solo"));
        killRestartWhileItsStopIsHeld(first("solo"));
        pairs.forEach((story, pair) -> story.begin(world.simulator(), pair));
        world.simulator().breakHost(first("web"));
        world.simulator().breakHost(first("quiet"));
        Thread.ofVirtual().start(this::comeHome);
    }

    /** A person's part of a story, beside the others. */
    private void comeHome() {
        try {
            Timeline timeline = timeline(FailoverStory.FAILBACK);
            boolean away = timeline.follow(fault, PATIENCE);
            assertThat(away).as("the service has failed over").isTrue();
            homecoming.complete(Homecoming.of(world, pair(FailoverStory.FAILBACK), timeline));
        } catch (RuntimeException | Error e) {
            homecoming.completeExceptionally(e);
        }
    }

    /** The function dies with its intent written and its Stop not yet carried out; the call itself is dropped. */
    private void killRestartWhileItsStopIsHeld(InstanceId instance) {
        boolean held = Timeline.until(
                () -> world.simulator().calls().stream()
                        .filter(call -> call.text("instance").equals(instance.value()))
                        .anyMatch(call -> call.text("words").endsWith(": held")),
                PATIENCE);
        assertThat(held).as("the Stop of %s is held", instance).isTrue();
        for (long pid : world.functionPids("RestartFunction")) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /** When everything broke, from which every story is told. */
    Instant fault() {
        return fault;
    }

    LocalWorld world() {
        return world;
    }

    /** The instance of a plan's group that its story is about. */
    InstanceId first(String plan) {
        Stack workload = workloads.get(plan);
        if (workload == null) {
            throw new IllegalArgumentException("no workload under plan " + plan + ", only " + PLANS);
        }
        return LocalWorld.instance(workload, "Web1");
    }

    /** A look at that instance and the alarm on its host. */
    Timeline host(String plan) {
        return new Timeline(world, first(plan), "recovery-" + plan + "-1-host", System.out::println);
    }

    Pair pair(FailoverStory story) {
        return Optional.ofNullable(pairs.get(story)).orElseThrow();
    }

    /** A look at all that the failover of a story may touch. */
    Timeline timeline(FailoverStory story) {
        return new Timeline(world, pair(story), System.out::println);
    }

    /** What the person of the failback's story was answered; waits for it. */
    Homecoming homecoming() {
        return homecoming.orTimeout(PATIENCE.toMinutes(), TimeUnit.MINUTES).join();
    }

    /** Every text that the bundle's topic has sent so far. */
    List<String> notices() {
        return pager.texts();
    }

    @Override
    public void close() {
        world.close();
    }
}
