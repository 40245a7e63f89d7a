package recovery.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static recovery.failover.Pair.PRIMARY;
import static recovery.failover.Pair.STANDBY;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import recovery.shared.control.Mode;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.lever.LeverReply;
import recovery.shared.record.Group;
import recovery.shared.record.Outcome;
import recovery.shared.record.Recovery;
import recovery.shared.record.Target;
import recovery.shared.record.Wish;
import recovery.shared.store.Write;
import recovery.simulator.Action;
import recovery.simulator.Aim;
import recovery.simulator.Ec2Error;
import recovery.simulator.Fault;
import recovery.simulator.Happening;
import recovery.simulator.Traits;

/** The way home, which a person asks for: refused with the reason, or the same steps back. */
class FailbackStoriesTest {
    private static final InstanceId THIRD = new InstanceId("i-00000000000000003");
    private static final LeverReply REFUSED = new LeverReply.Refused("AccessDenied", "no", false);

    @Test
    void itGoesHomeWhenAPersonAsksByTheSameStepsAndBothRunAgain() {
        var pair = new Pair().opened().run(Duration.ofMinutes(10)).run(Duration.ofHours(24));
        pair.ec2.model().happens(PRIMARY, Happening.PERSON_STARTS);
        pair.run(Duration.ofMinutes(5));
        assertThat(pair.ask(Wish.Kind.FAILBACK)).contains("has begun");
        assertThat(Group.read(pair.store, "db").slots().values())
                .extracting(Group.Slot::target)
                .as("what stops serving is no healthy member of its group any more")
                .containsExactly(new Target.OfInstance(STANDBY));
        pair.run(Duration.ofMinutes(15));
        assertThat(pair.service().awaiting()).isEmpty();
        assertThat(pair.signposts.sides()).containsExactly(PRIMARY.value());
        assertThat(pair.state(PRIMARY)).isEqualTo(InstanceState.RUNNING);
        assertThat(pair.state(STANDBY))
                .as("it was fenced, and is started again")
                .isEqualTo(InstanceState.RUNNING);
        assertThat(pair.target(PRIMARY).free()).isTrue();
        assertThat(pair.bus.events())
                .anyMatch(event -> String.valueOf(event.detail().get("text")).startsWith("FAILED_BACK"));
    }

    @Test
    void aFailbackIsRefusedTooEarlyAndWithAnUncleanPrimary() {
        var pair = new Pair().opened().run(Duration.ofMinutes(10));
        assertThat(pair.ask(Wish.Kind.FAILBACK)).contains("the standby must have served until");
        pair.run(Duration.ofHours(24));
        assertThat(pair.ask(Wish.Kind.FAILBACK)).contains("the primary is not clean: stopped");
        assertThat(pair.signposts.sides()).containsExactly(STANDBY.value());
    }

    /** Failed over a day ago, with a primary that is well again, under a plan that wants so many healthy members. */
    private static Pair awayForADay(int minHealthy) {
        return awayForADay(plan -> plan.replace("\"minHealthy\": 0", "\"minHealthy\": " + minHealthy));
    }

    private static Pair awayForADay(UnaryOperator<String> change) {
        var pair = new Pair(change);
        pair.enrolled(PRIMARY, "eu-west-1a").enrolled(STANDBY, "eu-west-1b");
        pair.opened().run(Duration.ofMinutes(10)).run(Duration.ofHours(24));
        pair.ec2.model().happens(PRIMARY, Happening.PERSON_STARTS);
        return pair.run(Duration.ofMinutes(5));
    }

    @Test
    void aFailbackThatStopsNobodyAsksNoGroup() {
        var pair = awayForADay(plan -> plan.replace("STOP", "NONE").replace("\"minHealthy\": 0", "\"minHealthy\": 2"));
        assertThat(pair.ask(Wish.Kind.FAILBACK)).contains("has begun");
    }

    @Test
    void aFailbackTakesTheStandbysPlaceInItsGroupAndZone() {
        var pair = awayForADay(1);
        assertThat(pair.ask(Wish.Kind.FAILBACK)).contains("has begun");
        assertThat(Group.read(pair.store, "db").slots().values())
                .containsExactly(new Group.Slot(new Target.OfInstance(STANDBY), "eu-west-1b"));
        String failback = pair.target(STANDBY).claim().orElseThrow();
        assertThat(Recovery.read(pair.store, failback).orElseThrow().opening().zone())
                .isEqualTo("eu-west-1b");
    }

