package recovery.systemtests.invariant;

/** A rule was broken. No product code can catch it. */
public final class Broken extends Error {
    private static final long serialVersionUID = 1L;

    private final Rule rule;

    public Broken(Rule rule, String what) {
        super(rule + " (" + rule.sentence() + "): " + what, null, false, false);
        this.rule = rule;
    }

    public Rule rule() {
        return rule;
    }

    static void demand(boolean holds, Rule rule, String what) {
        if (!holds) {
            throw new Broken(rule, what);
        }
    }
}
