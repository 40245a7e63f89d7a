package recovery.systemtests.point;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** All points of one story, told one after the other. */
final class Singles {
    private final Story story;
    private final History root = History.empty();
    private final Map<Moment, Place> known = new ConcurrentHashMap<>();
    private final List<Telling.Told> all = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int calls;

    /**
     * Where a moment is.
     *
     * @param callsAfter how many calls come after it
     * @param end all that was done when the story was over
     */
    private record Place(int callsAfter, History end) {}

    Singles(Story story) {
        this.story = story;
    }

    /** Tells the story as it is, and then with each point, as far as it goes on as no other one. */
    Singles tell() {
        return tell(false, false);
    }

    /** The same, but no further than to the first point after which something is wrong. */
    Singles tellUntilAProblem() {
        return tell(false, true);
    }

    /** The same, but each one to its end; so that one sees that tellings which share a moment do go on alike. */
    Singles tellToTheEnd() {
        return tell(true, false);
    }

    private Singles tell(boolean toTheEnd, boolean untilAProblem) {
        Telling.Told undisturbed = new Telling(story, root, List.of()).told(moment -> false);
        calls = undisturbed.calls().size();
        keep(undisturbed);
        for (int call = 1; call <= calls && !(untilAProblem && !problems.isEmpty()); call++) {
            for (Kind kind : Kind.values()) {
                var told = new Telling(story, root, List.of(new Point(call, kind)))
                        .told(moment -> !toTheEnd && known.containsKey(moment));
                all.add(told);
                keep(told);
            }
        }
        return this;
    }

    private void keep(Telling.Told told) {
        told.problems().forEach(problem -> problems.add(problem + " (" + story + ", " + told.points() + ")"));
        Optional<Place> same = told.toTheEnd() ? told.from().map(known::get) : Optional.empty();
        if (same.isPresent() && same.get().end() != told.history()) {
            problems.add("engine: it went on otherwise than another telling at the same moment (" + story + ", "
                    + told.points() + ")");
        }
        told.moments()
                .forEach((moment, before) ->
                        known.putIfAbsent(moment, new Place(told.calls().size() - before, told.history())));
    }

    Story story() {
        return story;
    }

    History root() {
        return root;
    }

    int calls() {
        return calls;
    }

    int points() {
        return calls * Kind.values().length;
    }

    List<String> problems() {
        return problems;
    }

    Stream<Telling.Told> all() {
        return all.stream();
    }

    /** Those that went on as no other one. */
    List<Telling.Told> different() {
        return all().filter(Telling.Told::toTheEnd).toList();
    }

    boolean knows(Moment moment) {
        return known.containsKey(moment);
    }

    /** How many calls came after the execution in which the point lay. */
    int callsAfter(Telling.Told told) {
        return told.from().map(known::get).orElseThrow().callsAfter();
    }
}
