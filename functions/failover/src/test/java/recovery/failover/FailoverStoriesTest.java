package recovery.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static recovery.failover.Pair.PRIMARY;
import static recovery.failover.Pair.STANDBY;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import recovery.shared.act.Settling;
import recovery.shared.alarm.Alarm;
import recovery.shared.bus.BusEvent;
import recovery.shared.control.Mode;
import recovery.shared.ec2.InstanceState;
import recovery.shared.ec2.StopMode;
import recovery.shared.journal.JournalRow;
import recovery.shared.lever.LeverReply;
import recovery.shared.record.Target;
import recovery.shared.record.Wish;
import recovery.simulator.Action;
import recovery.simulator.Aim;
import recovery.simulator.Fault;
import recovery.simulator.Happening;

class FailoverStoriesTest {
    private static final LeverReply REFUSED = new LeverReply.Refused("AccessDenied", "no", false);

    /** Whoever does as told, in the order of the page, never lets two sides write. */
    private static void assertLooksAndStopsFirst(String page) {
        assertThat(page)
                .containsSubsequence(
                        " First look. At primary " + PRIMARY + ": [ aws ec2 describe-instances ",
                        " At standby " + STANDBY + ": [ aws ec2 describe-instances ",
                        " Nothing may move before " + PRIMARY + " is seen stopped or terminated, or two sides write.",
                        "[ aws ec2 stop-instances --region eu-west-1 --instance-ids " + PRIMARY + " ]",
                        "[ aws ec2 stop-instances --skip-os-shutdown --region eu-west-1 --instance-ids " + PRIMARY
                                + " ]",
                        "[ aws ec2 stop-instances --force --region eu-west-1 --instance-ids " + PRIMARY + " ]",
                        " Then do ONE of these two, never both. EITHER ");
        assertThat(page.substring(0, page.indexOf(" Then do ONE "))).doesNotContain("turn ", "start-instances");
    }

    @Test
    void theServiceMovesBehindItsFenceAndStaysThere() {
        var pair = new Pair().opened().run(Duration.ofMinutes(10));
        assertThat(pair.outcome()).isEqualTo("FAILED_OVER");
        assertThat(pair.signposts.sets)
                .containsExactly("reads to " + STANDBY, "address to " + STANDBY, "weights to " + STANDBY);
        assertThat(pair.state(PRIMARY)).isEqualTo(InstanceState.STOPPED);
        assertThat(pair.target(PRIMARY).claim())
                .as("nobody may start it into two writers")
                .contains("r-1");
        assertThat(pair.service().awaiting()).contains("r-1");
        assertThat(pair.target(STANDBY).free()).isTrue();
        assertThat(pair.rows(JournalRow.Kind.INTENT).getFirst()).startsWith("Fence, stop GRACEFUL");
    }

    @Test
    void nothingMovesBeforeTheFenceIsSeen() {
        var pair = new Pair().opened().run(Duration.ofSeconds(30));
        assertThat(pair.state(PRIMARY)).isEqualTo(InstanceState.STOPPING);
        assertThat(pair.signposts.sets).isEmpty();
    }

    @Test
    void aPrimaryThatSomebodyElseStoppedIsAFenceAfterASecondReadAMinuteLater() {
        var pair = new Pair();
        pair.ec2.model().happens(PRIMARY, Happening.AWS_STOPS);
        pair.run(Duration.ofMinutes(2)).opened().run(Duration.ofSeconds(50));
        assertThat(pair.state(PRIMARY)).isEqualTo(InstanceState.STOPPED);
        assertThat(pair.signposts.sets).as("one read may be behind a start").isEmpty();
        pair.run(Duration.ofMinutes(8));
        assertThat(pair.outcome()).isEqualTo("FAILED_OVER");
        assertThat(pair.ec2.model().log().acts())
                .as("nothing had to be stopped")
                .isEmpty();
    }

