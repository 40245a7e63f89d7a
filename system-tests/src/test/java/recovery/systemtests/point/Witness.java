package recovery.systemtests.point;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import recovery.shared.time.Ids;
import recovery.systemtests.story.Bundle.Function;
import recovery.systemtests.story.Interruption;
import recovery.systemtests.story.World;

/**
 * Stands at every port of a telling: numbers the calls, lets its points happen, keeps the history, and holds what is
 * written and sent against the rules.
 */
final class Witness implements Interruption {
    private final World world;
    private final Judge judge;
    private final Map<Integer, Kind> points = new TreeMap<>();
    private final Predicate<Moment> known;
    private final List<Moment> moments = new ArrayList<>();
    private final List<Integer> callsAtMoments = new ArrayList<>();
    private History history;
    private long delivered;
    private final List<String> names = new ArrayList<>();
    private Optional<Moment> from = Optional.empty();
    private int executionEnds;
    private int drawn;

    /**
     * @param root the beginning of all histories of the story
     * @param known whether how it goes on from this moment was told already, so that it need not be told again; asked at
     *     the end of the execution in which the last point lay
     */
    Witness(World world, History root, List<Point> points, Predicate<Moment> known) {
        this.world = world;
        this.history = root;
        this.known = known;
        this.judge = new Judge(world);
        points.forEach(point -> this.points.put(point.call(), point.kind()));
    }

    /** The rest is as in another telling. */
    static final class KnownFromHere extends Error {
        private static final long serialVersionUID = 1L;

        KnownFromHere() {
            super("known", null, false, false);
        }
    }

    // --- executions ---

    @Override
    public void begins(Function function) {
        drawn = 0;
        judge.begins(function);
        remember();
    }

    @Override
    public void ended(boolean again) {
        delivered += again ? 0 : 1;
        boolean last = !points.isEmpty() && points.keySet().stream().allMatch(call -> call <= names.size());
        if (last) {
            points.clear();
            executionEnds = names.size();
            Moment moment = moment();
            from = Optional.of(moment);
            if (known.test(moment)) {
                throw new KnownFromHere();
            }
        }
        remember();
    }

    @Override
    public void moved() {
        judge.moved();
    }

    private Moment moment() {
        return new Moment(history, world.clock.now(), delivered);
    }

    /** What comes before the last point happened cannot be met by a telling in which it has. */
    private void remember() {
        if (points.isEmpty()) {
            moments.add(moment());
            callsAtMoments.add(names.size());
        }
    }

    // --- calls ---

    @Override
    public <T> T at(Class<T> port, T real) {
        if (real instanceof Ids) {
            return port.cast((Ids) this::draw);
        }
        InvocationHandler handler = (proxy, method, arguments) -> call(
                port.getSimpleName() + "." + method.getName(),
                method,
                arguments,
                () -> carryOut(real, method, arguments));
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, handler));
    }

    /** Ids by what was done so far, so that an execution that did nothing leaves no trace, not even in a number. */
    private String draw() {
        String id = "x" + history.length() + "-" + ++drawn;
        judge.drew(id);
        return id;
    }

    private Object call(String name, Method method, Object[] given, Callable<Object> carrying) throws Exception {
        List<Object> arguments = given == null ? List.of() : List.of(given);
        names.add(name);
        Kind here = points.get(names.size());
        if (here == Kind.DIES_BEFORE) {
            throw new Died();
        }
        Object answer = judge.at(name, arguments, carrying);
        if (Effect.is(name)) {
            history = history.then(new Effect(world.clock.now(), name, arguments));
        }
        if (here == Kind.DIES_AFTER) {
            throw new Died();
        }
        Object heard = here == Kind.LOSES_THE_REPLY_OF ? Replies.lost(method) : answer;
        judge.heard(name, arguments, heard);
        return heard;
    }

    private static Object carryOut(Object real, Method method, Object[] arguments) throws Exception {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (Exception) e.getCause();
        }
    }

    // --- what it saw ---

    /** The names of all calls, such as {@code Store.commit}. */
    List<String> calls() {
        return names;
    }

    /** The moment after the execution in which the last point lay. */
    Optional<Moment> from() {
        return from;
    }

    History history() {
        return history;
    }

    /** The last call of the execution in which the last point lay. */
    int executionEnds() {
        return executionEnds;
    }

    /** The moments since the last point, and how many calls there were by then. */
    Map<Moment, Integer> moments() {
        var by = new HashMap<Moment, Integer>();
        IntStream.range(0, moments.size()).forEach(at -> by.putIfAbsent(moments.get(at), callsAtMoments.get(at)));
        return by;
    }

    List<String> problems() {
        return judge.problems();
    }
}
