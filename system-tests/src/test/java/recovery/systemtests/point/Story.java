package recovery.systemtests.point;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import recovery.shared.store.Store;
import recovery.systemtests.story.World;

/**
 * Something that happens to a world, and how it ends.
 *
 * @param core whether it is one of the five of which all pairs of points are told
 * @param world makes its world, over the store that is given in place of the one in memory
 * @param before what has happened already when it begins; nothing goes wrong in it
 * @param course what happens, until nothing more does
 * @param ending how it ends
 * @param late how it may end too if two things go wrong and cost it so much time that a clock of the plan is over; any of them
 */
record Story(
        String name,
        boolean core,
        Function<Optional<Store>, World> world,
        Consumer<World> before,
        Consumer<World> course,
        Ending ending,
        List<Ending> late) {
    Story orLate(Ending... others) {
        return new Story(name, core, world, before, course, ending, List.of(others));
    }

    /** What is wrong with how it ended after so many things went wrong. */
    List<String> problems(World told, int points) {
        List<String> problems = ending.problems(told);
        boolean late = points > 1
                && late().stream()
                        .anyMatch(other -> other.outlastsAStep(told)
                                && other.problems(told).isEmpty());
        return late ? List.of() : problems;
    }

    @Override
    public String toString() {
        return name;
    }
}