    @Test
    void aReadThatIsBehindSomebodysStartIsNoFence() {
        var pair = new Pair();
        pair.ec2.model().happens(PRIMARY, Happening.AWS_STOPS);
        pair.run(Duration.ofMinutes(2)).opened().run(Duration.ofSeconds(50));
        pair.ec2.model().happens(PRIMARY, Happening.PERSON_STARTS);
        pair.run(Duration.ofSeconds(20));
        assertThat(pair.signposts.sets)
                .as("a second read a minute after the first finds it started")
                .isEmpty();
        pair.run(Duration.ofMinutes(10));
        assertThat(pair.rows(JournalRow.Kind.INTENT).getFirst()).startsWith("Fence, stop GRACEFUL");
        assertThat(pair.outcome()).isEqualTo("FAILED_OVER");
    }

    @Test
    void aStopThatHangsGetsStrongerAsThePlanAllows() {
        var pair = new Pair();
        pair.ec2
                .model()
                .arm(
                        new Fault.HangStop(Optional.of(StopMode.FORCE), Optional.empty()),
                        Aim.at(Action.STOP_INSTANCES).on(PRIMARY));
        pair.opened().run(Duration.ofMinutes(15));
        assertThat(pair.outcome()).isEqualTo("FAILED_OVER");
        assertThat(pair.rows(JournalRow.Kind.INTENT))
                .anyMatch(row -> row.startsWith("Fence, stop SKIP_OS_SHUTDOWN"))
                .anyMatch(row -> row.startsWith("Fence, stop FORCE"));
    }

    @Test
    void aFenceThatCannotBeProvedMovesNothingAndAPersonGetsTheCommands() {
        var pair = new Pair();
        pair.ec2
                .model()
                .arm(
                        new Fault.HangStop(Optional.empty(), Optional.empty()),
                        Aim.at(Action.STOP_INSTANCES).on(PRIMARY));
        pair.opened().run(Duration.ofMinutes(40));
        assertThat(pair.signposts.sets).isEmpty();
        String first = pair.pages().getFirst();
        assertThat(first).contains("the fence is not proved, and nothing moves");
        assertLooksAndStopsFirst(first);
        assertThat(first)
                .containsSubsequence(
                        " Then do ONE of these two, never both. EITHER go on: take it over first",
                        "[ make ask REQUEST=acknowledge TARGET=" + PRIMARY
                                + " REASON='...' ] and once it answers so, and " + PRIMARY
                                + " is still seen down: [ turn"
                                + " reads to " + STANDBY + " && turn address to " + STANDBY + " && turn weights to "
                                + STANDBY + " ] and leave " + PRIMARY + " down.",
                        " OR give up, for nothing has moved: start " + PRIMARY + ", to which a Start is owed: [ aws ec2"
                                + " start-instances --region eu-west-1 --instance-ids " + PRIMARY + " ]");
        assertThat(pair.recovery().open()).as("a Start is owed").isTrue();
    }

    @Test
    void aStepThatIsRefusedBeforeThePointOfNoReturnIsTakenBack() {
        var pair = new Pair();
        pair.signposts.answer("address", REFUSED, 5);
        pair.opened().run(Duration.ofMinutes(15));
        assertThat(pair.outcome()).isEqualTo("ROLLED_BACK");
        assertThat(pair.signposts.sides()).containsExactly(PRIMARY.value());
        assertThat(pair.signposts.sets)
                .containsExactly("reads to " + STANDBY, "address to " + STANDBY, "reads to " + PRIMARY);
        assertThat(pair.state(PRIMARY)).isEqualTo(InstanceState.RUNNING);
        assertThat(pair.service().awaiting()).contains("r-1");
    }

    @Test
    void aStepThatIsRefusedAfterItGoesToAPersonWithTheCommandsThatRemain() {
        var pair = new Pair();
        pair.signposts.answer("weights", REFUSED, 5);
        pair.opened().run(Duration.ofMinutes(15));
        assertThat(pair.outcome()).isEqualTo("NEEDS_PERSON");
        assertThat(pair.state(PRIMARY)).as("two writers are worse than none").isEqualTo(InstanceState.STOPPED);
        assertThat(pair.target(PRIMARY).claim()).contains("r-1");
        String told = String.valueOf(pair.bus
                .events(BusEvent.Kind.RECOVERY_CLOSED)
                .getFirst()
                .detail()
                .get("text"));
        assertLooksAndStopsFirst(told);
        assertThat(told)
                .containsSubsequence(
                        " EITHER go on: [ turn weights to " + STANDBY + " ] and leave " + PRIMARY + " down.",
                        " OR give up: take it back [ turn address to " + PRIMARY + " && turn reads to " + PRIMARY
                                + " ]",
                        "(what " + STANDBY + " has written since is not on " + PRIMARY + ")",
                        ", and only when that is done start " + PRIMARY + ", if it is down: [ aws ec2 start-instances",
                        " When it is done: [ make ask REQUEST=acknowledge TARGET=" + PRIMARY + " REASON='...' ]");
    }

