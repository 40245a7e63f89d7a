package recovery.systemtests.simulation;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a failover of a run can move: one lever for each type of step. */
enum Lever {
    ADDRESS("elasticIp", "elastic-ip "),
    RECORD("dnsRecord", "dns-record "),
    LISTENER("listenerWeights", "listener-weights "),
    RULE("listenerRule", "listener-rule "),
    TARGETS("targets", "targets "),
    FLEET("capacity", "capacity ");

    /** The name of the step's type in a plan. */
    final String type;

    private final String named;

    Lever(String type, String named) {
        this.type = type;
        this.named = named;
    }

    /** The step's fields in a plan. */
    Map<String, Object> settings() {
        return switch (this) {
            case ADDRESS -> Map.of("address", LeverYard.ADDRESS);
            case RECORD ->
                Map.of(
                        "zone",
                        LeverYard.RECORD.zone(),
                        "name",
                        LeverYard.RECORD.name(),
                        "type",
                        LeverYard.RECORD.type(),
                        "values",
                        List.of("198.51.100.2"));
            case LISTENER -> Map.of("listener", LeverYard.LISTENER, "weights", weights());
            case RULE -> Map.of("rule", LeverYard.RULE, "weights", weights());
            case TARGETS -> Map.of("group", LeverYard.GROUP);
            case FLEET -> Map.of("group", LeverYard.FLEET, "desired", 4L);
        };
    }

    private static Map<String, Object> weights() {
        return Map.of(LeverYard.GROUP, 0L, LeverYard.SPARE, 100L);
    }

    /** The lever of a step, by the step's name. */
    static Lever of(String step) {
        return Stream.of(values())
                .filter(lever -> step.startsWith(lever.named))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no lever is for " + step));
    }
}
