package recovery.shared.record;

/** How a recovery ended. */
public enum Outcome {
    RECOVERED,
    FAILED_OVER,
    FAILED_BACK,
    ROLLED_BACK,
    HEALED_ITSELF,
    CANCELLED,
    NEEDS_PERSON;

    /** Whether nothing may begin on the target by itself until a person has acknowledged the outcome. */
    public boolean awaitsAcknowledgement() {
        return this == NEEDS_PERSON || this == ROLLED_BACK;
    }

    /** The same for one of the targets that were claimed: a service that has failed over does not do so again by itself. */
    boolean awaitsAcknowledgementOf(Target target) {
        return awaitsAcknowledgement() || (this == FAILED_OVER && target instanceof Target.OfService);
    }
}