    @Test
    void whatIsOnlyThrottledIsSentAgain() {
        var pair = new Pair();
        pair.signposts.answer("address", new LeverReply.Refused("Throttling", "slowly", true), 2);
        pair.opened().run(Duration.ofMinutes(15));
        assertThat(pair.outcome()).isEqualTo("FAILED_OVER");
    }

    /** ELB and EC2 answer a look from a copy that may be behind what they have just accepted (seed 101509 of engine R). */
    @Test
    void whatALeverDoesNotShowYetIsNotSentAgain() {
        var pair = new Pair();
        pair.signposts.lag("reads", 3);
        pair.opened().run(Duration.ofMinutes(15));
        assertThat(pair.outcome()).isEqualTo("FAILED_OVER");
        assertThat(pair.signposts.sets)
                .containsExactly("reads to " + STANDBY, "address to " + STANDBY, "weights to " + STANDBY);
    }

    @Test
    void aLeverThatShowsItsOldSettingIsNotBelievedToBeBack() {
        var pair = new Pair();
        pair.signposts.lag("reads", 2);
        pair.opened().run(Duration.ofSeconds(50));
        assertThat(pair.signposts.sets).containsExactly("reads to " + STANDBY);
        pair.mode(Mode.OBSERVE).run(Duration.ofMinutes(10));
        assertThat(pair.outcome()).isEqualTo("ROLLED_BACK");
        assertThat(pair.signposts.sides()).containsExactly(PRIMARY.value());
    }

    @Test
    void aSettingThatIsNeitherBeforeNorAfterStopsItAndCallsAPerson() {
        var pair = new Pair();
        pair.opened().run(Duration.ofSeconds(20));
        pair.signposts.points.put("reads", "elsewhere");
        pair.run(Duration.ofMinutes(10));
        assertThat(pair.signposts.sets).isEmpty();
        assertThat(pair.pages()).anyMatch(text -> text.contains("somebody else moves it, so nothing is sent"));
    }

    @Test
    void aStandbyThatIsNotHealthyIsNoStandby() {
        var pair = new Pair();
        pair.ec2.model().happens(STANDBY, Happening.PERSON_STOPS);
        pair.opened().run(Duration.ofMinutes(10));
        assertThat(pair.outcome()).isEqualTo("NEEDS_PERSON");
        assertThat(pair.ec2.model().log().acts()).isEmpty();
        assertThat(pair.target(PRIMARY).claim()).isEmpty();
    }

    @Test
    void offStopsItWhereItStandsOnceAStepIsApplied() {
        var pair = new Pair();
        pair.signposts.answer("address", new LeverReply.Refused("Throttling", "slowly", true), 2);
        pair.opened().run(Duration.ofSeconds(50));
        assertThat(pair.signposts.sets).containsExactly("reads to " + STANDBY, "address to " + STANDBY);
        pair.mode(Mode.OFF).run(Duration.ofMinutes(10));
        assertThat(pair.signposts.sets).hasSize(2);
        assertThat(pair.state(PRIMARY)).isEqualTo(InstanceState.STOPPED);
        String page = pair.pages().getFirst();
        assertThat(page).contains("the mode is OFF");
        assertLooksAndStopsFirst(page);
        assertThat(page)
                .containsSubsequence(
                        " EITHER go on: take it over first",
                        "[ turn address to " + STANDBY + " && turn weights to " + STANDBY + " ] and leave " + PRIMARY,
                        " OR give up: take it back [ turn reads to " + PRIMARY
                                + " ], and only when that is done start ",
                        "[ aws ec2 start-instances");
    }

