package recovery.detection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.door.Ports;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceId;
import recovery.shared.guard.Facts;
import recovery.shared.plan.Plans;
import recovery.shared.plan.Symptom;
import recovery.shared.record.Outcome;
import recovery.shared.record.RosterEntry;
import recovery.shared.record.Target;
import recovery.shared.record.TargetState;
import recovery.shared.store.Write;
import recovery.simulator.Action;
import recovery.simulator.Aim;
import recovery.simulator.CountingIds;
import recovery.simulator.Ec2Error;
import recovery.simulator.Fault;
import recovery.simulator.HandClock;
import recovery.simulator.Happening;
import recovery.simulator.InMemoryStore;
import recovery.simulator.RecordingBus;
import recovery.simulator.SimulatedAlarms;
import recovery.simulator.SimulatedEc2;
import recovery.simulator.Traits;

/** What becomes of an instance in the roster that a complete pass does not find any more. */
class RosterPassTest {
    private static final InstanceId TARGET = Scene.TARGET;
    private static final InstanceId NEVER_THERE = new InstanceId("i-00000000000000099");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final HandClock clock = HandClock.at("2026-03-01T10:00:00Z");
    private final SimulatedEc2 ec2 = SimulatedEc2.drivenBy(clock);
    private final InMemoryStore store = new InMemoryStore();
    private List<String> gaps = List.of();
    private final Plans plans = new Plans(List.of(Scene.plan("\"mode\": \"ACT\"")));

    @BeforeEach
    void watchOne() {
        ec2.model().add(TARGET, Traits.inZone("eu-west-1a").tagged(Instance.OPT_IN_TAG, "web"));
        pass();
    }

    private List<Symptom> pass() {
        var known = new LinkedHashMap<InstanceId, RosterEntry>();
        RosterEntry.readAll(store).forEach(entry -> known.put(entry.id(), entry));
        var ports =
                new Ports(store, ec2, new SimulatedAlarms(ec2.model()), new RecordingBus(), clock, new CountingIds());
        var pass = new RosterPass(ports, plans, known, "sweep");
        var found = pass.run().stream().map(Facts.Matter::symptom).toList();
        gaps = pass.gaps();
        return found;
    }

    private List<Symptom> passAMinuteLater() {
        clock.advance(MINUTE);
        return pass();
    }

    private Optional<RosterEntry> entry(InstanceId id) {
        return RosterEntry.read(store, id);
    }

    private void claimed() {
        put(state().claimedBy("r-1"));
    }

    private void closed() {
        put(state().released("r-1", Outcome.RECOVERED, clock.now()));
    }

    private TargetState state() {
        return TargetState.read(store, new Target.OfInstance(TARGET));
    }

    private void put(TargetState next) {
        store.commit(List.of(new Write.Put(next.item("test"))));
    }

    /** Something that befell the instance, after which it is not in the roster any more and nothing is found. */
    record Leaves(String why, Happening what, Map<String, String> tags) {
        @Override
        public String toString() {
            return why;
        }
    }

