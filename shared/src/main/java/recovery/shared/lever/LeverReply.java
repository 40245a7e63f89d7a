package recovery.shared.lever;

import java.util.Optional;

/** What became of one request that moves a lever. */
public sealed interface LeverReply {
    /**
     * AWS took it.
     *
     * @param receipt by which AWS can be asked whether it has taken effect, where it gives one
     */
    record Accepted(Optional<String> receipt) implements LeverReply {}

    /**
     * AWS said no: nothing happened.
     *
     * @param passing whether the same request may be taken a little later, such as one that was throttled
     */
    record Refused(String code, String message, boolean passing) implements LeverReply {}

    /** No answer came: it may have happened. Settled by looking. */
    record Lost(String why) implements LeverReply {}
}
