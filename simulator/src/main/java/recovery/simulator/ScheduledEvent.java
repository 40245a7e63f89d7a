package recovery.simulator;

import java.time.Instant;

/**
 * Something that AWS plans to do to an instance. AWS goes on showing it for up to a week after it is over, with a
 * description that begins with {@code [Completed]}.
 *
 * @param code such as {@code instance-retirement} or {@code instance-stop}
 */
public record ScheduledEvent(String code, String description, Instant notBefore) {
    private static final String COMPLETED = "[Completed] ";

    public boolean completed() {
        return description.startsWith(COMPLETED);
    }

    ScheduledEvent complete() {
        return completed() ? this : new ScheduledEvent(code, COMPLETED + description, notBefore);
    }
}
