package recovery.systemtests.invariant;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import recovery.shared.alarm.Alarm;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceId;
import recovery.shared.look.Look;

/** One execution of a function as the rules see it: what it was told, what it drew, and what it was shown. */
public final class Caller {
    private final String function;
    private final Instant begun;
    private final Optional<Instant> eventAt;
    private final Set<String> drawn = new HashSet<>();
    private final Map<InstanceId, Look<Instance>> instances = new HashMap<>();
    private final Map<InstanceId, Checks> checks = new HashMap<>();
    private final Map<String, Look<Alarm>> alarms = new HashMap<>();
    private Duration lastCommitBegun = Duration.ZERO;

    /** @param eventAt the time of the event that it was invoked with; empty for a tick */
    public Caller(String function, Instant begun, Optional<Instant> eventAt) {
        this.function = function;
        this.begun = begun;
        this.eventAt = eventAt;
    }

    public void drew(String id) {
        drawn.add(id);
    }

    public void saw(InstanceId id, Look<Instance> look) {
        if (look instanceof Look.Seen) {
            instances.put(id, look);
        }
    }

    public void sawChecks(Set<InstanceId> asked, Look<Map<InstanceId, Checks>> look) {
        asked.forEach(checks::remove);
        look.seen().ifPresent(checks::putAll);
    }

    public void sawAlarm(String name, Look<Alarm> look) {
        alarms.put(name, look);
    }

    /** A transaction is about to be handed in, at this uptime. */
    public void commits(Duration uptime) {
        lastCommitBegun = uptime;
    }

    String function() {
        return function;
    }

    Instant begun() {
        return begun;
    }

    Optional<Instant> eventAt() {
        return eventAt;
    }

    boolean isDrawn(String id) {
        return drawn.contains(id);
    }

    Duration lastCommitBegun() {
        return lastCommitBegun;
    }

    Optional<Look<Instance>> look(InstanceId id) {
        return Optional.ofNullable(instances.get(id));
    }

    boolean hasChecks(InstanceId id) {
        return checks.containsKey(id);
    }

    Optional<Alarm> alarm(String name) {
        return Optional.ofNullable(alarms.get(name)).flatMap(Look::seen);
    }
}
