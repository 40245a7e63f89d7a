package recovery.systemtests.story;

import static org.assertj.core.api.Assertions.assertThat;
import static recovery.systemtests.story.World.WEB_1;
import static recovery.systemtests.story.World.WEB_2;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import recovery.shared.alarm.Alarm;
import recovery.shared.alarm.Metric;
import recovery.shared.control.Mode;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.json.Json;
import recovery.shared.lever.Addresses.Address;
import recovery.shared.record.Outcome;
import recovery.shared.record.Owner;
import recovery.shared.record.Recovery;
import recovery.shared.record.Target;
import recovery.shared.record.TargetState;
import recovery.simulator.Ailment;
import recovery.simulator.SimulatedAddresses;

/** An alarm on the service itself: no check of EC2 fails, and yet its users see errors. */
class ServiceAlarmTest {
    private static final Target SERVICE = new Target.OfService("web");
    private static final String USERS = "recovery-web-users";
    private static final String CANARY = "recovery-canary-fails";
    private static final String ADDRESS = "203.0.113.10";
    private static final String FENCE = "StopInstances " + WEB_1;

    /** A plan by which two alarms together move the address of the service from the first server to the second. */
    private static Map<String, Object> failingOver(Map<String, Object> plan) {
        var triggers =
                new ArrayList<Object>(List.of(Map.of("alarm", USERS, "witness", CANARY, "symptom", "APPLICATION")));
        triggers.addAll((List<?>) plan.getOrDefault("triggers", List.of()));
        return TestPlans.setting("triggers", triggers)
                .andThen(TestPlans.setting(
                        "failover",
                        Json.read(
                                """
                        {"primary": "%s", "standby": "%s", "fence": "STOP", "window": "PT1H", "bake": "PT24H",
                         "steps": [{"elasticIp": {"address": "%s", "standbyWrites": true}}]}
                        """
                                        .formatted(WEB_1, WEB_2, ADDRESS))))
                .apply(plan);
    }

    private final World world = world();

    private static World world() {
        World world = World.with(ServiceAlarmTest::failingOver).mode(Mode.ACT);
        world.model.addAddress(ADDRESS, WEB_1);
        world.alarms.define(
                USERS, new Metric("AWS/ApplicationELB", "HTTPCode_Target_5XX_Count", Map.of("LoadBalancer", "web")));
        world.alarms.define(CANARY);
        return world;
    }

    private void rings(String... alarms) {
        List.of(alarms).forEach(alarm -> world.alarms.set(alarm, Alarm.State.ALARM));
    }

    private void calm(String... alarms) {
        List.of(alarms).forEach(alarm -> world.alarms.set(alarm, Alarm.State.OK));
    }

    private Optional<Outcome> outcome() {
        return world.recoveryOf(SERVICE).flatMap(Recovery::closing).map(Recovery.Closing::outcome);
    }

    private Optional<InstanceId> leads() {
        return new SimulatedAddresses(world.model, "test")
                .address(ADDRESS)
                .seen()
                .flatMap(Address::instance);
    }

    @Test
    void twoAlarmsOnTheServiceMoveItToItsStandbyAndTheFirstMustBeOkInTheEnd() {
        rings(USERS, CANARY);
        world.run(Duration.ofMinutes(4));
        Recovery open = world.recoveryOf(SERVICE).orElseThrow();
        assertThat(open.owner()).isEqualTo(Owner.FAILOVER);
        assertThat(open.claims()).allSatisfy(target -> assertThat(
                        TargetState.read(world.store, target).claim())
                .contains(open.id()));
        assertThat(world.state(WEB_1)).isEqualTo(InstanceState.STOPPED);
        assertThat(leads()).contains(WEB_2);
        assertThat(open.open()).as("its alarm still rings").isTrue();
        calm(USERS, CANARY);
        world.run(Duration.ofMinutes(4));
        assertThat(outcome()).contains(Outcome.FAILED_OVER);
        assertThat(world.acts().getFirst()).isEqualTo(FENCE);
        assertThat(world.notices()).anyMatch(text -> text.contains("FAILED_OVER: service:web"));
    }