    @Test
    void aFailbackIsRefusedWhileTheGroupCannotSpareTheStandby() {
        var pair = awayForADay(2);
        assertThat(pair.ask(Wish.Kind.FAILBACK))
                .contains("not yet: the group cannot spare the standby: 1 healthy left, at least 2 wanted");
        assertThat(pair.state(STANDBY)).isEqualTo(InstanceState.RUNNING);
    }

    @Test
    void aFailbackIsRefusedWhileAsManyOthersAreInRecoveryAsThePlanAllows() {
        var pair = awayForADay(1);
        var other = new Group.Slot(new Target.OfInstance(THIRD), "eu-west-1c");
        pair.store.commit(List.of(new Write.Put(
                Group.read(pair.store, "db").reserved("r-9", other).item("another"))));
        assertThat(pair.ask(Wish.Kind.FAILBACK)).contains("1 others of 2 in recovery, at most 1 at once");
        assertThat(Group.read(pair.store, "db").slots()).containsOnlyKeys("r-9");
    }

    @Test
    void aFailbackIsRefusedForAnotherOneInTheStandbysZoneAlone() {
        Pair pair = awayForADay(plan -> plan.replace("\"floor\": 1", "\"floor\": 2"));
        pair.store.commit(List.of(new Write.Put(Group.read(pair.store, "db")
                .reserved("r-9", new Group.Slot(new Target.OfInstance(THIRD), "eu-west-1b"))
                .item("another"))));
        assertThat(pair.ask(Wish.Kind.FAILBACK))
                .isEqualTo("not yet: the group cannot spare the standby:"
                        + " another one in eu-west-1b is in recovery, one at once");
        assertThat(Group.read(pair.store, "db").slots()).containsOnlyKeys("r-9");
    }

    /** The same with a third member, and two of them must be healthy: all are when the failback opens. */
    private static Pair begunInAGroupOfThree() {
        var pair = new Pair(plan -> plan.replace("\"minHealthy\": 0", "\"minHealthy\": 2"));
        pair.ec2.model().add(THIRD, Traits.inZone("eu-west-1c").tagged("recovery:plan", "db"));
        pair.enrolled(PRIMARY, "eu-west-1a").enrolled(STANDBY, "eu-west-1b").enrolled(THIRD, "eu-west-1c");
        pair.opened().run(Duration.ofMinutes(10)).run(Duration.ofHours(24));
        pair.ec2.model().happens(PRIMARY, Happening.PERSON_STARTS);
        pair.run(Duration.ofMinutes(5));
        assertThat(pair.ask(Wish.Kind.FAILBACK)).contains("has begun");
        return pair;
    }

    @Test
    void aFailbackStopsNoStandbyThatItsGroupCanSpareNoMore() {
        var pair = begunInAGroupOfThree();
        pair.ec2.model().happens(THIRD, Happening.PERSON_STOPS);
        pair.run(Duration.ofMinutes(2));
        var failback = Recovery.read(pair.store, pair.service().awaiting().orElseThrow())
                .orElseThrow();
        assertThat(failback.closing().orElseThrow().reason())
                .isEqualTo("nothing has moved: the group cannot spare the standby: 1 healthy left, at least 2 wanted");
        assertThat(failback.closing().orElseThrow().outcome()).isEqualTo(Outcome.ROLLED_BACK);
        assertThat(failback.intents()).as("nothing was sent").isEmpty();
        assertThat(pair.state(STANDBY)).isEqualTo(InstanceState.RUNNING);
        assertThat(Group.read(pair.store, "db").slots()).isEmpty();
        assertThat(failback.leftOnStandby()).as("a person may ask again").isTrue();
    }

    @Test
    void aStopThatIsSentAgainWaitsForTheGroupToo() {
        var pair = begunInAGroupOfThree();
        pair.ec2
                .model()
                .arm(
                        new Fault.Refuse(Ec2Error.THROTTLED),
                        Aim.at(Action.STOP_INSTANCES).on(STANDBY),
                        1);
        pair.run(Duration.ofSeconds(60));
        String failback = pair.target(STANDBY).claim().orElseThrow();
        assertThat(Recovery.read(pair.store, failback).orElseThrow().intents()).hasSize(1);
        pair.ec2.model().happens(THIRD, Happening.PERSON_STOPS);
        pair.run(Duration.ofMinutes(3));
        assertThat(Recovery.read(pair.store, failback).orElseThrow().intents()).hasSize(1);
        assertThat(pair.service().awaiting()).contains(failback);
        assertThat(pair.state(STANDBY)).isEqualTo(InstanceState.RUNNING);
    }

