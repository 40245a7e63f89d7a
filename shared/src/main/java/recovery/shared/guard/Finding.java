package recovery.shared.guard;

/** What a guard says of an act, from the mildest to the gravest. */
public enum Finding {
    /** Nothing here speaks against it. */
    PASSES,
    /** An earlier refusal made looking unnecessary. */
    NOT_LOOKED_AT,
    /** It would be done, if the mode allowed more than observing. */
    OBSERVES,
    /** Not now; the target is judged again later. */
    HOLDS,
    /** A person must decide. */
    ESCALATES,
    /** Not at all: there is nothing for us to do. */
    IGNORES;

    public boolean refuses() {
        return this != PASSES && this != NOT_LOOKED_AT;
    }
}