    @Test
    void offBeforeAnyStepSendsTheStartThatIsOwedAndNothingElse() {
        var pair =
                new Pair().opened().run(Duration.ofSeconds(20)).mode(Mode.OFF).run(Duration.ofMinutes(10));
        assertThat(pair.outcome()).isEqualTo("ROLLED_BACK");
        assertThat(pair.signposts.sets).isEmpty();
        assertThat(pair.state(PRIMARY)).isEqualTo(InstanceState.RUNNING);
    }

    /** Our clock is behind EC2's, so that our own stop is dated after the Start that follows on it. */
    @Test
    void aLookThatIsBehindAnAcceptedStartTakesOurOwnStopForNobodyElses() {
        var pair = new Pair()
                .behind(Duration.ofMinutes(2))
                .run(Duration.ofSeconds(10))
                .opened();
        pair.invoke(pair.tick());
        assertThat(pair.state(PRIMARY)).isEqualTo(InstanceState.STOPPING);
        Aim starts = Aim.at(Action.START_INSTANCES).on(PRIMARY);
        pair.ec2.model().arm(new Fault.NoCapacity(), starts, 1);
        pair.ec2.model().arm(new Fault.FailToBoot(), starts, 1);
        pair.mode(Mode.OBSERVE).runUntil(() -> pair.state(PRIMARY) == InstanceState.PENDING);
        Instant before = pair.clock.now().minusSeconds(2);
        for (int seconds = 0; seconds < 120; seconds++) {
            var stale = new Fault.Stale(Duration.between(before, pair.clock.now()));
            pair.ec2.model().arm(stale, Aim.at(Action.DESCRIBE_INSTANCES).on(PRIMARY), 1);
            pair.invoke(pair.tick());
            pair.ec2.model().lift(Fault.Stale.class);
            pair.clock.advance(Duration.ofSeconds(1));
        }
        assertThat(pair.recovery().open()).as("the Start is still owed").isTrue();
        pair.run(Duration.ofMinutes(15));
        assertThat(pair.state(PRIMARY)).isEqualTo(InstanceState.RUNNING);
        assertThat(pair.outcome()).isEqualTo("ROLLED_BACK");
    }

    @Test
    void observingTurnsItBackBeforeThePointOfNoReturn() {
        var pair = new Pair();
        pair.signposts.answer("address", new LeverReply.Refused("Throttling", "slowly", true), 2);
        pair.opened().run(Duration.ofSeconds(50));
        pair.mode(Mode.OBSERVE).run(Duration.ofMinutes(10));
        assertThat(pair.outcome()).isEqualTo("ROLLED_BACK");
        assertThat(pair.signposts.sides()).containsExactly(PRIMARY.value());
        assertThat(pair.state(PRIMARY)).isEqualTo(InstanceState.RUNNING);
    }

    /** The switch that was judged by is the one that the note demands: the looks between take their time. */
    @Test
    void offThatIsSetWhileTheFirstLeverIsLookedAtBindsItsRequest() {
        var pair = new Pair().opened();
        pair.interruptedBy(duringTheLookAtTheFirstLever(() -> pair.mode(Mode.OFF)))
                .run(Duration.ofMinutes(10));
        assertThat(pair.signposts.sets).isEmpty();
        assertThat(pair.outcome()).isEqualTo("ROLLED_BACK");
    }

    @Test
    void theBrakeThatLatchesWhileTheFirstLeverIsLookedAtBindsItsRequest() {
        var pair = new Pair().opened();
        pair.interruptedBy(duringTheLookAtTheFirstLever(pair::braked)).run(Duration.ofMinutes(10));
        assertThat(pair.signposts.sets).isEmpty();
        assertThat(pair.outcome()).isEqualTo("ROLLED_BACK");
    }

    @Test
    void offThatIsSetWhileThePrimaryIsLookedAtBindsItsStop() {
        var pair = new Pair().opened();
        pair.interruptedBy(Interruption.during("Ec2.instance", 3, () -> pair.mode(Mode.OFF)))
                .run(Duration.ofMinutes(10));
        assertThat(pair.ec2.model().log().acts()).isEmpty();
    }

    @Test
    void theBrakeThatLatchesWhileThePrimaryIsLookedAtBindsItsStop() {
        var pair = new Pair().opened();
        pair.interruptedBy(Interruption.during("Ec2.instance", 3, pair::braked)).run(Duration.ofMinutes(10));
        assertThat(pair.ec2.model().log().acts()).isEmpty();
    }

