package recovery.systemtests.point;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import recovery.systemtests.invariant.Broken;
import recovery.systemtests.story.World;

/** One telling of a story, with nothing, one or two things going wrong in it. */
final class Telling {
    private final Story story;
    private final History root;
    private final List<Point> points;

    Telling(Story story, History root, List<Point> points) {
        this.story = story;
        this.root = root;
        this.points = List.copyOf(points);
    }

    /**
     * What came of it.
     *
     * @param problems what was wrong, as {@code rule: sentence}
     * @param from the moment after the execution in which the last point lay; empty if there is none
     * @param toTheEnd whether it was told to its end, and not only until a moment that is known
     * @param calls the names of its calls
     * @param executionEnds the last call of that execution
     * @param moments those since then, and how many calls there were by then
     * @param history all that was done in it
     */
    record Told(
            List<Point> points,
            List<String> problems,
            Optional<Moment> from,
            boolean toTheEnd,
            List<String> calls,
            int executionEnds,
            Map<Moment, Integer> moments,
            History history) {}

    /** @param known whether how it goes on from a moment was told already */
    Told told(Predicate<Moment> known) {
        World world = story.world().apply(Optional.empty());
        story.before().accept(world);
        var witness = new Witness(world, root, points, known);
        world.interruptedBy(witness);
        var problems = new ArrayList<String>();
        boolean toTheEnd = true;
        try {
            story.course().accept(world);
            problems.addAll(story.problems(world, points.size()));
        } catch (Witness.KnownFromHere as) {
            toTheEnd = false;
        } catch (Broken broken) {
            problems.add(broken.rule() + ": " + broken.getMessage());
        } catch (RuntimeException crash) {
            problems.add("CRASH: " + crash);
        }
        problems.addAll(witness.problems());
        return new Told(
                points,
                problems,
                witness.from(),
                toTheEnd,
                witness.calls(),
                witness.executionEnds(),
                witness.moments(),
                witness.history());
    }
}
