package recovery.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static recovery.operator.Desk.TARGET;
import static recovery.operator.Desk.WEB_1;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import recovery.shared.control.Switch;
import recovery.shared.ec2.InstanceId;
import recovery.shared.guard.Verdict;
import recovery.shared.journal.JournalRow;
import recovery.shared.record.Outcome;
import recovery.shared.record.Owner;
import recovery.shared.record.Recovery;
import recovery.shared.record.RosterEntry;
import recovery.shared.record.Target;
import recovery.shared.store.Item;
import recovery.shared.store.Write;

class ReportsTest {
    private final Desk desk = new Desk();

    private String status() {
        return String.valueOf(desk.flow.handle(Map.of("request", "status")).get("text"));
    }

    private String why(String about) {
        return String.valueOf(
                desk.flow.handle(Map.of("request", "why", "target", about)).get("text"));
    }

    private void roster(InstanceId id, String plan) {
        var entry = new RosterEntry(id, plan, "eu-west-1a", desk.now(), Optional.empty(), 1);
        desk.store.commit(List.of(new Write.Put(entry.item("detection"))));
    }

    private static Target target(int number) {
        return new Target.OfInstance(new InstanceId(String.format(Locale.ROOT, "i-%017x", number)));
    }

    @Test
    void aFreshInstallationObservesAndSaysSo() {
        var answer = desk.flow.handle(Map.of("request", "status"));
        assertThat(answer)
                .containsEntry("request", "status")
                .containsEntry("done", true)
                .containsEntry("mode", "OBSERVE")
                .containsEntry("brake", false);
        assertThat(answer.get("lines"))
                .asInstanceOf(InstanceOfAssertFactories.list(String.class))
                .containsExactly(
                        "the mode is OBSERVE, set by nobody: never set",
                        "the brake is not latched; 0 of 10 attempts in the last hour",
                        "open recoveries: 0",
                        "roster: 0 instances",
                        "plans: 1 deployed",
                        "  web: mode OBSERVE, in effect OBSERVE, hash 0123456789abcdef");
    }

    @Test
    void theLowerOfTheTwoModesIsInEffect() {
        desk.ask("set-mode", "mode", "OFF");
        assertThat(status()).contains("web: mode OBSERVE, in effect OFF");
    }

    @Test
    void openWorkOfBothOwnersIsShown() {
        desk.moved(desk.opened("r-1", TARGET, Owner.RESTART), draft -> draft.owesStart(desk.now()));
        desk.opened("r-2", target(2), Owner.FAILOVER);
        desk.ask("cancel", "recovery", "r-2");
        assertThat(status())
                .contains("open recoveries: 2")
                .contains("r-1 of " + WEB_1 + ": plan web, SYSTEM, with restart in stage REQUESTED of STOP_START")
                .contains("a Start is owed since 2026-03-01T10:00:00Z")
                .contains("with failover")
                .contains("requests without an answer: 1");
    }

    @Test
    void aRecordThatCannotBeReadHidesNoOther() {
        desk.opened("r-1", TARGET, Owner.RESTART);
        Recovery other = desk.opened("r-2", target(2), Owner.RESTART);
        desk.store.commit(List.of(new Write.Put(new Item(
                Recovery.key("r-1"),
                2,
                "later",
                Optional.of(new Item.Queued("restart", desk.now())),
                Map.of("id", "r-1", "schema", 99L)))));
        assertThat(status())
                .contains("unreadable: r-1: recovery r-1 has schema 99")
                .contains(other.id() + " of ");
    }

    @Test
    void aHundredOpenRecoveriesAreCountedAndFiftyAreShown() {
        for (int i = 1; i <= 100; i++) {
            desk.opened("r-" + i, target(i), Owner.RESTART);
        }
        assertThat(status()).contains("open recoveries: 50, and 50 not looked at");
    }