    @Test
    void aFailbackIsRefusedWhileThePrimaryIsInAnotherRecovery() {
        var pair = new Pair(plan -> plan.replace("STOP", "NONE"));
        pair.opened().run(Duration.ofMinutes(10)).run(Duration.ofHours(24));
        assertThat(pair.outcome()).isEqualTo("FAILED_OVER");
        pair.claimed(PRIMARY, "r-9");
        assertThat(pair.ask(Wish.Kind.FAILBACK)).contains("not yet: the primary is in a recovery");
        assertThat(pair.target(PRIMARY).claim()).contains("r-9");
    }

    @Test
    void aFailbackIsRefusedWhileModeOrBrakeDoNotAllowIt() {
        assertThat(awayForADay(1).mode(Mode.OBSERVE).ask(Wish.Kind.FAILBACK))
                .isEqualTo("not yet: mode or brake do not allow it");
        assertThat(awayForADay(1).braked().ask(Wish.Kind.FAILBACK)).isEqualTo("not yet: mode or brake do not allow it");
    }

    @Test
    void aFailbackIsRefusedWhileTheStandbyIsInARecovery() {
        var pair = awayForADay(1).claimed(STANDBY, "r-9");
        assertThat(pair.ask(Wish.Kind.FAILBACK)).isEqualTo("not yet: the standby is in a recovery");
        assertThat(pair.target(STANDBY).claim()).contains("r-9");
    }

    @Test
    void whileOneFailbackIsUnderWayThereIsNoSecond() {
        var pair = awayForADay(1);
        assertThat(pair.ask(Wish.Kind.FAILBACK)).contains("has begun");
        assertThat(pair.ask(Wish.Kind.FAILBACK))
                .isEqualTo("not yet: the service does not wait for the failback of r-1");
    }

    @Test
    void fromAFailoverThatIsStillOpenNobodyGoesHome() {
        var pair = new Pair().opened();
        assertThat(pair.ask(Wish.Kind.FAILBACK)).isEqualTo("r-1 is no failover from which to go home");
        assertThat(pair.recovery().open()).isTrue();
    }

    @Test
    void aFailbackStopsNoStandbyForALeverThatSomebodyHasMovedSince() {
        var pair = new Pair().opened().run(Duration.ofMinutes(10)).run(Duration.ofHours(24));
        pair.ec2.model().happens(PRIMARY, Happening.PERSON_STARTS);
        pair.run(Duration.ofMinutes(5));
        pair.signposts.points.put("weights", "elsewhere");
        assertThat(pair.ask(Wish.Kind.FAILBACK)).contains("has begun");
        pair.run(Duration.ofMinutes(10));
        assertThat(pair.state(STANDBY)).as("it serves").isEqualTo(InstanceState.RUNNING);
        assertThat(pair.bus.events())
                .anyMatch(event -> String.valueOf(event.detail().get("text"))
                        .contains("nothing has moved: signpost weights is elsewhere"));
        String failback = pair.service().awaiting().orElseThrow();
        assertThat(Recovery.read(pair.store, failback).orElseThrow().leftOnStandby())
                .as("a person may ask again")
                .isTrue();
    }

    @Test
    void aFailbackThatIsRefusedOnItsWayLeavesTheStandbyServing() {
        var pair = new Pair().opened().run(Duration.ofMinutes(10)).run(Duration.ofHours(24));
        pair.ec2.model().happens(PRIMARY, Happening.PERSON_STARTS);
        pair.run(Duration.ofMinutes(5));
        pair.signposts.answer("address", REFUSED, 5);
        pair.ask(Wish.Kind.FAILBACK);
        pair.run(Duration.ofMinutes(20));
        assertThat(pair.signposts.sides()).containsExactly(STANDBY.value());
        assertThat(pair.state(STANDBY)).isEqualTo(InstanceState.RUNNING);
        assertThat(pair.target(PRIMARY).claim())
                .as("it stays out of everybody's hands")
                .isPresent();
    }
}
