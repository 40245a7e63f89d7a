package recovery.systemtests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static recovery.systemtests.story.World.STANDBY;
import static recovery.systemtests.story.World.WEB_1;
import static recovery.systemtests.story.World.WEB_2;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import recovery.shared.alarm.Alarm;
import recovery.shared.control.Mode;
import recovery.shared.ec2.InstanceState;
import recovery.shared.journal.JournalRow;
import recovery.shared.look.Look;
import recovery.shared.record.Outcome;
import recovery.shared.record.Recovery;
import recovery.shared.record.RosterEntry;
import recovery.simulator.Action;
import recovery.simulator.Ailment;
import recovery.simulator.Aim;
import recovery.simulator.Fault;
import recovery.simulator.Happening;

class RestartStoriesTest {
    private static final String STOP = "StopInstances " + WEB_1;
    private static final String START = "StartInstances " + WEB_1;

    @Test
    void withEveryEventLostTheSweepRecoversAll() {
        var world = World.acting();
        world.eventsAreLost = true;
        world.model.breakHost(WEB_1);
        world.run(Duration.ofMinutes(30));
        assertThat(outcome(world)).contains(Outcome.RECOVERED);
        assertThat(world.acts()).containsExactly(STOP, START);
    }

    @Test
    void aFreshInstallationOnlyReportsWhatItWouldHaveDone() {
        var world = World.acting().mode(Mode.OBSERVE);
        world.model.breakHost(WEB_1);
        world.run(Duration.ofMinutes(10));
        assertThat(world.acts()).isEmpty();
        assertThat(world.notices()).anyMatch(text -> text.contains("would act: SYSTEM on " + WEB_1));
    }

    @Test
    void withoutCapacityTheStartStaysOwedAndIsTriedUntilItSucceeds() {
        var world = World.acting();
        world.model.arm(new Fault.NoCapacity(), Aim.at(Action.START_INSTANCES).on(WEB_1));
        world.model.breakHost(WEB_1);
        world.run(Duration.ofMinutes(40));
        assertThat(world.state(WEB_1)).isEqualTo(InstanceState.STOPPED);
        assertThat(world.recoveryOf(WEB_1).map(Recovery::open)).contains(true);
        assertThat(world.notices()).anyMatch(text -> text.contains("A Start is owed"));
        world.model.lift(Fault.NoCapacity.class);
        world.run(Duration.ofMinutes(20));
        assertThat(world.state(WEB_1)).isEqualTo(InstanceState.RUNNING);
        assertThat(outcome(world)).contains(Outcome.RECOVERED);
    }

    @Test
    void offStopsEverythingButTheStartThatIsOwed() {
        var world = World.acting();
        world.model.breakHost(WEB_1);
        world.run(Duration.ofMinutes(3));
        assertThat(world.acts()).containsExactly(STOP);
        world.mode(Mode.OFF);
        world.model.breakHost(WEB_2);
        world.run(Duration.ofMinutes(20));
        assertThat(world.acts()).containsExactly(STOP, START);
    }

    @Test
    void aMachineThatAPersonStoppedIsLeftAlone() {
        var world = World.acting();
        world.model.happens(WEB_1, Happening.PERSON_STOPS);
        world.run(Duration.ofMinutes(20));
        assertThat(world.acts()).isEmpty();
        assertThat(world.journalOf(WEB_1)).anyMatch(row -> row.sentence().contains("somebody's will"));
    }

    @Test
    void aMachineThatAwsStoppedIsStarted() {
        var world = World.acting();
        world.model.happens(WEB_1, Happening.AWS_STOPS);
        world.run(Duration.ofMinutes(20));
        assertThat(world.acts()).containsExactly(START);
        assertThat(outcome(world)).contains(Outcome.RECOVERED);
    }

    @Test
    void aHostThatHealsBeforeTheStopIsProvedHealedByItself() {
        var world = World.acting();
        world.model.breakHost(WEB_1);
        world.alarms.onChange(changed -> world.model.happens(WEB_1, Happening.HEALS));
        world.run(Duration.ofMinutes(20));
        assertThat(world.acts()).isEmpty();
    }

    @Test
    void aHostThatHealsAndBreaksAgainBeforeItIsProvedIsRestarted() {
        var world = World.acting();
        var trace = new Trace(world);
        trace.after(Trace.row(JournalRow.Kind.OPENED), () -> {
            world.model.happens(WEB_1, Happening.HEALS);
            world.alarms.set("recovery-web-host-" + WEB_1, Alarm.State.OK);
        });
        world.model.breakHost(WEB_1);
        world.run(Duration.ofMinutes(4));
        assertThat(world.acts()).isEmpty();
        world.model.breakHost(WEB_1);
        world.alarms.follow("recovery-web-host-" + WEB_1);
        world.run(Duration.ofMinutes(20));
        assertThat(outcome(world)).contains(Outcome.RECOVERED);
        assertThat(world.acts()).containsExactly(STOP, START);
        assertThat(trace.broken()).isEmpty();
    }

