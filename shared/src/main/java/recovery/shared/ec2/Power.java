package recovery.shared.ec2;

/**
 * The door to act on instances. Each call is exactly one request for exactly one instance, without retries: EC2 has no
 * idempotency token for these, so that a retry after a lost reply could act twice.
 */
public interface Power {
    Reply stop(InstanceId id, StopMode mode);

    Reply start(InstanceId id);

    /** Asks whether this function would be permitted to stop the instance, without doing it. */
    Permission mayStop(InstanceId id);

    /** Asks whether this function would be permitted to start the instance, without doing it. */
    Permission mayStart(InstanceId id);

    /**
     * Asks whether the keys of the instance's encrypted volumes are enabled. A dry run of a start does not tell: EC2 takes
     * the start, and the instance falls back to stopped.
     */
    Permission mayDecrypt(InstanceId id);

    /** The answer to a dry run, or to another question of the kind. */
    sealed interface Permission {
        record Granted() implements Permission {}

        record Denied(String code, String message) implements Permission {}

        record Unknown(String why) implements Permission {}
    }
}