    @Test
    void theRosterIsCountedByPlanAndAPlanThatIsNotDeployedIsNamed() {
        roster(WEB_1, "web");
        roster(new InstanceId("i-00000000000000002"), "web");
        roster(new InstanceId("i-00000000000000003"), "old");
        assertThat(status()).contains("roster: 3 instances", "  web: 2\n", "  old: 1, a plan that is NOT DEPLOYED");
    }

    @Test
    void whatWaitsForAPersonIsNamed() {
        desk.closed(desk.opened("r-1", TARGET, Owner.RESTART), Outcome.NEEDS_PERSON);
        assertThat(status()).contains("a person must acknowledge r-1 on " + WEB_1);
        assertThat(why(WEB_1.value())).contains("until a person acknowledges r-1");
    }

    @Test
    void aSpoiledSwitchIsShownAsOff() {
        desk.put(Switch.KEY, 1, Map.of("mode", "on"));
        assertThat(status()).contains("the mode is OFF, set by nobody: its item cannot be used, field mode:");
    }

    @Test
    void whyTellsTheNewestDecisionFirstWithEachGuardsVerdict() {
        decided("Hold: group: two of three are healthy", Verdict.holds("group", "two of three are healthy"));
        desk.clock.advance(Duration.ofMinutes(1));
        decided("Recover: SYSTEM by plan web", Verdict.passes("group", "three of three are healthy"));
        String text = why(WEB_1.value());
        assertThat(text)
                .containsSubsequence(
                        "2026-03-01T10:01:00Z DECISION Recover: SYSTEM by plan web",
                        "    group: PASSES, three of three are healthy",
                        "2026-03-01T10:00:00Z DECISION Hold: group: two of three are healthy",
                        "    group: HOLDS, two of three are healthy");
    }

    private void decided(String sentence, Verdict verdict) {
        desk.row(new JournalRow(
                WEB_1.value(),
                JournalRow.sequenceOf(desk.now(), "x"),
                WEB_1.value(),
                desk.now(),
                JournalRow.Kind.DECISION,
                sentence,
                Map.of("guards", List.of(verdict.map()))));
    }

    @Test
    void whyTellsTheStageAndTheDeadlinesOfAnOpenRecovery() {
        roster(WEB_1, "web");
        desk.moved(desk.opened("r-1", TARGET, Owner.RESTART), draft -> draft.owesStart(desk.now()));
        assertThat(why(WEB_1.value()))
                .contains(WEB_1 + " opted in to plan web, zone eu-west-1a")
                .contains("in recovery: r-1 of ")
                .contains("this step has until 2026-03-01T10:05:00Z")
                .contains("the attempts to start it have until 2026-03-01T11:00:00Z")
                .contains("a person is called at 2026-03-01T10:20:00Z");
    }

    @Test
    void whyStillTellsTheJournalOfARecoveryOfALaterVersion() {
        desk.opened("r-1", TARGET, Owner.RESTART);
        desk.put(Recovery.key("r-1"), 2, Map.of("schema", 99L, "id", "r-1"));
        assertThat(why(WEB_1.value()))
                .contains("in recovery: recovery r-1 has schema 99")
                .contains("OPENED opened");
    }

    @Test
    void whyAboutAStrangerSaysThatNothingIsKnown() {
        assertThat(why(WEB_1.value()))
                .contains("is not in the roster", "in no recovery", "the journal has nothing about " + WEB_1);
    }

    @Test
    void theHistoryOfTheSwitchIsTold() {
        desk.ask("set-mode", "mode", "ACT");
        desk.clock.advance(Duration.ofMinutes(1));
        desk.ask("set-mode", "mode", "OFF");
        assertThat(why("switch"))
                .containsSubsequence("was ACT and is OFF now, set by Ann", "was OBSERVE and is ACT now, set by Ann");
    }

    @Test
    void anUnreadableStoreIsAnswered() {
        desk.store.unreachable(true);
        assertThat(desk.flow.handle(Map.of("request", "status"))).containsEntry("done", false);
    }
}
