package recovery.systemtests.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What many seeds must have come across, so that their silence means something. */
final class Wanted {
    private static final List<String> EDGES = List.of(
            "-> RESTART SYSTEM",
            "-> RESTART INSTANCE",
            "-> RESTART STOPPED",
            "-> RESTART RETIREMENT",
            "REQUESTED -> STOP",
            "REQUESTED -> START",
            "REQUESTED -> PROOF",
            "REQUESTED -> REQUESTED",
            "REQUESTED -> CLOSED CANCELLED",
            "REQUESTED -> CLOSED NEEDS_PERSON",
            "STOP -> STOP",
            "STOP -> REQUESTED",
            "STOP -> START",
            "START -> START",
            "START -> PROOF",
            "START -> CLOSED NEEDS_PERSON",
            "START -> CLOSED CANCELLED",
            "PROOF -> PROOF",
            "PROOF -> CLOSED RECOVERED",
            "PROOF -> CLOSED NEEDS_PERSON",
            "PROOF -> CLOSED CANCELLED",
            "CLOSED -> CLOSED RECOVERED",
            "CLOSED -> CLOSED NEEDS_PERSON",
            "-> FAILOVER SYSTEM",
            "-> FAILOVER GONE",
            "-> FAILOVER APPLICATION",
            "service alarm -> CLOSED FAILED_OVER",
            "service alarm -> CLOSED NEEDS_PERSON",
            "service alarm -> CLOSED HEALED_ITSELF",
            "REQUESTED -> failover REQUESTED",
            "START -> failover REQUESTED",
            "PROOF -> failover REQUESTED",
            "failover REQUESTED -> REQUESTED",
            "failover REQUESTED -> STOP",
            "failover REQUESTED -> MOVE",
            "failover REQUESTED -> CLOSED NEEDS_PERSON",
            "failover STOP -> STOP",
            "failover STOP -> MOVE",
            "failover STOP -> REQUESTED",
            "failover STOP -> UNDO",
            "failover MOVE -> MOVE",
            "failover MOVE -> PROOF",
            "failover MOVE -> UNDO",
            "failover MOVE -> CLOSED NEEDS_PERSON",
            "failover UNDO -> UNDO",
            "failover UNDO -> START",
            "failover START -> START",
            "failover START -> CLOSED ROLLED_BACK",
            "failover PROOF -> PROOF",
            "failover PROOF -> CLOSED FAILED_OVER",
            "failover PROOF -> CLOSED NEEDS_PERSON",
            "-> failback",
            "failback REQUESTED -> STOP",
            "failback MOVE -> MOVE",
            "failback MOVE -> PROOF");

    /** Edges that are rarer: they come up in the number of seeds of {@code make test}. */
    private static final List<String> RARE_EDGES = List.of(
            "PROOF -> CLOSED HEALED_ITSELF",
            "STOP -> failover REQUESTED",
            "failover UNDO -> CLOSED ROLLED_BACK",
            "failback PROOF -> START",
            "failback STOP -> MOVE",
            "failback START -> CLOSED FAILED_BACK",
            "failover PROOF -> UNDO",
            "failover UNDO -> CLOSED NEEDS_PERSON",
            "failback PROOF -> CLOSED FAILED_BACK",
            "failback STOP -> UNDO",
            "failback UNDO -> START",
            "failback START -> CLOSED ROLLED_BACK");

    /** The guards that detection asks, and how each one refuses. */
    private static final Map<String, List<String>> GUARDS = Map.ofEntries(
            Map.entry("switch", List.of("HOLDS", "OBSERVES")),
            Map.entry("service", List.of("HOLDS", "ESCALATES")),
            Map.entry("opt-in", List.of("HOLDS", "IGNORES")),
            Map.entry("age", List.of("IGNORES")),
            Map.entry("free", List.of("HOLDS", "IGNORES", "ESCALATES")),
            Map.entry("alarm", List.of("HOLDS", "IGNORES")),
            Map.entry("witness", List.of("HOLDS")),
            Map.entry("will", List.of("HOLDS", "IGNORES")),
            Map.entry("loss", List.of("HOLDS")),
            Map.entry("group", List.of("HOLDS")),
            Map.entry("rate", List.of("HOLDS")));

    /** The same for what the service's own alarm says. */
    private static final Map<String, List<String>> SERVICE_GUARDS = Map.of(
            "age", List.of("IGNORES"),
            "free", List.of("HOLDS"),
            "service", List.of("HOLDS", "ESCALATES"),
            "alarm", List.of("HOLDS", "IGNORES"),
            "witness", List.of("HOLDS"));

    /** What may become of the news that the service's alarm rings. */
    private static final List<String> NEWS =
            List.of("EVENT_IN_TIME", "EVENT_LATE", "EVENT_DOUBLED", "EVENT_REORDERED", "EVENT_LOST");

    private Wanted() {}

    /** What did not come up. */
    static List<String> missing(Coverage coverage, boolean rareToo) {
        var wanted = new ArrayList<String>();
        if (rareToo) {
            RARE_EDGES.forEach(edge -> wanted.add("edge " + edge));
        }
        EDGES.forEach(edge -> wanted.add("edge " + edge));
        wanted.addAll(verdicts("detection", GUARDS));
        wanted.addAll(verdicts("service", SERVICE_GUARDS));
        NEWS.forEach(news -> wanted.add("service alarm " + news));
        Stream.of(Trouble.values()).forEach(trouble -> wanted.add("trouble " + trouble));
        Stream.of(Deed.values()).forEach(deed -> wanted.add("deed " + deed));
        return wanted.stream().filter(what -> coverage.of(what) == 0).sorted().toList();
    }

    private static List<String> verdicts(String of, Map<String, List<String>> guards) {
        return guards.entrySet().stream()
                .flatMap(guard -> Stream.concat(Stream.of("PASSES"), guard.getValue().stream())
                        .map(finding -> "guard " + of + " " + guard.getKey() + " " + finding))
                .toList();
    }
}