    @Test
    void aLookThatTookTooLongIsTakenAgainBeforeAnythingIsSent() {
        var pair = new Pair().opened();
        var slow = duringTheLookAtTheFirstLever(() -> pair.clock.advance(Duration.ofSeconds(9)));
        pair.interruptedBy(slow).run(Duration.ofMinutes(10));
        assertThat(slow.calls().subList(0, slow.calls().indexOf("Step.set")))
                .as("six before the fence, and two before the request")
                .filteredOn("Step.look"::equals)
                .hasSize(8);
        assertThat(pair.outcome()).isEqualTo("FAILED_OVER");
    }

    /** Three looks are for the undo, and three see that all still stands so. */
    private static Interruption duringTheLookAtTheFirstLever(Runnable what) {
        return Interruption.during("Step.look", 7, what);
    }

    @Test
    void theBrakeTurnsItBackBeforeThePointOfNoReturn() {
        var pair = new Pair().opened().run(Duration.ofSeconds(20)).braked().run(Duration.ofMinutes(10));
        assertThat(pair.outcome()).isEqualTo("ROLLED_BACK");
        assertThat(pair.recovery().closing().orElseThrow().reason()).contains("the brake is latched since");
        assertThat(pair.state(PRIMARY)).isEqualTo(InstanceState.RUNNING);
    }

    @Test
    void aPersonWhoCancelsItTurnsItBackBeforeThePointOfNoReturn() {
        var pair = new Pair().opened().run(Duration.ofSeconds(20));
        assertThat(pair.ask(Wish.Kind.CANCEL)).startsWith("cancelled");
        pair.run(Duration.ofMinutes(10));
        assertThat(pair.outcome()).isEqualTo("ROLLED_BACK");
        assertThat(pair.recovery().closing().orElseThrow().reason())
                .contains("it went back because: a person cancelled it: Ann: a test");
        assertThat(pair.state(PRIMARY)).isEqualTo(InstanceState.RUNNING);
    }

    @Test
    void aLeverWhoseReplyWasLostIsLookedAtBeforeItIsAskedAgain() {
        var pair = new Pair();
        pair.signposts.answer("address", new LeverReply.Lost("the connection broke"), 1);
        pair.opened().run(Duration.ofMinutes(15));
        assertThat(pair.outcome()).isEqualTo("FAILED_OVER");
        assertThat(pair.rows(JournalRow.Kind.RESULT))
                .anyMatch(row -> row.contains("a first read says"))
                .anyMatch(row -> row.endsWith(Settling.UNCHANGED));
    }

    @Test
    void anAlarmOnTheServiceMustBeQuietBeforeItCountsAsServed() {
        var pair = new Pair().rung(Pair.SERVICE, "db-is-served").run(Duration.ofMinutes(3));
        assertThat(pair.signposts.sides()).containsExactly(STANDBY.value());
        assertThat(pair.outcome()).as("its alarm rings").isEqualTo("open in PROOF");
        pair.alarms.set("db-is-served", Alarm.State.OK);
        pair.run(Duration.ofMinutes(3));
        assertThat(pair.outcome()).isEqualTo("FAILED_OVER");
    }

    @Test
    void aLeverThatSomebodyElseMovesAllOfTheWayEndsTheDutyToo() {
        var pair = new Pair().opened().run(Duration.ofSeconds(5));
        assertThat(pair.recovery().startOwed()).isPresent();
        pair.signposts.points.replaceAll((name, side) -> STANDBY.value());
        pair.run(Duration.ofMinutes(1));
        assertThat(pair.signposts.sets).isEmpty();
        assertThat(pair.recovery().startOwed()).isEmpty();
        pair.run(Duration.ofMinutes(10));
        assertThat(pair.outcome()).isEqualTo("FAILED_OVER");
    }

    @Test
    void aServiceThatHealsBeforeTheFenceIsLeftAlone() {
        var pair = new Pair().rung(Pair.SERVICE, "db-is-served");
        pair.alarms.set("db-is-served", Alarm.State.OK);
        pair.run(Duration.ofMinutes(3));
        assertThat(pair.outcome()).isEqualTo("HEALED_ITSELF");
        assertThat(pair.ec2.model().log().acts()).isEmpty();
        assertThat(pair.signposts.sets).isEmpty();
        assertThat(pair.target(PRIMARY).free()).isTrue();
    }

