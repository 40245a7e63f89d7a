package recovery.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import recovery.shared.ec2.Checks.Status;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;

/** The model in virtual time. What a caller sees of it is in the table of behaviours. */
class Ec2ModelTest {
    private static final InstanceId WEB_1 = new InstanceId("i-00000000000000001");
    private static final InstanceId WEB_2 = new InstanceId("i-00000000000000002");

    private final HandClock clock = HandClock.at("2026-03-01T10:00:00Z");
    private final Ec2Model model = Ec2Model.drivenBy(clock);
    private final List<String> heard = new ArrayList<>();

    Ec2ModelTest() {
        model.add(WEB_1, Traits.inZone("eu-west-1a"));
        model.add(WEB_2, Traits.inZone("eu-west-1b"));
        model.onChange(change ->
                heard.add(change.at() + " " + change.id() + " " + change.state() + " heard at " + clock.now()));
    }

    @Test
    void listenersHearOfEachChangeAtItsTime() {
        stop(WEB_1);
        clock.advance(Duration.ofHours(1));

        assertThat(heard)
                .containsExactly(
                        "2026-03-01T10:00:00Z " + WEB_1 + " STOPPING heard at 2026-03-01T10:00:00Z",
                        "2026-03-01T10:00:40Z " + WEB_1 + " STOPPED heard at 2026-03-01T10:00:40Z");
    }

    @Test
    void changesOfSeveralInstancesAreHeardInTheOrderOfTheirTimes() {
        stop(WEB_2);
        clock.advance(Duration.ofSeconds(1));
        stop(WEB_1);
        clock.advance(Duration.ofMinutes(1));

        assertThat(heard)
                .extracting(text -> text.split(" ", 4)[1] + " " + text.split(" ", 4)[2])
                .containsExactly(WEB_2 + " STOPPING", WEB_1 + " STOPPING", WEB_2 + " STOPPED", WEB_1 + " STOPPED");
    }

    @Test
    void aListenerThatActsIsHeardAfterWhatItListensTo() {
        model.onChange(change -> {
            if (change.state() == InstanceState.STOPPED) {
                model.perform(Call.of(Action.START_INSTANCES, List.of(WEB_1), "listener"));
            }
        });
        stop(WEB_1);
        clock.advance(Duration.ofMinutes(5));

        assertThat(heard)
                .extracting(text -> text.split(" ", 4)[2])
                .containsExactly("STOPPING", "STOPPED", "PENDING", "RUNNING");
    }

    @Test
    void theSameStoryIsTheSameWhetherTheClockIsMovedOnceOrInManySteps() {
        var steps = new HandClock(clock.now());
        Ec2Model other = Ec2Model.drivenBy(steps);
        other.add(WEB_1, Traits.inZone("eu-west-1a"));
        other.perform(Call.of(Action.STOP_INSTANCES, List.of(WEB_1), "test"));
        stop(WEB_1);

        clock.advance(Duration.ofMinutes(2));
        for (int second = 0; second < 120; second++) {
            steps.advance(Duration.ofSeconds(1));
        }

        assertThat(other.instance(WEB_1)).isEqualTo(model.instance(WEB_1)).isPresent();
    }

    @Test
    void aHeldCallIsCarriedOutWhenItIsReleasedAndNotBefore() {
        model.arm(new Fault.Hold(), Aim.at(Action.STOP_INSTANCES), 1);
        Outcome outcome = stop(WEB_1);
        clock.advance(Duration.ofMinutes(1));
        assertThat(outcome).isInstanceOf(Outcome.Held.class);
        assertThat(state(WEB_1)).isEqualTo(InstanceState.RUNNING);

        assertThat(model.release()).isEqualTo(1);

        assertThat(state(WEB_1)).isEqualTo(InstanceState.STOPPING);
        assertThat(((Outcome.Held) outcome).later())
                .isCompletedWithValue(new Outcome.Taken(
                        List.of(new Outcome.Change(WEB_1, InstanceState.RUNNING, InstanceState.STOPPING))));
        assertThat(model.log().acts())
                .extracting(CallLog.Entry::outcome)
                .containsExactly("held", "released: running -> stopping");
    }

    @Test
    void aFaultMeetsOnlyWhatItIsAimedAt() {
        model.arm(
                new Fault.Refuse(Ec2Error.THROTTLED),
                Aim.at(Action.STOP_INSTANCES).inZone("eu-west-1b"));

        assertThat(stop(WEB_1)).isInstanceOf(Outcome.Taken.class);
        assertThat(stop(WEB_2)).isEqualTo(new Outcome.Refused(Ec2Error.THROTTLED));
    }

    @Test
    void aDryRunDoesNotUseUpAFault() {
        model.arm(new Fault.LoseReply(true), Aim.at(Action.STOP_INSTANCES), 1);

        Outcome dry = model.perform(
                Call.of(Action.STOP_INSTANCES, List.of(WEB_1), "test").dryRun(true));

        assertThat(dry).isEqualTo(new Outcome.Refused(Ec2Error.DRY_RUN));
        assertThat(stop(WEB_1)).isEqualTo(new Outcome.Lost(true));
    }