    @Test
    void aStopThatOldAnswersHidIsLeftToAPersonAndNotTakenForAStrangers() {
        var world = World.acting();
        world.model.arm(new Fault.LoseReply(true), Aim.at(Action.STOP_INSTANCES).on(WEB_1));
        world.model.arm(new Fault.Stale(Duration.ofMinutes(6)), Aim.at(Action.DESCRIBE_INSTANCES));
        world.model.breakHost(WEB_1);
        world.run(Duration.ofMinutes(5));
        world.model.lift(Fault.LoseReply.class);
        world.run(Duration.ofMinutes(20));
        assertThat(world.journalOf(WEB_1)).anyMatch(row -> row.sentence().contains("two reads show it as before"));
        assertThat(outcome(world)).contains(Outcome.NEEDS_PERSON);
        assertThat(world.notices()).anyMatch(text -> text.contains("whether it is our stop or another's"));
    }

    @Test
    void aRestartThatDoesNotHelpCallsAPersonAndNothingBeginsUntilItIsAcknowledged() {
        var world = World.acting();
        world.model.breaks(WEB_1, Ailment.Part.SYSTEM, Ailment.Cure.NONE);
        world.run(Duration.ofHours(3));
        assertThat(outcome(world)).contains(Outcome.NEEDS_PERSON);
        assertThat(world.target(WEB_1).awaiting()).isPresent();
        assertThat(world.acts()).containsExactly(STOP, START);
        assertThat(world.notices()).anyMatch(text -> text.contains("aws ec2 describe-instances"));
    }

    @Test
    void aLostReplyIsSettledByLookingAndNeverByAskingAgain() {
        var world = World.acting();
        world.model.arm(new Fault.LoseReply(true), Aim.at(Action.STOP_INSTANCES).on(WEB_1), 1);
        world.model.breakHost(WEB_1);
        world.run(Duration.ofMinutes(20));
        assertThat(world.acts()).containsExactly(STOP, START);
        assertThat(outcome(world)).contains(Outcome.RECOVERED);
        assertThat(world.journalOf(WEB_1))
                .anyMatch(row ->
                        row.kind() == JournalRow.Kind.RESULT && row.sentence().contains("the reply was lost"));
    }

    @Test
    void aMachineWhoseKeyIsDisabledIsNotStoppedSinceItWouldStayDown() {
        String key = "arn:aws:kms:us-east-1:123456789012:key/1a2b3c4d-0000-4000-8000-000000000001";
        var world = World.acting();
        world.model.alter(WEB_1, traits -> traits.encryptedWith(key, false));
        world.model.breakHost(WEB_1);
        world.run(Duration.ofMinutes(10));
        assertThat(world.acts()).isEmpty();
        assertThat(outcome(world)).contains(Outcome.NEEDS_PERSON);
        assertThat(world.notices())
                .anyMatch(text -> text.contains("the use of the keys of its volumes was denied: Disabled key " + key));
    }

    @Test
    void aMachineWhoseKeyIsEnabledIsRecoveredLikeAnyOther() {
        var world = World.acting();
        world.model.alter(WEB_1, traits -> traits.encryptedWith("arn:aws:kms:us-east-1:123456789012:key/1", true));
        world.model.breakHost(WEB_1);
        world.run(Duration.ofMinutes(20));
        assertThat(outcome(world)).contains(Outcome.RECOVERED);
    }

    @Test
    void twoBrokenHostsAreTakenOneAfterTheOther() {
        var world = World.acting();
        world.model.breakHost(WEB_1);
        world.model.breakHost(WEB_2);
        world.run(Duration.ofMinutes(4));
        assertThat(world.acts().stream().filter(act -> act.startsWith("Stop"))).hasSize(1);
        world.run(Duration.ofMinutes(40));
        assertThat(List.of(world.state(WEB_1), world.state(WEB_2))).containsOnly(InstanceState.RUNNING);
        assertThat(world.acts()).hasSize(4);
    }

    @Test
    void aTagThatIsTakenAwayEndsTheRecoveryBeforeTheStop() {
        var world = World.acting();
        world.model.breakHost(WEB_1);
        world.model.alter(WEB_1, traits -> traits.tagged(Map.of()));
        world.run(Duration.ofMinutes(10));
        assertThat(world.acts()).isEmpty();
    }

    /** Found by engine R: the rung START did not look at the tag, and started what had been taken from us. */
    @Test
    void aTagThatIsTakenAwayEndsTheRecoveryBeforeTheStart() {
        var world = World.acting();
        world.bus.onEvent(event -> world.model.alter(WEB_1, traits -> traits.tagged(Map.of())));
        world.model.happens(WEB_1, Happening.AWS_STOPS);
        world.run(Duration.ofMinutes(10));
        assertThat(world.acts()).isEmpty();
        assertThat(outcome(world)).contains(Outcome.CANCELLED);
    }

