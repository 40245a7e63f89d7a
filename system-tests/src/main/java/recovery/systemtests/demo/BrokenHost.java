package recovery.systemtests.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import recovery.shared.ec2.InstanceId;
import recovery.shared.record.Outcome;
import recovery.systemtests.local.LocalWorld;
import recovery.systemtests.local.Stack;

/** The first story: the host under one of three instances breaks, and a stop and a start leave it behind. */
record BrokenHost(LocalWorld world, Consumer<String> say) {
    static final String NAME = "host-broken";

    private static final Duration PATIENCE = Duration.ofMinutes(8);

    Told tell() {
        say.accept("deploying examples/workload.yaml: three instances under the plan `web`, with their alarms");
        Stack workload = world.deployWorkload("web");
        InstanceId broken = LocalWorld.instance(workload, "Web1");
        say.accept(world.ask(Map.of("request", "set-mode", "mode", "ACT", "by", "demo", "reason", "make demo"))
                .text("text"));
        say.accept("waiting until the sweep knows the three instances (it runs once a minute)");
        Timeline timeline = new Timeline(world, broken, "recovery-web-1-host", say);
        timeline.untilRostered(3, PATIENCE);
        say.accept("plans with short clocks: step 2 min, soak 10 s; the shipped plan takes 5 and 10 min");
        say.accept("");
        Wording.LEGEND.forEach(say);
        say.accept("");
        say.accept("--- now the host under " + broken + " breaks ---");
        Instant fault = Instant.now();
        world.simulator().breakHost(broken);
        boolean closed = timeline.follow(fault, PATIENCE);
        say.accept("");
        timeline.tellJournal();
        say.accept("");
        new TimeToRecover(world, broken, fault, timeline.journal()).lines().forEach(say);
        List<String> acts = world.simulator().acts(broken);
        boolean asTold = closed
                && timeline.outcome().filter(Outcome.RECOVERED::equals).isPresent()
                && acts.equals(List.of("StopInstances", "StartInstances"));
        say.accept("");
        say.accept(asTold ? "RECOVERED by one stop and one start, as told." : "It did NOT end as told: " + acts);
        return new Told(broken, asTold);
    }
}
