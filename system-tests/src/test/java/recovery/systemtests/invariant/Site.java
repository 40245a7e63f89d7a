package recovery.systemtests.invariant;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import recovery.failover.step.Step;
import recovery.failover.step.Steps;
import recovery.shared.lever.Levers;
import recovery.shared.record.Recovery;
import recovery.shared.store.Store;

/** How the levers of a failover really stand, and whether somebody else has had a hand in them. */
public final class Site {
    private final Steps steps;
    private final Others others;

    /** Whoever else moves levers. */
    public interface Others {
        /** Whether somebody else has moved the lever of a step since then. */
        boolean haveMoved(String step, Instant since);
    }

    /** @param levers the doors without faults */
    public Site(Supplier<Levers> levers, Others others) {
        this.steps = Steps.standard(levers);
        this.others = others;
    }

    /** Whether somebody else has moved a lever of this recovery since it was opened. */
    boolean isInOtherHands(Stored recovery) {
        return recovery.steps().stream().anyMatch(step -> haveMoved(step.text("name"), recovery));
    }

    /** A way home begins from what was stored long before it, on the way out. */
    private boolean haveMoved(String step, Stored recovery) {
        return others.haveMoved(step, recovery.goesHome() ? Instant.MIN : recovery.openedAt());
    }

    /** How each lever of a recovery stands that nobody else has moved, by the name of its step. */
    Map<String, Map<String, Object>> now(Store store, Stored recovery) {
        var now = new HashMap<String, Map<String, Object>>();
        Recovery read = Recovery.read(store, recovery.id()).orElseThrow();
        for (Step step : steps.of(read)) {
            if (!haveMoved(step.name(), recovery)) {
                step.look().seen().ifPresent(setting -> now.put(step.name(), setting));
            }
        }
        return now;
    }
}