    /** Found by seed 4531 of the engine R: it was started again ten minutes later. */
    @Test
    void aMachineThatIsShutDownFromInsideAfterOurStartStaysDown() {
        var world = World.acting();
        world.model.happens(WEB_1, Happening.AWS_STOPS);
        world.run(Duration.ofMinutes(3));
        assertThat(world.acts()).containsExactly(START);
        world.model.happens(WEB_1, Happening.GUEST_SHUTS_DOWN);
        world.run(Duration.ofMinutes(40));
        assertThat(world.acts()).containsExactly(START);
        assertThat(outcome(world)).contains(Outcome.CANCELLED);
    }

    /** The roster's entry is written again each hour only, so that its time said nothing of what came after the recovery. */
    @Test
    void aMachineThatAwsTerminatesAfterItsRecoveryIsNotForgotten() {
        var world = World.acting();
        world.model.breakHost(WEB_1);
        world.run(Duration.ofMinutes(20));
        assertThat(outcome(world)).contains(Outcome.RECOVERED);
        world.model.happens(WEB_1, Happening.AWS_TERMINATES);
        world.run(Duration.ofMinutes(20));
        assertThat(world.journalOf(WEB_1))
                .anyMatch(row -> row.kind() == JournalRow.Kind.DECISION
                        && row.sentence().equals("Escalate: the plan has no answer to GONE"));
        assertThat(world.notices().stream().filter(text -> text.contains(WEB_1 + " (GONE, plan web)")))
                .as("a person is called once")
                .hasSize(1);
        assertThat(RosterEntry.read(world.store, WEB_1))
                .as("and then it leaves the roster")
                .isEmpty();
    }

    /** The alarm over all hosts rings for web-2, which a person has in hand; it rang for hours when web-1 broke. */
    @Test
    void anAlarmOverManyHostsOpensForEachAndNeedNotBeSilentForTheProof() {
        var world = World.acting();
        String fleet = "recovery-web-fleet";
        world.alarms.define(fleet);
        world.alarms.delete("recovery-web-host-" + WEB_1);
        world.alarms.set(fleet, Alarm.State.ALARM);
        world.run(Duration.ofHours(3));
        world.model.breakHost(WEB_1);
        world.run(Duration.ofSeconds(100));
        world.invoke(Bundle.Function.DETECTION, Documents.seriesRang(fleet, WEB_1, world.clock.now()));
        assertThat(world.recoveryOf(WEB_1)).as("the event opened it").isPresent();
        world.run(Duration.ofMinutes(30));
        assertThat(outcome(world)).contains(Outcome.RECOVERED);
        assertThat(world.acts()).containsExactly(STOP, START);
    }

    /** Otherwise nobody would hear anything, and nothing would ring: the alarm on the heartbeat does not need the bus. */
    @Test
    void aBusThatTakesNothingSilencesTheHeartbeats() {
        var world = World.acting();
        world.bus.refuseNext(Integer.MAX_VALUE);
        world.model.breakHost(WEB_1);
        world.run(Duration.ofMinutes(20));
        assertThat(outcome(world)).contains(Outcome.RECOVERED);
        assertThat(world.heartbeatsAtTheLastTick()).containsExactlyInAnyOrder("detection", "failover");
        assertThat(world.log).anyMatch(line -> line.contains("the bus did not take Recovery Closed: the bus is out"));
        world.bus.refuseNext(0);
        world.run(Duration.ofMinutes(1));
        assertThat(world.heartbeatsAtTheLastTick()).contains("restart");
    }

    @Test
    void whatDetectionCannotTellSilencesItsHeartbeat() {
        var world = World.acting().mode(Mode.OBSERVE);
        world.bus.refuseNext(Integer.MAX_VALUE);
        world.model.breakHost(WEB_1);
        world.run(Duration.ofMinutes(20));
        assertThat(world.heartbeatsAtTheLastTick()).containsExactlyInAnyOrder("restart", "failover");
        assertThat(world.log).anyMatch(line -> line.contains("the bus did not take Recovery Held: the bus is out"));
    }

    /** Found by engine C: one look that was lost called a person in place of the failover. */
    @Test
    void aStandbyThatCouldNotBeSeenOnceIsLookedAtAgain() {
        var world = World.serving(Optional.empty(), TestPlans.setting("ladder", "SYSTEM", List.of("STOP_START")))
                .mode(Mode.ACT);
        world.model.breaks(WEB_1, Ailment.Part.SYSTEM, Ailment.Cure.NONE);
        var looks = new AtomicInteger();
        world.interruptedBy(new Interruption() {
            @Override
            public <T> T at(Class<T> port, T real) {
                return port.cast(
                        Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (proxy, method, given) -> {
                            boolean alone = method.getName().equals("checks") && STANDBY.equals(given[0]);
                            return alone && looks.incrementAndGet() == 1
                                    ? new Look.Unreadable<>("the reply was lost")
                                    : method.invoke(real, given);
                        }));
            }
        });
        world.run(Duration.ofHours(1));
        assertThat(looks.get()).isGreaterThan(1);
        assertThat(outcome(world)).contains(Outcome.FAILED_OVER);
    }

    private static Optional<Outcome> outcome(World world) {
        return world.recoveryOf(WEB_1).flatMap(Recovery::closing).map(Recovery.Closing::outcome);
    }
}
