package recovery.shared.ec2;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * One instance as EC2 described it. The answer may be seconds to minutes behind the truth.
 *
 * @param reason code of the state reason, such as {@code Client.UserInitiatedShutdown}; empty if EC2 gives none
 * @param changedAt time in the state transition reason, to the second; empty if EC2 gives none
 */
public record Instance(
        InstanceId id,
        InstanceState state,
        String reason,
        Optional<Instant> changedAt,
        Instant launchedAt,
        String zone,
        RootDevice root,
        Map<String, String> tags) {

    /** The tag with which an owner hands a machine to the plan of that name. */
    public static final String OPT_IN_TAG = "recovery:plan";

    public Instance {
        tags = Map.copyOf(tags);
    }

    /** Where the root volume lives: a stop erases an instance store. */
    public enum RootDevice {
        EBS,
        INSTANCE_STORE
    }

    /** When it was stopped, to the second; empty if it is not down, or EC2 does not tell. */
    public Optional<Instant> stoppedAt() {
        return state.down() ? changedAt : Optional.empty();
    }

    /** The plan that the opt-in tag names. */
    public Optional<String> plan() {
        return Optional.ofNullable(tags.get(OPT_IN_TAG)).filter(name -> !name.isBlank());
    }
}