    static Stream<Leaves> leaves() {
        return Stream.of(
                new Leaves("it opted out", Happening.HEALS, Map.of()),
                new Leaves("somebody terminated it", Happening.PERSON_TERMINATES, Map.of(Instance.OPT_IN_TAG, "web")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("leaves")
    void whatSomebodyTookFromUsLeavesTheRoster(Leaves row) {
        ec2.model().happens(TARGET, row.what());
        ec2.model().alter(TARGET, traits -> traits.tagged(row.tags()));
        assertThat(passAMinuteLater()).isEmpty();
        assertThat(entry(TARGET)).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("leaves")
    void aRecoveryThatHoldsItDecidesFirst(Leaves row) {
        claimed();
        ec2.model().happens(TARGET, row.what());
        ec2.model().alter(TARGET, traits -> traits.tagged(row.tags()));
        assertThat(passAMinuteLater()).isEmpty();
        assertThat(entry(TARGET)).isPresent();
    }

    @Test
    void whatAwsTerminatedIsGoneAtOnceAndEachMinuteAgain() {
        ec2.model().happens(TARGET, Happening.AWS_TERMINATES);
        assertThat(passAMinuteLater()).containsExactly(Symptom.GONE);
        Instant missed = clock.now();
        assertThat(passAMinuteLater()).containsExactly(Symptom.GONE);
        assertThat(entry(TARGET).flatMap(RosterEntry::missing))
                .as("since the first pass that missed it")
                .contains(missed);
    }

    @Test
    void whatAwsTerminatedAfterItsRecoveryIsGone() {
        clock.advance(Duration.ofMinutes(30));
        closed();
        clock.advance(Duration.ofMinutes(10));
        ec2.model().happens(TARGET, Happening.AWS_TERMINATES);
        assertThat(passAMinuteLater()).containsExactly(Symptom.GONE);
    }

    @Test
    void whatWasTerminatedDuringItsRecoveryIsTheBusinessOfThatRecovery() {
        claimed();
        ec2.model().happens(TARGET, Happening.AWS_TERMINATES);
        assertThat(passAMinuteLater()).isEmpty();
        clock.advance(MINUTE);
        closed();
        assertThat(pass()).isEmpty();
        assertThat(entry(TARGET)).as("it leaves the roster").isEmpty();
    }

    @Test
    void whatWasNotWrittenIsAGapAndIsWrittenByTheNextPass() {
        var another = new InstanceId("i-00000000000000002");
        ec2.model().add(another, Traits.inZone("eu-west-1b").tagged(Instance.OPT_IN_TAG, "web"));
        store.contendNext(1);
        passAMinuteLater();
        assertThat(gaps).containsExactly(another + " was not written into the roster: the next pass sees it again");
        passAMinuteLater();
        assertThat(gaps).isEmpty();
        assertThat(entry(another)).isPresent();
    }

    @Test
    void whatWasNotRemovedIsAGapAndIsRemovedByTheNextPass() {
        ec2.model().alter(TARGET, traits -> traits.tagged(Map.of()));
        store.contendNext(1);
        passAMinuteLater();
        assertThat(gaps).containsExactly(TARGET + " was not removed from the roster: the next pass sees it again");
        passAMinuteLater();
        assertThat(gaps).isEmpty();
        assertThat(entry(TARGET)).isEmpty();
    }

    @Test
    void anInstanceIsMissedOnlyByAPassThatListedAll() {
        ec2.model().happens(TARGET, Happening.AWS_TERMINATES);
        ec2.model().arm(unavailable(), Aim.at(Action.DESCRIBE_INSTANCES));
        assertThat(passAMinuteLater()).isEmpty();
        assertThat(gaps).containsExactly("the instances that opted in could not be read: Unavailable");
    }

    @Test
    void checksThatCannotBeReadAreAGapAndHideNoneThatIsStopped() {
        ec2.model().happens(TARGET, Happening.AWS_STOPS);
        ec2.model().arm(unavailable(), Aim.at(Action.DESCRIBE_INSTANCE_STATUS));
        assertThat(passAMinuteLater()).containsExactly(Symptom.STOPPED);
        assertThat(gaps).containsExactly("the checks of a page of 1 could not be read: Unavailable");
    }

    @Test
    void oneThatVanishesWhileThePageIsReadHidesNoOther() {
        for (int number = 2; number <= 7; number++) {
            ec2.model()
                    .add(
                            new InstanceId("i-0000000000000000" + number),
                            Traits.inZone("eu-west-1a").tagged(Instance.OPT_IN_TAG, "web"));
        }
        ec2.model().breakHost(TARGET);
        clock.advance(Duration.ofMinutes(10));
        var vanished = new InstanceId("i-00000000000000004");
        ec2.model()
                .arm(
                        new Fault.Refuse(Ec2Error.notFound(vanished)),
                        Aim.at(Action.DESCRIBE_INSTANCE_STATUS).on(vanished));
        assertThat(pass()).containsExactly(Symptom.SYSTEM);
        assertThat(gaps).isEmpty();
    }

    private static Fault unavailable() {
        return new Fault.Refuse(Ec2Error.UNAVAILABLE);
    }

    @Test
    void anIdThatEc2DoesNotKnowIsGoneAtTheSecondPass() {
        var lost = new RosterEntry(NEVER_THERE, "web", "eu-west-1a", clock.now(), Optional.empty(), 1);
        store.commit(List.of(new Write.Put(lost.item("sweep"))));
        assertThat(passAMinuteLater()).isEmpty();
        assertThat(entry(NEVER_THERE).flatMap(RosterEntry::missing)).contains(clock.now());
        assertThat(passAMinuteLater()).containsExactly(Symptom.GONE);
    }
}
