package recovery.systemtests.point;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * All pairs of points of one story: the second one lies anywhere after the first one in the telling in which that happened.
 *
 * <p>A pair is told until the execution is over in which its second point lay. If another telling was at the same
 * {@link Moment}, it goes on as that one did, and is not told twice. For the same reason a second point that lies beyond the
 * execution of the first one is tried only for one of all those first points after which things went on alike, and of the
 * second points only those {@link Kind#differentAt} others.
 */
final class Pairs {
    private final Singles singles;
    private final Set<Moment> told = ConcurrentHashMap.newKeySet();
    private final Queue<String> problems = new ConcurrentLinkedQueue<>();
    private final AtomicLong tried = new AtomicLong();
    private final AtomicLong toTheEnd = new AtomicLong();

    Pairs(Singles singles) {
        this.singles = singles;
    }

    /** How many there are. */
    long count() {
        return singles.all()
                .mapToLong(first -> inner(first) + (long) Kind.values().length * singles.callsAfter(first))
                .sum();
    }

    private static long inner(Telling.Told first) {
        return (long) Kind.values().length
                * (first.executionEnds() - first.points().getFirst().call());
    }

    /** The pieces of work; each may be done by any thread. */
    List<Runnable> work() {
        var work = new ArrayList<Runnable>();
        singles.all()
                .filter(first -> inner(first) > 0)
                .forEach(first ->
                        work.add(() -> tell(first, first.points().getFirst().call() + 1, first.executionEnds())));
        singles.different()
                .forEach(first -> work.add(() ->
                        tell(first, first.executionEnds() + 1, first.calls().size())));
        return work;
    }

    private void tell(Telling.Told first, int from, int to) {
        for (int call = from; call <= to; call++) {
            for (Kind kind : Kind.differentAt(first.calls().get(call - 1))) {
                tell(List.of(first.points().getFirst(), new Point(call, kind)));
            }
        }
    }

    private void tell(List<Point> points) {
        Telling.Told pair = new Telling(singles.story(), singles.root(), points)
                .told(moment -> singles.knows(moment) || !told.add(moment));
        tried.incrementAndGet();
        toTheEnd.addAndGet(pair.toTheEnd() ? 1 : 0);
        pair.problems().forEach(problem -> problems.add(problem + " (" + singles.story() + ", " + points + ")"));
    }

    long tried() {
        return tried.get();
    }

    long toTheEnd() {
        return toTheEnd.get();
    }

    Queue<String> problems() {
        return problems;
    }
}
