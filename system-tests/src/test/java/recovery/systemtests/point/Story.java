package recovery.systemtests.point;

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
 */
record Story(
        String name,
        boolean core,
        Function<Optional<Store>, World> world,
        Consumer<World> before,
        Consumer<World> course,
        Ending ending) {
    @Override
    public String toString() {
        return name;
    }
}
