package recovery.systemtests.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Walks through every state that can be reached, breadth first, so that what it finds is found on a shortest way. */
final class Exploration {
    private final Scope scope;
    private final World world;
    private final Map<State, Integer> numbers = new HashMap<>();
    private final List<State> waiting = new ArrayList<>();
    private final Numbers parents = new Numbers();
    private final Numbers from = new Numbers();
    private final Numbers to = new Numbers();
    private final BitSet quiet = new BitSet();
    private long transitions;

    private Exploration(Scope scope, Optional<Mutation> mutation) {
        this.scope = scope;
        this.world = new World(scope.limits(), mutation);
    }

    /** What came of it. */
    record Result(int states, long transitions, Optional<Finding> finding) {}

    /** A property that does not hold, and the shortest way there in words. */
    record Finding(Property property, List<String> way) {}

    static Result of(Scope scope) {
        return new Exploration(scope, Optional.empty()).run();
    }

    static Result of(Scope scope, Mutation mutation) {
        return new Exploration(scope, Optional.of(mutation)).run();
    }

    private Result run() {
        scope.beginnings().forEach(machines -> number(State.beginning(machines, scope), -1));
        for (int at = 0; at < waiting.size(); at++) {
            Optional<Finding> finding = expand(at);
            if (finding.isPresent()) {
                return new Result(waiting.size(), transitions, finding);
            }
        }
        return new Result(waiting.size(), transitions, stuck());
    }

    private Optional<Finding> expand(int at) {
        State now = waiting.get(at);
        if (now.quiet()) {
            quiet.set(at);
        }
        for (Step step : world.next(now)) {
            transitions++;
            for (Property property : Property.values()) {
                if (!property.holds(now, step, scope.limits())) {
                    List<String> way = way(at);
                    way.add(step.inWords());
                    way.add(step.after().toString());
                    return Optional.of(new Finding(property, way));
                }
            }
            int next = number(step.after(), at);
            if (step.kind().byItself() && next != at) {
                from.add(at);
                to.add(next);
            }
        }
        return Optional.empty();
    }

    private int number(State state, int parent) {
        Integer known = numbers.putIfAbsent(state, waiting.size());
        if (known != null) {
            return known;
        }
        waiting.add(state);
        parents.add(parent);
        return waiting.size() - 1;
    }

    /** A state from which nothing that happens by itself leads to where all work has ended. */
    private Optional<Finding> stuck() {
        int[] first = new int[waiting.size() + 2];
        for (int edge = 0; edge < to.size(); edge++) {
            first[to.get(edge) + 1]++;
        }
        for (int state = 0; state <= waiting.size(); state++) {
            first[state + 1] += first[state];
        }
        int[] sources = new int[to.size()];
        int[] filled = Arrays.copyOf(first, first.length);
        for (int edge = 0; edge < to.size(); edge++) {
            sources[filled[to.get(edge)]++] = from.get(edge);
        }
        var ends = (BitSet) quiet.clone();
        var open = new ArrayDeque<Integer>();
        quiet.stream().forEach(open::add);
        while (!open.isEmpty()) {
            int state = open.remove();
            for (int edge = first[state]; edge < first[state + 1]; edge++) {
                if (!ends.get(sources[edge])) {
                    ends.set(sources[edge]);
                    open.add(sources[edge]);
                }
            }
        }
        int stuck = ends.nextClearBit(0);
        return stuck < waiting.size()
                ? Optional.of(new Finding(Property.EVERYTHING_CAN_END, way(stuck)))
                : Optional.empty();
    }

    private List<String> way(int last) {
        var way = new ArrayList<String>();
        way.add(waiting.get(last).toString());
        for (int at = last; parents.get(at) >= 0; at = parents.get(at)) {
            State after = waiting.get(at);
            world.next(waiting.get(parents.get(at))).stream()
                    .filter(step -> step.after().equals(after))
                    .findFirst()
                    .ifPresent(step -> way.add(step.inWords()));
        }
        Collections.reverse(way);
        return way;
    }

    /** A list of numbers that takes four bytes for each. */
    private static final class Numbers {
        private int[] all = new int[1024];
        private int size;

        void add(int number) {
            if (size == all.length) {
                all = Arrays.copyOf(all, 2 * size);
            }
            all[size++] = number;
        }

        int get(int index) {
            return all[index];
        }

        int size() {
            return size;
        }
    }
}
