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
            "PROOF -> CLOSED HEALED_ITSELF",
            "PROOF -> CLOSED NEEDS_PERSON",
            "PROOF -> CLOSED CANCELLED",
            "CLOSED -> CLOSED RECOVERED",
            "CLOSED -> CLOSED NEEDS_PERSON");

    /** The guards that detection asks, and how each one refuses. */
    private static final Map<String, List<String>> GUARDS = Map.of(
            "switch", List.of("HOLDS", "OBSERVES"),
            "opt-in", List.of("HOLDS", "IGNORES"),
            "age", List.of("IGNORES"),
            "free", List.of("HOLDS", "IGNORES", "ESCALATES"),
            "alarm", List.of("HOLDS", "IGNORES"),
            "witness", List.of("HOLDS"),
            "will", List.of("HOLDS", "IGNORES"),
            "loss", List.of("HOLDS"),
            "group", List.of("HOLDS"),
            "rate", List.of("HOLDS"));

    private Wanted() {}

    /** What did not come up. */
    static List<String> missing(Coverage coverage) {
        var wanted = new ArrayList<String>();
        EDGES.forEach(edge -> wanted.add("edge " + edge));
        GUARDS.forEach((guard, findings) -> {
            wanted.add("guard detection " + guard + " PASSES");
            findings.forEach(finding -> wanted.add("guard detection " + guard + " " + finding));
        });
        Stream.of(Trouble.values()).forEach(trouble -> wanted.add("trouble " + trouble));
        Stream.of(Deed.values()).forEach(deed -> wanted.add("deed " + deed));
        return wanted.stream().filter(what -> coverage.of(what) == 0).sorted().toList();
    }
}
