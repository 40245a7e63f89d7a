package recovery.operator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import recovery.shared.bus.BusEvent;
import recovery.shared.control.Mode;
import recovery.shared.control.Switch;
import recovery.shared.journal.JournalRow;
import recovery.shared.store.Write;

class SetModeTest {
    private final Desk desk = new Desk();

    private Switch stored() {
        return Switch.read(desk.store);
    }

    private void otherSets(Mode mode) {
        var next = new Switch(mode, "Bob", "his reason", Optional.of(desk.now()), stored().version() + 1);
        desk.store.commit(List.of(new Write.Put(next.item("bob"))));
    }

    @Test
    void theModeItsJournalRowAndNothingElseAreWrittenTogether() {
        var answer = desk.ask("set-mode", "mode", "ACT");
        assertThat(answer)
                .containsEntry("done", true)
                .containsEntry("mode", "ACT")
                .containsEntry("told", true);
        assertThat(stored()).isEqualTo(new Switch(Mode.ACT, "Ann", "a test", Optional.of(desk.now()), 1));
        assertThat(desk.store.commits()).singleElement().satisfies(writes -> assertThat(writes)
                .hasSize(2));
        assertThat(desk.rows("switch")).singleElement().satisfies(row -> {
            assertThat(row.sequence()).startsWith("00000001#");
            assertThat(row.target()).isEqualTo("switch");
            assertThat(row.kind()).isEqualTo(JournalRow.Kind.OPERATOR);
            assertThat(row.sentence()).isEqualTo("the mode was OBSERVE and is ACT now, set by Ann: a test");
        });
    }

    @Test
    void peopleAreToldOfTheMode() {
        desk.ask("set-mode", "mode", "OFF");
        assertThat(desk.bus.events(BusEvent.Kind.MODE_CHANGED)).singleElement().satisfies(event -> assertThat(
                        String.valueOf(event.detail().get("text")))
                .contains("the mode was OBSERVE and is OFF now, set by Ann: a test"));
    }

    @Test
    void whoeverSetsTheModeHearsThatNobodyElseCouldBeTold() {
        desk.bus.refuseNext(3);
        var answer = desk.ask("set-mode", "mode", "OFF");
        assertThat(answer).containsEntry("done", true).containsEntry("told", false);
        assertThat(String.valueOf(answer.get("text"))).endsWith("tell the others yourself");
    }

    @Test
    void aLostReplyIsReadBackAndKnownByTheToken() {
        desk.store.loseNextReply();
        assertThat(desk.ask("set-mode", "mode", "ACT")).containsEntry("done", true);
        assertThat(stored().version()).isEqualTo(1);
        assertThat(desk.rows("switch")).hasSize(1);
    }

    @Test
    void aLostRaceIsJudgedAgain() {
        desk.racing.beforeCommit(() -> otherSets(Mode.ACT));
        assertThat(desk.ask("set-mode", "mode", "OFF")).containsEntry("done", true);
        assertThat(stored().mode()).isEqualTo(Mode.OFF);
        assertThat(stored().version()).isEqualTo(2);
    }

    @Test
    void nobodyOverrulesAnOffThatTheyCouldNotKnowOf() {
        desk.racing.beforeCommit(() -> otherSets(Mode.OFF));
        var answer = desk.ask("set-mode", "mode", "ACT");
        assertThat(answer).containsEntry("done", false);
        assertThat(String.valueOf(answer.get("text"))).contains("Bob set the mode to OFF at the same moment");
        assertThat(stored().mode()).isEqualTo(Mode.OFF);
        assertThat(desk.rows("switch")).isEmpty();
        assertThat(desk.bus.events()).isEmpty();
    }

    @Test
    void afterThreeLostRacesNothingIsDone() {
        desk.store.contendNext(3);
        var answer = desk.ask("set-mode", "mode", "OFF");
        assertThat(answer).containsEntry("done", false);
        assertThat(String.valueOf(answer.get("text"))).contains("3 times: nothing was done");
        assertThat(stored().version()).isZero();
    }

    @Test
    void withoutAReadableStoreNothingIsDone() {
        desk.store.unreachable(true);
        var answer = desk.ask("set-mode", "mode", "ACT");
        assertThat(answer).containsEntry("done", false);
        assertThat(String.valueOf(answer.get("text"))).endsWith("nothing was done");
        desk.store.unreachable(false);
        assertThat(desk.store.commits()).isEmpty();
        assertThat(desk.bus.events()).isEmpty();
    }

    @Test
    void whatNobodyCanTellIsNotCalledDoneNorNotDone() {
        desk.store.loseNextReply();
        desk.racing.afterCommit(() -> desk.store.unreachable(true));
        var answer = desk.ask("set-mode", "mode", "OFF");
        assertThat(answer).containsEntry("done", false);
        assertThat(String.valueOf(answer.get("text")))
                .contains("nobody can tell whether it was written")
                .doesNotContain("nothing was done");
    }

    @Test
    void aModeThatCannotBeReadBackIsStillCalledSet() {
        desk.racing.afterCommit(() -> desk.store.unreachable(true));
        var answer = desk.ask("set-mode", "mode", "OFF");
        assertThat(answer).containsEntry("done", true).doesNotContainKey("stored");
        assertThat(String.valueOf(answer.get("text"))).contains("could not be read back: ask for status");
    }

    @Test
    void theAnswerTellsWhatIsStoredNow() {
        desk.racing.afterCommit(() -> otherSets(Mode.OFF));
        var answer = desk.ask("set-mode", "mode", "ACT");
        assertThat(answer).containsEntry("mode", "OFF");
        assertThat(String.valueOf(answer.get("text"))).contains("since then Bob has set it to OFF: his reason");
    }

    @Test
    void aSwitchThatWasSpoiledByHandCanBeSetAgain() {
        desk.put(Switch.KEY, 1, Map.of("mode", "on"));
        var answer = desk.ask("set-mode", "mode", "OBSERVE");
        assertThat(answer).containsEntry("done", true);
        assertThat(String.valueOf(answer.get("text"))).startsWith("the mode was OFF and is OBSERVE now");
        assertThat(stored().version()).isEqualTo(2);
    }

    @Test
    void aRowOfTheSameVersionDoesNotKeepAnybodyFromSettingOff() {
        desk.ask("set-mode", "mode", "ACT");
        // The state table is restored to a time before; the journal is not.
        desk.store.commit(List.of(new Write.Remove(Switch.KEY, 1)));
        assertThat(desk.ask("set-mode", "mode", "OFF")).containsEntry("done", true);
        assertThat(desk.rows("switch")).hasSize(2);
    }
}
