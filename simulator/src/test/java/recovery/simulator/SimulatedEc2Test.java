package recovery.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.ec2.Power.Permission;
import recovery.shared.ec2.Reply;
import recovery.shared.ec2.StopMode;
import recovery.shared.look.Look;
import recovery.shared.look.Page;

/** The two ports on the model. */
class SimulatedEc2Test {
    private static final InstanceId WEB_1 = new InstanceId("i-00000000000000001");
    private static final InstanceId UNKNOWN = new InstanceId("i-0ffffffffffffffff");

    private final HandClock clock = HandClock.at("2026-03-01T10:00:00.750Z");
    private final SimulatedEc2 ec2 = SimulatedEc2.drivenBy(clock);

    SimulatedEc2Test() {
        ec2.model().add(WEB_1, Traits.inZone("eu-west-1a").tagged(Instance.OPT_IN_TAG, "web"));
    }

    @Test
    void aStopTellsThePreviousStateAndItsTimeToTheSecond() {
        assertThat(ec2.stop(WEB_1, StopMode.GRACEFUL)).isEqualTo(new Reply.Accepted(InstanceState.RUNNING));

        Instance seen = ec2.instance(WEB_1).seen().orElseThrow();
        assertThat(seen.reason()).isEqualTo("Client.UserInitiatedShutdown");
        assertThat(seen.changedAt()).contains(Instant.parse("2026-03-01T10:00:00Z"));
        assertThat(seen.plan()).contains("web");
    }

    @Test
    void aRefusalCarriesEc2sCode() {
        ec2.stop(WEB_1, StopMode.GRACEFUL);

        assertThat(ec2.start(WEB_1)).isInstanceOfSatisfying(Reply.Refused.class, refused -> assertThat(refused.code())
                .isEqualTo("IncorrectInstanceState"));
    }

    @Test
    void wantOfCapacityIsARefusalAlthoughItComesWithStatus500() {
        ec2.stop(WEB_1, StopMode.GRACEFUL);
        clock.advance(Duration.ofMinutes(1));
        ec2.model().arm(new Fault.NoCapacity(), Aim.at(Action.START_INSTANCES), 1);

        assertThat(ec2.start(WEB_1)).isInstanceOf(Reply.Refused.class);
    }

    @Test
    void anInternalErrorIsLostAsItMayHaveHappened() {
        ec2.model().arm(new Fault.Refuse(Ec2Error.INTERNAL), Aim.at(Action.STOP_INSTANCES), 1);

        assertThat(ec2.stop(WEB_1, StopMode.GRACEFUL)).isInstanceOf(Reply.Lost.class);
    }

    @Test
    void aCallThatIsHeldIsLostToItsCallerAndHappensLater() {
        ec2.model().arm(new Fault.Hold(), Aim.at(Action.STOP_INSTANCES), 1);
        assertThat(ec2.stop(WEB_1, StopMode.GRACEFUL)).isInstanceOf(Reply.Lost.class);
        assertThat(state()).isEqualTo(InstanceState.RUNNING);

        ec2.model().release();

        assertThat(state()).isEqualTo(InstanceState.STOPPING);
    }

    @Test
    void aCallerThatIsKilledAfterTheCallHasStoppedTheInstance() {
        ec2.model().arm(new Fault.KillCaller(true), Aim.at(Action.STOP_INSTANCES), 1);

        assertThatExceptionOfType(CallerDied.class).isThrownBy(() -> ec2.stop(WEB_1, StopMode.GRACEFUL));
        assertThat(state()).isEqualTo(InstanceState.STOPPING);
    }

    @Test
    void aCallerThatIsKilledBeforeTheCallHasNot() {
        ec2.model().arm(new Fault.KillCaller(false), Aim.at(Action.STOP_INSTANCES), 1);

        assertThatExceptionOfType(CallerDied.class).isThrownBy(() -> ec2.stop(WEB_1, StopMode.GRACEFUL));
        assertThat(state()).isEqualTo(InstanceState.RUNNING);
    }

    @Test
    void aDryRunSaysWhetherTheCallerMay() {
        assertThat(ec2.mayStop(WEB_1)).isEqualTo(new Permission.Granted());
        ec2.model()
                .arm(
                        new Fault.Refuse(Ec2Error.UNAUTHORIZED),
                        Aim.at(Action.START_INSTANCES).andDryRuns());
        assertThat(ec2.mayStart(WEB_1)).isInstanceOf(Permission.Denied.class);
    }

    @Test
    void notFoundIsAbsentAndAnythingElseIsUnreadable() {
        assertThat(ec2.instance(UNKNOWN)).isInstanceOf(Look.Absent.class);
        ec2.model().arm(new Fault.Refuse(Ec2Error.UNAVAILABLE), Aim.at(Action.DESCRIBE_INSTANCES), 1);
        assertThat(ec2.instance(WEB_1)).isInstanceOf(Look.Unreadable.class);
    }

    @Test
    void aStaleReadOfChecksShowsThemAsTheyWere() {
        ec2.model().breakHost(WEB_1);
        clock.advance(Duration.ofMinutes(3));
        ec2.model().arm(new Fault.Stale(Duration.ofMinutes(3)), Aim.at(Action.DESCRIBE_INSTANCE_STATUS), 1);

        assertThat(impaired()).isEmpty();
        assertThat(impaired()).containsExactly("system");
    }

    @Test
    void theOptedInComeInPagesWithoutTheOthers() {
        for (int i = 2; i <= 5; i++) {
            ec2.model()
                    .add(
                            new InstanceId("i-0000000000000000" + i),
                            Traits.inZone("eu-west-1a").tagged(Instance.OPT_IN_TAG, "web"));
        }
        ec2.model().add(new InstanceId("i-00000000000000009"), Traits.inZone("eu-west-1a"));
        SimulatedEc2 paged = ec2.withPagesOf(2);

        Page<Instance> first = paged.optedIn(Optional.empty()).seen().orElseThrow();
        Page<Instance> second = paged.optedIn(first.next()).seen().orElseThrow();
        Page<Instance> third = paged.optedIn(second.next()).seen().orElseThrow();

        assertThat(List.of(
                        first.items().size(),
                        second.items().size(),
                        third.items().size()))
                .containsExactly(2, 2, 1);
        assertThat(third.next()).isEmpty();
    }

    private InstanceState state() {
        return ec2.instance(WEB_1).seen().orElseThrow().state();
    }

    private List<String> impaired() {
        Map<InstanceId, Checks> all = ec2.checks(Set.of(WEB_1)).seen().orElseThrow();
        return Optional.ofNullable(all.get(WEB_1)).orElseThrow().impaired();
    }
}
