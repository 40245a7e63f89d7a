package recovery.shared.words;

/**
 * What a person may ask the operator function, as the command that asks it. Whatever changes something wants a reason, which a
 * person puts in; who asks is filled in by the command itself. Single quotes, because a notice is a JSON text.
 */
public final class Asks {
    private static final String SIGNED = " REASON='...'";

    private Asks() {}

    /** What was decided and done about a target, a service or {@code installation}. */
    public static String why(String about) {
        return request("why") + " TARGET=" + about;
    }

    /** How everything stands: the mode, the brake, and what is open. */
    public static String status() {
        return request("status");
    }

    /** @param target the key of a target */
    public static String acknowledge(String target) {
        return request("acknowledge") + " TARGET=" + target + SIGNED;
    }

    public static String releaseBrake() {
        return request("release-brake") + SIGNED;
    }

    public static String failback(String plan) {
        return request("failback") + " PLAN=" + plan + SIGNED;
    }

    /** What came of an earlier request. */
    public static String answer(String id) {
        return request("answer") + " ID=" + id;
    }

    private static String request(String name) {
        return "make ask REQUEST=" + name;
    }
}
