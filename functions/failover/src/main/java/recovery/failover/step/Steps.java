package recovery.failover.step;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import recovery.shared.json.BadInput;
import recovery.shared.json.Fields;
import recovery.shared.lever.Levers;
import recovery.shared.plan.Plan;
import recovery.shared.record.Recovery;

/** The step types that this version knows. Another one is a class, an entry here, and one in the plans' schema. */
public final class Steps {
    private final Map<String, Maker> makers;

    /** Makes the step of a plan for the two sides between which a failover moves. */
    public interface Maker {
        Step make(Fields settings, Recovery.Sides sides, Levers levers);
    }

    private final Supplier<Levers> levers;

    public Steps(Supplier<Levers> levers, Map<String, Maker> makers) {
        this.levers = levers;
        this.makers = Map.copyOf(makers);
    }

    /**
     * All types of this version.
     *
     * @param levers asked for when a step is made: most ticks make none
     */
    public static Steps standard(Supplier<Levers> levers) {
        return new Steps(
                levers,
                Map.ofEntries(
                        Map.entry("capacity", (settings, sides, all) -> new Capacity(settings, all)),
                        Map.entry("dnsRecord", (settings, sides, all) -> new DnsRecord(settings, all)),
                        Map.entry("elasticIp", ElasticIp::new),
                        Map.entry("listenerRule", (settings, sides, all) -> new ListenerRule(settings, all)),
                        Map.entry("listenerWeights", (settings, sides, all) -> new ListenerWeights(settings, all)),
                        Map.entry("targets", Targets::new)));
    }

    /** The types that it knows, by their names in a plan. */
    public Set<String> types() {
        return makers.keySet();
    }

    /** The steps of a recovery's plan in their order; {@link BadInput} for a type that this version does not know. */
    public List<Step> of(Recovery recovery) {
        return recovery.plan().failover().stream()
                .flatMap(failover -> failover.steps().stream())
                .map(step -> of(step, recovery.sides()))
                .toList();
    }

    /** One step of a plan between two sides; {@link BadInput} for a type that this version does not know. */
    public Step of(Plan.Step step, Recovery.Sides sides) {
        Maker maker = makers.get(step.type());
        if (maker == null) {
            throw new BadInput("failover.steps: expected one of " + makers.keySet() + ", found " + step.type());
        }
        return maker.make(Fields.of(step.settings()), sides, levers.get());
    }
}