    @Test
    void withEveryEventLostTheSweepFindsTheAlarm() {
        world.eventsAreLost = true;
        rings(USERS, CANARY);
        world.run(Duration.ofMinutes(8));
        calm(USERS, CANARY);
        world.run(Duration.ofMinutes(8));
        assertThat(outcome()).contains(Outcome.FAILED_OVER);
    }

    @Test
    void anAlarmThatGoesOnRingingCallsAPersonAndTheStandbyKeepsTheAddress() {
        rings(USERS, CANARY);
        world.run(Duration.ofMinutes(30));
        assertThat(outcome()).contains(Outcome.NEEDS_PERSON);
        assertThat(leads()).contains(WEB_2);
        assertThat(world.recoveryOf(SERVICE)
                        .orElseThrow()
                        .closing()
                        .orElseThrow()
                        .reason())
                .contains("alarm recovery-web-users is ALARM");
    }

    @Test
    void oneAlarmAloneMovesNothingAndIsBroughtBeforeAPersonOnce() {
        rings(USERS);
        world.run(Duration.ofMinutes(90));
        assertThat(world.acts()).isEmpty();
        assertThat(world.recoveryOf(SERVICE)).isEmpty();
        assertThat(world.notices())
                .filteredOn(text -> text.contains("service:web"))
                .singleElement()
                .asString()
                .contains(
                        "A person is needed for service:web",
                        "a second alarm, recovery-canary-fails, is OK",
                        "[ make ask REQUEST=why TARGET=service:web ]");
    }

    @Test
    void theSecondAlarmMayComeLater() {
        rings(USERS);
        world.run(Duration.ofMinutes(3));
        rings(CANARY);
        world.run(Duration.ofMinutes(4));
        assertThat(world.acts()).startsWith(FENCE);
    }

    @Test
    void whatWouldBeDoneIsToldWhereTheModeOnlyObserves() {
        world.mode(Mode.OBSERVE);
        rings(USERS, CANARY);
        world.run(Duration.ofMinutes(10));
        assertThat(world.acts()).isEmpty();
        assertThat(world.notices())
                .anyMatch(text -> text.contains("would act: APPLICATION on service:web: failover by plan web"));
        assertThat(world.journalOf(SERVICE))
                .anyMatch(row -> row.sentence().startsWith("Hold: would act: APPLICATION on service:web"));
    }

    @Test
    void theRecoveryOfThePrimaryIsWaitedFor() {
        world.model.breakHost(WEB_1);
        world.run(Duration.ofMinutes(3));
        rings(USERS, CANARY);
        world.run(Duration.ofSeconds(30));
        assertThat(world.recoveryOf(SERVICE)).isEmpty();
        assertThat(world.journalOf(SERVICE))
                .anyMatch(row -> row.sentence().contains("the echo of our own work on its group"));
        calm(USERS, CANARY);
        world.run(Duration.ofMinutes(20));
        assertThat(world.recoveryOf(WEB_1).flatMap(Recovery::closing).map(Recovery.Closing::outcome))
                .contains(Outcome.RECOVERED);
        assertThat(world.recoveryOf(SERVICE)).as("the service serves again").isEmpty();
    }

    @Test
    void aStandbyThatIsBeingRecoveredIsNoStandby() {
        world.model.breaks(WEB_2, Ailment.Part.SYSTEM, Ailment.Cure.NONE);
        world.run(Duration.ofMinutes(60));
        rings(USERS, CANARY);
        world.run(Duration.ofMinutes(10));
        assertThat(world.recoveryOf(SERVICE)).isEmpty();
        assertThat(world.journalOf(SERVICE))
                .anyMatch(row -> row.sentence().contains("its standby is in a recovery itself, or waits for a person"));
    }
}
