package recovery.systemtests.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import recovery.shared.json.Fields;
import recovery.shared.json.Json;
import recovery.shared.json.PlainText;
import recovery.systemtests.local.LocalWorld;
import recovery.systemtests.local.Workplace;

/**
 * Deploys the bundle, lays out what a story needs, breaks it, and shows what happens. After the fault nothing is
 * scripted: it only looks. The exit status says whether the story ended as told.
 */
public final class Demo {
    private Demo() {}

    /** Takes the name of the story. */
    public static void main(String[] arguments) {
        Foreground.run(() -> run(arguments.length == 1 ? arguments[0] : ""));
    }

    private static int run(String story) throws IOException {
        if (!stories().contains(story)) {
            System.err.println(
                    "STORY: expected one of " + String.join(", ", stories()) + ", found " + PlainText.clean(story));
            return 2;
        }
        boolean keep = "1".equals(System.getenv("KEEP"));
        Path kept = Workplace.checkout().resolve(".run/kept.json");
        if (keep && Files.exists(kept)) {
            System.err.println("An earlier KEEP=1 make demo is still up, and would be forgotten: make down ends it.");
            return 2;
        }
        Instant begun = Instant.now();
        LocalWorld world = LocalWorld.start(
                "demo", step -> say(Duration.between(begun, Instant.now()).toSeconds() + " s  " + step));
        Told told = tell(story, world);
        if (keep) {
            Map<String, Object> left = world.stay();
            Files.writeString(kept, Json.write(left));
            new Kept(Fields.of(left), told.instance()).lines().forEach(Demo::say);
        } else {
            world.close();
        }
        return told.asTold() ? 0 : 1;
    }

    private static Told tell(String name, LocalWorld world) {
        return FailoverStory.named(name)
                .map(story -> new FailoverTelling(world, story, Demo::say).tell())
                .orElseGet(() -> new BrokenHost(world, Demo::say).tell());
    }

    private static List<String> stories() {
        return Stream.concat(
                        Stream.of(BrokenHost.NAME),
                        Arrays.stream(FailoverStory.values()).map(FailoverStory::plan))
                .toList();
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