    /** It never will be: the machine stays behind its fence. */
    @Test
    void theAlarmOfAMachineThatIsFencedNeedNotBeQuiet() {
        var pair = new Pair()
                .rung(new Target.OfInstance(PRIMARY), "host-of-the-primary")
                .run(Duration.ofMinutes(10));
        assertThat(pair.outcome()).isEqualTo("FAILED_OVER");
    }

    @Test
    void aLeverThatLeavesAndReturnsMustHoldForTheWholeSoakAgain() {
        var pair = new Pair().opened().run(Duration.ofSeconds(60));
        assertThat(pair.outcome()).isEqualTo("open in PROOF");
        pair.signposts.points.put("reads", PRIMARY.value());
        pair.run(Duration.ofSeconds(30));
        pair.signposts.points.put("reads", STANDBY.value());
        pair.invoke(pair.tick());
        pair.run(Duration.ofSeconds(40));
        assertThat(pair.outcome()).as("it returned less than a minute ago").isEqualTo("open in PROOF");
        pair.run(Duration.ofMinutes(2));
        assertThat(pair.outcome()).isEqualTo("FAILED_OVER");
    }

    @Test
    void aPrimaryThatSomebodyStartsAgainTurnsItBackBeforeTwoWrite() {
        var pair = new Pair();
        pair.signposts.answer("address", new LeverReply.Refused("Throttling", "slowly", true), 2);
        pair.opened().run(Duration.ofSeconds(50));
        assertThat(pair.signposts.sets).containsExactly("reads to " + STANDBY, "address to " + STANDBY);
        pair.ec2.model().happens(PRIMARY, Happening.PERSON_STARTS);
        pair.run(Duration.ofMinutes(10));
        assertThat(pair.outcome()).isEqualTo("ROLLED_BACK");
        assertThat(pair.signposts.sides()).containsExactly(PRIMARY.value());
    }

    @Test
    void aPrimaryThatOthersStoppedAndStartAgainTurnsItBackBeforeTwoWrite() {
        var pair = new Pair();
        pair.ec2.model().happens(PRIMARY, Happening.AWS_STOPS);
        pair.signposts.answer("address", new LeverReply.Refused("Throttling", "slowly", true), 2);
        pair.run(Duration.ofMinutes(2)).opened().run(Duration.ofSeconds(70));
        assertThat(pair.signposts.sets).containsExactly("reads to " + STANDBY, "address to " + STANDBY);
        pair.ec2.model().happens(PRIMARY, Happening.PERSON_STARTS);
        pair.run(Duration.ofMinutes(10));
        assertThat(pair.outcome()).isEqualTo("ROLLED_BACK");
        assertThat(pair.signposts.sides()).containsExactly(PRIMARY.value());
    }

    @Test
    void aPrimaryThatSomebodyStartsDuringTheSoakCallsAPersonAndNothingIsProvedWhileItRuns() {
        var pair = new Pair().opened().run(Duration.ofSeconds(60));
        assertThat(pair.outcome()).isEqualTo("open in PROOF");
        pair.ec2.model().happens(PRIMARY, Happening.PERSON_STARTS);
        pair.run(Duration.ofMinutes(15));
        assertThat(pair.outcome()).isEqualTo("open in PROOF");
        assertThat(pair.pages())
                .singleElement()
                .asString()
                .contains("somebody started " + PRIMARY + " again, which was fenced: it runs beside " + STANDBY)
                .satisfies(FailoverStoriesTest::assertLooksAndStopsFirst)
                .containsSubsequence(
                        " EITHER stay on " + STANDBY + ", where every step is done: leave " + PRIMARY + " down.",
                        " OR give up: take it back [ turn weights to " + PRIMARY);
        pair.ec2.model().happens(PRIMARY, Happening.PERSON_STOPS);
        pair.run(Duration.ofMinutes(10));
        assertThat(pair.outcome()).isEqualTo("FAILED_OVER");
    }

