package recovery.shared.ec2;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import recovery.shared.look.Look;
import recovery.shared.look.Page;

/** The door to look at instances. No call here changes anything, and none throws for what AWS answers. */
public interface Ec2 {
    /** How many ids one read of checks may name. */
    int MOST_IDS = 100;

    /** Describes one instance. One id a call: in an outage of a zone, one bad id spoils a whole list. */
    Look<Instance> instance(InstanceId id);

    /**
     * Reads state and checks of at most {@link #MOST_IDS} instances, running or not. An id that is absent from the
     * answer is unknown, not healthy.
     */
    Look<Map<InstanceId, Checks>> checks(Set<InstanceId> ids);

    /** One page of the instances that carry the opt-in tag, whatever plan it names. */
    Look<Page<Instance>> optedIn(Optional<String> from);

    /** State and checks of one instance. */
    default Look<Checks> checks(InstanceId id) {
        return switch (checks(Set.of(id))) {
            case Look.Seen<Map<InstanceId, Checks>>(var all) -> {
                Checks one = all.get(id);
                yield one == null ? new Look.Absent<>("EC2 shows no status of " + id) : new Look.Seen<>(one);
            }
            case Look.Absent<Map<InstanceId, Checks>>(var why) -> new Look.Absent<>(why);
            case Look.Unreadable<Map<InstanceId, Checks>>(var why) -> new Look.Unreadable<>(why);
        };
    }
}
