package recovery.shared.ec2;

/** What became of one request that changes an instance. */
public sealed interface Reply {
    /** EC2 took it. {@code previous} is the state from which it did: it tells whether a stop is ours. */
    record Accepted(InstanceState previous) implements Reply {}

    /** EC2 said no: nothing happened. */
    record Refused(String code, String message) implements Reply {}

    /** No answer came: it may have happened. Settled by looking, never by asking again. */
    record Lost(String why) implements Reply {}
}
