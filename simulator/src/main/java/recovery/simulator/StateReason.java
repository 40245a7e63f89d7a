package recovery.simulator;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why an instance is in its state: StateReason's code and message, and the StateTransitionReason. The codes are those
 * of the API reference. Only a stop by the API is seen to carry a time; a guest's own shutdown says "User initiated"
 * without one, and the others repeat their code.
 */
public record StateReason(String code, String message, String transition) {
    public static final StateReason NONE = new StateReason("", "", "");
    public static final StateReason GUEST_SHUTDOWN = new StateReason(
            "Client.InstanceInitiatedShutdown",
            "Client.InstanceInitiatedShutdown: Instance initiated shutdown",
            "User initiated");
    public static final StateReason SCHEDULED_STOP = new StateReason(
            "Server.ScheduledStop",
            "Server.ScheduledStop: Stopped due to scheduled retirement",
            "Server.ScheduledStop: Stopped due to scheduled retirement");
    public static final StateReason SPOT_SHUTDOWN = new StateReason(
            "Server.SpotInstanceShutdown",
            "Server.SpotInstanceShutdown: Instance initiated shutdown",
            "Server.SpotInstanceShutdown");
    /** AWS ended it, and names nobody. */
    public static final StateReason INTERNAL_ERROR =
            new StateReason("Server.InternalError", "Server.InternalError", "Server.InternalError");
    /** A start that falls back to stopped, as when the key of a volume cannot be used. */
    public static final StateReason FAILED_TO_BOOT = new StateReason(
            "Server.InternalError", "Client.InternalError: Client error on launch", "Server.InternalError");

    private static final Pattern IN_BRACKETS = Pattern.compile("\\((.* GMT)\\)");
    private static final DateTimeFormatter AWS_TIME = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd HH:mm:ss 'GMT'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /** Somebody asked by the API at that time, which AWS tells to the second. */
    static StateReason userInitiated(Instant at) {
        return new StateReason(
                "Client.UserInitiatedShutdown",
                "Client.UserInitiatedShutdown: User initiated shutdown",
                "User initiated (" + AWS_TIME.format(at) + ")");
    }

    /** The time in the transition reason, to the second. */
    Optional<Instant> at() {
        Matcher time = IN_BRACKETS.matcher(transition);
        return time.find() ? Optional.of(AWS_TIME.parse(time.group(1), Instant::from)) : Optional.empty();
    }
}
