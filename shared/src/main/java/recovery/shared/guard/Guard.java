package recovery.shared.guard;

/** One rule that may refuse an act. It knows nothing but the facts, and gives its verdict on the same facts alike. */
public interface Guard {
    /** The name under which people find it in a decision. */
    String name();

    Verdict judge(Facts facts);
}