    @Test
    void aPersonWhoTakesOverPastTheReturnLeavesThePrimaryBehindItsFence() {
        var pair = new Pair().opened().run(Duration.ofSeconds(60));
        assertThat(pair.outcome()).isEqualTo("open in PROOF");
        assertThat(pair.ask(Wish.Kind.ACKNOWLEDGE))
                .endsWith("behind its fence stays " + PRIMARY + " until you ask once more");
        assertThat(pair.target(PRIMARY).claim())
                .as("nobody starts it beside the standby")
                .isPresent();
        assertThat(pair.target(STANDBY).claim()).isEmpty();
        assertThat(pair.recovery().leftOnStandby()).as("it may go home").isTrue();
        assertThat(pair.ask(Wish.Kind.ACKNOWLEDGE)).startsWith("acknowledged");
        assertThat(pair.target(PRIMARY).free()).isTrue();
    }

    @Test
    void anUndoThatFailsIsRetriedAndThenListsWhatRemains() {
        var pair = new Pair();
        pair.signposts.answer("address", REFUSED, 5);
        pair.signposts.answer("reads", new LeverReply.Accepted(Optional.empty()), 1);
        pair.signposts.answer("reads", REFUSED, 9);
        pair.opened().run(Duration.ofMinutes(15));
        assertThat(pair.recovery().open()).as("its Start waits for the step").isTrue();
        assertThat(pair.state(PRIMARY)).isEqualTo(InstanceState.STOPPED);
        String page = pair.pages().getFirst();
        assertThat(page).contains("it could not be taken back");
        assertLooksAndStopsFirst(page);
        assertThat(page)
                .as("what it was about to do comes first")
                .containsSubsequence(
                        " EITHER give up: take it back [ turn reads to " + PRIMARY
                                + " ], and only when that is done start " + PRIMARY
                                + ", to which a Start is owed: [ aws ec2 start-instances",
                        " OR go on: take it over first",
                        "[ turn reads to " + STANDBY);
        pair.signposts.points.put("reads", PRIMARY.value());
        pair.run(Duration.ofMinutes(5));
        assertThat(pair.outcome()).as("a person has done it by hand").isEqualTo("ROLLED_BACK");
        assertThat(pair.state(PRIMARY)).isEqualTo(InstanceState.RUNNING);
    }

    @Test
    void theUndoOfAllStepsIsInTheJournalBeforeTheFirstOne() {
        var pair = new Pair().opened().run(Duration.ofMinutes(10));
        var rows = pair.store.journal("r-1", Optional.empty()).items();
        var undo = rows.stream()
                .filter(row -> row.detail().containsKey("undo"))
                .findFirst()
                .orElseThrow();
        var intent = rows.stream()
                .filter(row -> row.kind() == JournalRow.Kind.INTENT)
                .findFirst()
                .orElseThrow();
        assertThat(undo.sequence()).isLessThan(intent.sequence());
        assertThat(undo.detail().get("undo"))
                .isEqualTo(Map.of("signpost reads", turn(), "signpost address", turn(), "signpost weights", turn()));
        assertThat(List.copyOf(pair.signposts.points.values())).containsOnly(STANDBY.value());
    }

    @Test
    void aPreviewTellsEachStepItsUndoAndThePointOfNoReturnAndChangesNothing() {
        var pair = new Pair();
        assertThat(pair.ask(Wish.Kind.PREVIEW))
                .contains("standby: ready, running")
                .contains("signpost reads: " + PRIMARY + " -> " + STANDBY + "; undo: [ turn reads to " + PRIMARY
                        + " ]; can be taken back")
                .contains("signpost address: " + PRIMARY + " -> " + STANDBY + "; undo: [ turn address to " + PRIMARY
                        + " ]; past the point of no return");
        assertThat(pair.signposts.sets).isEmpty();
    }

    @Test
    void aPreviewTellsOfALeverThatStandsAsPlannedAlready() {
        var pair = new Pair();
        pair.signposts.points.put("address", STANDBY.value());
        assertThat(pair.ask(Wish.Kind.PREVIEW))
                .contains(
                        "signpost address: " + STANDBY + " already, as planned: nothing is sent, and nothing to undo;");
    }

    private static Map<String, Object> turn() {
        return Map.of("before", Map.of("to", PRIMARY.value()), "after", Map.of("to", STANDBY.value()));
    }
}
