package recovery.systemtests.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import recovery.shared.guard.Verdict;
import recovery.shared.journal.JournalRow;

/** How a row of the journal reads in a timeline. */
class WordingTest {
    private static final Map<String, Object> GUARDS = Map.of(
            "guards",
            List.of(
                    Verdict.passes("switch", "mode ACT").map(),
                    Verdict.ignores("free", "recovery r-1 holds it").map(),
                    Verdict.notLookedAt("alarm").map()));

    @Test
    void aDecisionSaysInWordsWhatWasDecidedAndByWhichGuard() {
        assertThat(Wording.of(decision("Ignore: free: recovery r-1 holds it")))
                .containsExactly(
                        "journal   DECISION: there is nothing to do, says the guard `free`: recovery r-1 holds it");
    }

    @Test
    void aDecisionWithoutAGuardKeepsItsReason() {
        assertThat(Wording.of(decision("Hold: would act: SYSTEM on i-1; switch: mode OBSERVE")))
                .containsExactly("journal   DECISION: not now: would act: SYSTEM on i-1; switch: mode OBSERVE");
        assertThat(Wording.of(decision("Escalate: the plan has no answer to GONE")))
                .containsExactly("journal   DECISION: a person must decide: the plan has no answer to GONE");
    }

    @Test
    void anOpeningShowsEachGuardAndSaysOnceWhatWasNotLookedAt() {
        assertThat(Wording.of(Rows.row(1, JournalRow.Kind.OPENED, "SYSTEM on i-1", GUARDS)))
                .containsExactly(
                        "journal   OPENED: SYSTEM on i-1",
                        "            guard switch passes: mode ACT",
                        "            guard free ignores: recovery r-1 holds it",
                        "            guard alarm: not looked at");
    }

    @Test
    void everyOtherRowIsShownAsItStands() {
        assertThat(Wording.of(Rows.row(1, JournalRow.Kind.INTENT, "Stop: asked", GUARDS)))
                .containsExactly("journal   INTENT: Stop: asked");
    }

    private static JournalRow decision(String sentence) {
        return Rows.row(1, JournalRow.Kind.DECISION, sentence, GUARDS);
    }
}
