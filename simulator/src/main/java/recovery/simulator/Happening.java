package recovery.simulator;

/** What befalls an instance without a call of ours. */
public enum Happening {
    /** Somebody stops it in the console. */
    PERSON_STOPS,
    /** Somebody starts it in the console. */
    PERSON_STARTS,
    /** Somebody terminates it. */
    PERSON_TERMINATES,
    /** AWS loses it for good, as with a volume that cannot be attached any more. */
    AWS_TERMINATES,
    /** The guest is shut down from inside. */
    GUEST_SHUTS_DOWN,
    /** AWS stops it because its host is retired. */
    AWS_STOPS,
    /** AWS takes back its Spot capacity. */
    SPOT_STOPS,
    /** EC2's own recovery moves it to another host; it stays {@code running}, and there is no event. */
    AWS_RECOVERS,
    /** Whatever is wrong with it passes. */
    HEALS
}
