package recovery.shared.ec2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The state and the status checks of one instance, from one DescribeInstanceStatus.
 *
 * @param events codes of the scheduled events that are not yet completed, such as {@code instance-retirement}
 */
public record Checks(
        InstanceId id, InstanceState state, Check system, Check instance, Check storage, Set<String> events) {

    public Checks {
        events = Set.copyOf(events);
    }

    /** What EC2 says of one check. */
    public enum Status {
        OK,
        IMPAIRED,
        INITIALIZING,
        INSUFFICIENT_DATA,
        NOT_APPLICABLE
    }

    /** One check, and since when it fails. */
    public record Check(Status status, Optional<Instant> impairedSince) {
        public static final Check OK = new Check(Status.OK, Optional.empty());

        /** Whether the check found nothing wrong; types without this check pass it. */
        public boolean passes() {
            return status == Status.OK || status == Status.NOT_APPLICABLE;
        }
    }

    /** Whether the instance runs and all checks pass. Anything unknown is not healthy. */
    public boolean healthy() {
        return state == InstanceState.RUNNING && system.passes() && instance.passes() && storage.passes();
    }

    /** Whether EC2 itself says that the instance does not serve: it is down, or a check is impaired. */
    public boolean provedDown() {
        boolean down = state != InstanceState.RUNNING && state != InstanceState.PENDING;
        return down || !impaired().isEmpty();
    }

    /** The names of the checks that are impaired. */
    public List<String> impaired() {
        var names = new ArrayList<String>();
        if (system.status() == Status.IMPAIRED) {
            names.add("system");
        }
        if (instance.status() == Status.IMPAIRED) {
            names.add("instance");
        }
        if (storage.status() == Status.IMPAIRED) {
            names.add("storage");
        }
        return List.copyOf(names);
    }

    /** One line for people: {@code running; system impaired since 10:04, instance ok, storage ok}. */
    public String inWords() {
        return state.wireName() + "; system " + inWords(system) + ", instance " + inWords(instance) + ", storage "
                + inWords(storage);
    }

    private static String inWords(Check check) {
        String status = check.status().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return check.impairedSince().map(since -> status + " since " + since).orElse(status);
    }
}
