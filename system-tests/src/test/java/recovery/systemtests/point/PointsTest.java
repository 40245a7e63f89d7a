package recovery.systemtests.point;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import recovery.shared.json.Json;
import recovery.systemtests.story.World;

/**
 * Engine C, exhaustive and without a seed: each story with one thing going wrong at each of its calls (with
 * {@code -Dcrash.stories=first} the first), and with {@code -Dcrash.pairs=all} the core five with two things going wrong
 * at each two of their calls.
 */
class PointsTest {
    private static final boolean FULL = System.getProperty("crash.pairs", "").equals("all");
    private static final List<Story> STORIES =
            System.getProperty("crash.stories", "all").equals("first") ? Stories.ALL.subList(0, 1) : Stories.ALL;

    @Test
    void everyStoryEndsAsItMustWhateverGoesWrongAtOneOfItsCalls() throws Exception {
        List<Callable<Summary>> work = new ArrayList<>();
        STORIES.forEach(story ->
                work.add(() -> Summary.of(FULL ? new Singles(story).tellToTheEnd() : new Singles(story).tell())));
        List<String> problems = new ArrayList<>();
        int points = 0;
        for (Summary told : all(work)) {
            System.out.println(told.inWords());
            problems.addAll(told.problems());
            points += told.points();
        }
        System.out.println("engine C: " + points + " points of " + STORIES.size() + " stories");
        figures("points", "{\"crash points\": " + points + ", \"crash point stories\": " + STORIES.size() + "}");
        assertThat(problems).isEmpty();
    }

    /** What is kept of a story when all its points are told; the histories are not. */
    private record Summary(String inWords, int points, List<String> problems) {
        static Summary of(Singles singles) {
            String words = String.format(
                    Locale.ROOT,
                    "engine C: %s: %d calls, %d points told, %d of them go on as no other one",
                    singles.story(),
                    singles.calls(),
                    singles.points(),
                    singles.different().size());
            return new Summary(words, singles.points(), singles.problems());
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "crash.pairs", matches = "all")
    void theCoreFiveEndAsTheyMustWhateverGoesWrongAtTwoOfTheirCalls() throws Exception {
        List<String> problems = new ArrayList<>();
        long pairs = 0;
        long told = 0;
        for (Story story : Stories.core()) {
            Pairs of = new Pairs(new Singles(story).tell());
            all(of.work().stream().map(Executors::callable).toList());
            System.out.printf(
                    Locale.ROOT,
                    "engine C: %s: %d pairs of points; %d told, %d of them to the end, the rest is as one of these%n",
                    story,
                    of.count(),
                    of.tried(),
                    of.toTheEnd());
            problems.addAll(of.problems());
            pairs += of.count();
            told += of.tried();
        }
        figures("pairs", "{\"pairs of crash points\": " + pairs + ", \"pairs of crash points told\": " + told + "}");
        assertThat(problems).isEmpty();
    }

    /** The engine must see what a mistake in the functions would do: here the world itself is changed behind their back. */
    @Test
    void itFindsALeverThatStandsBetween() {
        Story story = Stories.named("a failover");
        var meddled = new Story(
                story.name(),
                true,
                story.world(),
                story.before(),
                world -> {
                    story.course().accept(world);
                    world.model.leads(world.model.addresses().getFirst(), World.PRIMARY);
                },
                story.ending(),
                story.late());
        assertThat(new Telling(meddled, History.empty(), List.of())
                        .told(moment -> false)
                        .problems())
                .singleElement()
                .asString()
                .startsWith("levers: not AWAY");
    }

    @Test
    void pointsShareAMomentWhenNothingWasDoneBetweenThem() {
        Singles singles = new Singles(Stories.named("AWS stops a machine")).tellToTheEnd();
        assertThat(singles.problems()).isEmpty();
        assertThat(new Singles(singles.story()).tell().different().size())
                .as("of so many that go on otherwise than all others")
                .isLessThan(singles.points() / 4);
    }

    private static <T> List<T> all(List<Callable<T>> work) throws InterruptedException, ExecutionException {
        try (var threads = Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
            var done = new ArrayList<T>();
            for (Future<T> one : threads.invokeAll(work)) {
                done.add(one.get());
            }
            return done;
        }
    }

    private static void figures(String name, String document) throws IOException {
        Path file = Path.of("target", "figures", name + ".json");
        Files.createDirectories(file.getParent());
        Files.writeString(file, Json.write(Json.read(document)) + "\n");
    }
}
