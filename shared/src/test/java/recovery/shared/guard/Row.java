package recovery.shared.guard;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One row of a table: a situation in words and in facts, and what a guard must say of it.
 *
 * @param says a part of the verdict's sentence
 */
record Row(String why, FactsOf facts, Finding finding, String says) {
    static Row passes(String why, FactsOf facts, String says) {
        return new Row(why, facts, Finding.PASSES, says);
    }

    static Row holds(String why, FactsOf facts, String says) {
        return new Row(why, facts, Finding.HOLDS, says);
    }

    static Row ignores(String why, FactsOf facts, String says) {
        return new Row(why, facts, Finding.IGNORES, says);
    }

    static Row notLookedAt(String why, FactsOf facts) {
        return new Row(why, facts.notLookedAt(), Finding.NOT_LOOKED_AT, "not looked at");
    }

    /** The guard says so, under its own name, and says the same when it is asked again. */
    void check(Guard guard) {
        Verdict verdict = guard.judge(facts.facts());
        assertThat(verdict.finding()).as(verdict.sentence()).isEqualTo(finding);
        assertThat(verdict.sentence()).contains(says);
        assertThat(verdict.guard()).isEqualTo(guard.name());
        assertThat(guard.judge(facts.facts())).isEqualTo(verdict);
    }

    @Override
    public String toString() {
        return why;
    }
}
