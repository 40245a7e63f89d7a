package recovery.systemtests.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import recovery.shared.ec2.InstanceId;
import recovery.shared.json.Json;
import recovery.shared.record.Outcome;
import recovery.systemtests.local.LocalWorld;
import recovery.systemtests.local.Stack;
import recovery.systemtests.local.Workplace;

/**
 * Deploys the bundle and a workload, breaks the host under one instance, and shows what happens. After the fault nothing
 * is scripted: it only looks. The exit status says whether the story ended as told.
 */
public final class Demo {
    private static final Duration PATIENCE = Duration.ofMinutes(8);

    private Demo() {}

    public static void main(String[] arguments) throws IOException {
        boolean keep = "1".equals(System.getenv("KEEP"));
        Path kept = Workplace.checkout().resolve(".run/kept.json");
        if (keep && Files.exists(kept)) {
            System.err.println("An earlier KEEP=1 make demo is still up, and would be forgotten: make down ends it.");
            System.exit(2);
        }
        Instant begun = Instant.now();
        LocalWorld world = LocalWorld.start(
                "demo", step -> say(Duration.between(begun, Instant.now()).toSeconds() + " s  " + step));
        Thread end = new Thread(world::close);
        Runtime.getRuntime().addShutdownHook(end);
        boolean asTold = tell(world);
        if (keep) {
            Runtime.getRuntime().removeShutdownHook(end);
            kept(world, kept);
        }
        System.exit(asTold ? 0 : 1);
    }

    private static boolean tell(LocalWorld world) {
        say("deploying examples/workload.yaml: three instances under the plan `web`, with their alarms");
        Stack workload = world.deployWorkload("web");
        InstanceId broken = LocalWorld.instance(workload, "Web1");
        say(world.ask(Map.of("request", "set-mode", "mode", "ACT", "by", "demo", "reason", "make demo"))
                .text("text"));
        say("waiting until the sweep knows the three instances (it runs once a minute)");
        Timeline timeline = new Timeline(world, broken, "recovery-web-1-host", Demo::say);
        timeline.untilRostered(3, PATIENCE);
        say("plans with short clocks: step 2 min, soak 10 s; the shipped plan takes 5 and 10 min");
        say("");
        say("--- now the host under " + broken + " breaks ---");
        Instant fault = Instant.now();
        world.simulator().breakHost(broken);
        boolean closed = timeline.follow(fault, PATIENCE);
        say("");
        say("--- the journal, as read back from DynamoDB ---");
        timeline.journal().forEach(row -> say(row.at() + "  " + row.kind() + "  " + row.sentence()));
        say("");
        new TimeToRecover(world, broken, fault, timeline.journal()).lines().forEach(Demo::say);
        List<String> acts = world.simulator().acts(broken);
        boolean asTold = closed
                && timeline.outcome().filter(Outcome.RECOVERED::equals).isPresent()
                && acts.equals(List.of("StopInstances", "StartInstances"));
        say("");
        say(asTold ? "RECOVERED by one stop and one start, as told." : "It did NOT end as told: " + acts);
        return asTold;
    }

    private static void kept(LocalWorld world, Path file) throws IOException {
        Map<String, Object> kept = world.stay();
        Files.writeString(file, Json.write(kept));
        say("");
        say("It stays up. To look around:");
        say("  make ask REQUEST=status");
        say("  export AWS_ENDPOINT_URL=" + kept.get("endpoint") + " AWS_ACCESS_KEY_ID=" + kept.get("account")
                + " AWS_SECRET_ACCESS_KEY=test AWS_DEFAULT_REGION=" + kept.get("region"));
        say("  logs: " + kept.get("run"));
        say("To end it: make down");
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