    @Test
    void capacityThatIsGivenBackLetsTheNextStartPass() {
        stop(WEB_1);
        clock.advance(Duration.ofMinutes(1));
        model.arm(new Fault.NoCapacity(), Aim.at(Action.START_INSTANCES));
        assertThat(start(WEB_1)).isInstanceOf(Outcome.Refused.class);
        assertThat(start(WEB_1)).isInstanceOf(Outcome.Refused.class);

        model.lift(Fault.NoCapacity.class);

        assertThat(start(WEB_1)).isInstanceOf(Outcome.Taken.class);
    }

    @Test
    void aHangingStopEndsByItselfWhenItsTimeIsOver() {
        model.arm(
                new Fault.HangStop(Optional.empty(), Optional.of(Duration.ofMinutes(30))),
                Aim.at(Action.STOP_INSTANCES),
                1);
        stop(WEB_1);
        clock.advance(Duration.ofMinutes(29));
        assertThat(state(WEB_1)).isEqualTo(InstanceState.STOPPING);

        clock.advance(Duration.ofMinutes(1));

        assertThat(state(WEB_1)).isEqualTo(InstanceState.STOPPED);
    }

    @Test
    void ec2sOwnRecoveryCuresTheHostWithoutAnEvent() {
        model.breakHost(WEB_1);
        clock.advance(Duration.ofMinutes(2));
        assertThat(system(WEB_1)).isEqualTo(Status.IMPAIRED);

        assertThat(model.happens(WEB_1, Happening.AWS_RECOVERS)).isTrue();
        clock.advance(Duration.ofMinutes(2));

        assertThat(system(WEB_1)).isEqualTo(Status.OK);
        assertThat(model.instance(WEB_1)).map(SimulatedInstance::host).contains(2);
        assertThat(heard).isEmpty();
    }

    @Test
    void aFaultIsFoundByTheNextCheckAndNotAtOnce() {
        model.breakHost(WEB_1);
        clock.advance(Duration.ofSeconds(59));
        assertThat(system(WEB_1)).isEqualTo(Status.OK);

        clock.advance(Duration.ofSeconds(1));

        assertThat(model.check(WEB_1, Ailment.Part.SYSTEM).impairedSince())
                .contains(Instant.parse("2026-03-01T10:01:00Z"));
    }

    @Test
    void aBlindedCheckSaysInsufficientDataUntilItHeals() {
        model.blinds(WEB_1, Ailment.Part.SYSTEM);
        clock.advance(Duration.ofMinutes(1));
        assertThat(system(WEB_1)).isEqualTo(Status.INSUFFICIENT_DATA);

        model.happens(WEB_1, Happening.HEALS);

        assertThat(system(WEB_1)).isEqualTo(Status.OK);
    }

    @Test
    void whatTheStateDoesNotAllowDoesNotHappen() {
        assertThat(model.happens(WEB_1, Happening.PERSON_STARTS)).isFalse();
        assertThat(model.happens(WEB_1, Happening.PERSON_STOPS)).isTrue();
        assertThat(model.happens(WEB_1, Happening.GUEST_SHUTS_DOWN)).isFalse();
    }

    @Test
    void anInstanceThatDoesNotExistCannotBeBroken() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> model.breakHost(new InstanceId("i-0ffffffffffffffff")))
                .withMessageContaining("i-0ffffffffffffffff");
    }

    @Test
    void everyCallIsInTheLogWithItsTimeItsCallerAndWhatBecameOfIt() {
        stop(WEB_1);
        model.perform(Call.of(Action.DESCRIBE_INSTANCES, List.of(WEB_1), "restart"));
        model.perform(Call.of(Action.START_INSTANCES, List.of(WEB_1), "restart").dryRun(true));

        assertThat(model.log().all())
                .extracting(entry -> entry.number() + " " + entry.by() + " " + entry.inWords())
                .containsExactly(
                        "1 test StopInstances " + WEB_1 + ": running -> stopping",
                        "2 restart DescribeInstances " + WEB_1 + ": 1 shown",
                        "3 restart StartInstances " + WEB_1 + " (dry run): DryRunOperation");
        assertThat(model.log().acts()).hasSize(1);
    }

    private Outcome stop(InstanceId id) {
        return model.perform(Call.of(Action.STOP_INSTANCES, List.of(id), "test"));
    }

    private Outcome start(InstanceId id) {
        return model.perform(Call.of(Action.START_INSTANCES, List.of(id), "test"));
    }

    private InstanceState state(InstanceId id) {
        return model.instance(id).orElseThrow().state();
    }

    private Status system(InstanceId id) {
        return model.check(id, Ailment.Part.SYSTEM).status();
    }
}
