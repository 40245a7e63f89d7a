package recovery.failover;

import static org.assertj.core.api.Assertions.assertThat;
import static recovery.failover.Site.PRIMARY;
import static recovery.failover.Site.STANDBY;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import recovery.shared.bus.BusEvent;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.journal.JournalRow;
import recovery.shared.record.Group;
import recovery.shared.record.Notice;
import recovery.shared.record.Outcome;
import recovery.shared.record.Owner;
import recovery.shared.record.Queues;
import recovery.shared.record.Recovery;
import recovery.shared.record.RecoveryDraft;
import recovery.shared.record.Target;
import recovery.shared.record.TargetState;
import recovery.shared.record.Transition;
import recovery.shared.record.WritePath;
import recovery.shared.store.Key;
import recovery.shared.store.Write;
import recovery.shared.time.TimeLimit;

class FailoverFlowTest {
    private final Site site = new Site();

    private Outcome outcome(String id) {
        return site.recovery(id).closing().orElseThrow().outcome();
    }

    private String told(BusEvent.Kind kind) {
        var events = site.bus.events(kind);
        assertThat(events).hasSize(1);
        return String.valueOf(events.getFirst().detail().get("text"));
    }

    @Test
    void aRecoveryThatComesHereEndsWithAPersonAndLetsGoOfEverything() {
        var answer = site.requested(site.opened("r-1", Owner.FAILOVER));
        assertThat(answer).containsEntry("decision", "Close").containsEntry("target", PRIMARY.value());
        assertThat(outcome("r-1")).isEqualTo(Outcome.NEEDS_PERSON);
        assertThat(site.target().claim()).isEmpty();
        assertThat(site.target().awaiting())
                .as("nothing opens until a person has seen it")
                .contains("r-1");
        assertThat(Group.read(site.store, "db").slots()).isEmpty();
    }

    @Test
    void closingAndLettingGoAreOneTransactionWithItsRow() {
        site.requested(site.opened("r-1", Owner.FAILOVER));
        List<Write> closing = site.store.commits().stream()
                .filter(writes -> writes.stream()
                        .anyMatch(write ->
                                write instanceof Write.Append(JournalRow row) && row.kind() == JournalRow.Kind.CLOSED))
                .findFirst()
                .orElseThrow();
        Set<Key> put = Set.copyOf(closing.stream()
                .filter(Write.Put.class::isInstance)
                .map(write -> ((Write.Put) write).item().key())
                .toList());
        assertThat(put)
                .isEqualTo(Set.of(
                        Recovery.key("r-1"),
                        Group.key("db"),
                        TargetState.key(Site.TARGET),
                        TargetState.key(new Target.OfInstance(STANDBY)),
                        TargetState.key(new Target.OfService("db"))));
    }

    @Test
    void thePersonIsGivenTheExactCommandsForBothSides() {
        site.requested(site.opened("r-1", Owner.FAILOVER));
        assertThat(told(BusEvent.Kind.RECOVERY_CLOSED))
                .startsWith("A person is needed. NEEDS_PERSON: " + PRIMARY + " (recovery r-1, plan db, GONE)")
                .contains("signpost address cannot be moved: it points to nowhere")
                .contains(" At primary " + PRIMARY + ": [ aws ec2 describe-instances --region eu-west-1"
                        + " --instance-ids " + PRIMARY + " && aws ec2 describe-instance-status"
                        + " --include-all-instances --region eu-west-1 --instance-ids " + PRIMARY + " ]")
                .contains(" At standby " + STANDBY + ": [ aws ec2 describe-instances --region eu-west-1"
                        + " --instance-ids " + STANDBY)
                .endsWith(" When it is done: [ make ask REQUEST=acknowledge TARGET=" + PRIMARY + " REASON='...' ]");
    }

    @Test
    void aNoticeThatTheBusDoesNotTakeIsDeliveredAtALaterTick() {
        Recovery recovery = site.opened("r-1", Owner.FAILOVER);
        site.bus.refuseNext(2);
        site.requested(recovery);
        site.tick();
        assertThat(site.bus.events()).isEmpty();
        assertThat(Queues.read(site.store, "failover")).containsExactly(Recovery.key("r-1"));
        site.tick();
        assertThat(told(BusEvent.Kind.RECOVERY_CLOSED)).contains("r-1");
        assertThat(Queues.read(site.store, "failover")).isEmpty();
        assertThat(site.rows("r-1").getLast().kind()).isEqualTo(JournalRow.Kind.PROGRESS);
        site.tick();
        assertThat(site.bus.events()).hasSize(1);
    }

    @Test
    void whatPeopleWereNotToldIsToldThoughTheWorkFails() {
        var opened = new Notice(BusEvent.Kind.RECOVERY_OPENED, PRIMARY.value(), "it began", site.now());
        site.opened("r-1", draft -> draft.tells(opened).cancelled("x".repeat(14_500)));
        assertThat(site.tick().get("failed")).asString().contains("characters of at most 16384");
        assertThat(told(BusEvent.Kind.RECOVERY_OPENED)).isEqualTo(opened.text());
    }

    @Test
    void theTickFindsWhatNoNudgeTold() {
        site.opened("r-1", Owner.FAILOVER);
        assertThat(site.tick()).containsEntry("decision", "Swept").containsEntry("failed", List.of());
        assertThat(outcome("r-1")).isEqualTo(Outcome.NEEDS_PERSON);
        assertThat(site.heartbeats()).isEqualTo(1);
    }

    @Test
    void anEventOfAClaimedInstanceLeadsToItsRecovery() {
        site.opened("r-1", Owner.FAILOVER);
        site.changed(PRIMARY, InstanceState.TERMINATED);
        assertThat(outcome("r-1")).isEqualTo(Outcome.NEEDS_PERSON);
    }

    @Test
    void anEventOfAnyOtherInstanceWritesNothing() {
        assertThat(site.changed(STANDBY, InstanceState.STOPPED))
                .containsEntry("reason", STANDBY + " is in no recovery");
        assertThat(site.store.commits()).hasSize(1); // the switch
    }

    @Test
    void whatRestartOwnsIsNotTouched() {
        Recovery recovery = site.opened("r-1", Owner.RESTART);
        site.requested(recovery);
        site.changed(PRIMARY, InstanceState.STOPPED);
        site.tick();
        assertThat(site.recovery("r-1").version()).isEqualTo(recovery.version());
    }

    @Test
    void aTickOlderThanAMinuteIsDropped() {
        site.opened("r-1", Owner.FAILOVER);
        site.handle(Map.of("tick", "sweep", "at", site.now().minusSeconds(61).toString()));
        assertThat(site.recovery("r-1").open()).isTrue();
        assertThat(site.heartbeats()).isZero();
    }

    @Test
    void aRaceThatIsLostIsJudgedAgain() {
        Recovery recovery = site.opened("r-1", Owner.FAILOVER);
        site.store.contendNext(1);
        site.requested(recovery);
        assertThat(outcome("r-1")).isEqualTo(Outcome.NEEDS_PERSON);
    }

    @Test
    void afterThreeLostRacesTheNextTickTriesAgain() {
        Recovery recovery = site.opened("r-1", Owner.FAILOVER);
        site.store.contendNext(3);
        assertThat(site.requested(recovery)).containsEntry("decision", "Wait");
        assertThat(site.recovery("r-1").open()).isTrue();
        site.tick();
        assertThat(outcome("r-1")).isEqualTo(Outcome.NEEDS_PERSON);
    }

    @Test
    void aLostReplyOfTheStoreIsKnownForOurOwnSuccess() {
        Recovery recovery = site.opened("r-1", Owner.FAILOVER);
        site.store.loseNextReply();
        assertThat(site.requested(recovery)).containsEntry("decision", "Close");
        assertThat(told(BusEvent.Kind.RECOVERY_CLOSED)).contains("r-1");
    }

    @Test
    void oneRecordThatCannotBeReadStopsNoOtherAndSilencesTheHeartbeat() {
        site.queued(Recovery.key("r-0"), 1, Map.of("id", "r-0", "schema", 1L));
        site.clock.advance(Duration.ofSeconds(1));
        site.opened("r-1", Owner.FAILOVER);
        var answer = site.tick();
        assertThat(outcome("r-1")).isEqualTo(Outcome.NEEDS_PERSON);
        assertThat(String.valueOf(answer.get("failed"))).contains("recovery#r-0");
        assertThat(site.heartbeats()).isZero();
    }

    /** The alarm on the heartbeat tells people by a road that does not need the bus. */
    @Test
    void aNoticeThatTheBusDoesNotTakeSilencesTheHeartbeatUntilItIsTaken() {
        site.opened("r-1", Owner.FAILOVER);
        site.bus.refuseNext(Integer.MAX_VALUE);
        var answer = site.tick();
        assertThat(String.valueOf(answer.get("failed")))
                .contains("recovery#r-1: the bus did not take Recovery Closed: the bus is out");
        assertThat(site.heartbeats()).isZero();
        site.bus.refuseNext(0);
        site.tick();
        assertThat(told(BusEvent.Kind.RECOVERY_CLOSED)).contains("r-1");
        assertThat(site.heartbeats()).isEqualTo(1);
    }

    @Test
    void aTickWithoutTimeBeginsNothingAndSilencesTheHeartbeat() {
        site.opened("r-1", Owner.FAILOVER);
        var answer = site.handle(Map.of("tick", "sweep"), TimeLimit.ONE_RECORD);
        assertThat(String.valueOf(answer.get("failed"))).contains("1 of 1 are left for the next tick");
        assertThat(site.recovery("r-1").open()).isTrue();
        assertThat(site.heartbeats()).isZero();
    }

    @Test
    void aRecordOfALaterVersionIsLeftUntouchedAndToldOnceAnHour() {
        Map<String, Object> body = Map.of("id", "r-9", "schema", 99L);
        site.queued(Recovery.key("r-9"), 1, body);
        site.tick();
        site.clock.advance(Duration.ofMinutes(1));
        site.tick();
        site.nudged(BusEvent.Kind.FAILOVER_REQUESTED, "recovery", "r-9");
        assertThat(told(BusEvent.Kind.RECOVERY_ESCALATED)).contains("r-9 has schema 99");
        assertThat(site.store.get(Recovery.key("r-9")).orElseThrow().version()).isEqualTo(1);
        assertThat(site.heartbeats()).isEqualTo(2);
        site.clock.advance(Duration.ofHours(1));
        site.tick();
        assertThat(site.bus.events(BusEvent.Kind.RECOVERY_ESCALATED)).hasSize(2);
    }

    @Test
    void twoRecoveriesAreWorkedThroughInOneTick() {
        site.opened("r-1", Owner.FAILOVER);
        var other = new Target.OfInstance(new InstanceId("i-00000000000000003"));
        site.opened("r-2", Owner.FAILOVER, other, Site.DB, UnaryOperator.identity());
        site.tick();
        assertThat(outcome("r-1")).isEqualTo(outcome("r-2")).isEqualTo(Outcome.NEEDS_PERSON);
        assertThat(Group.read(site.store, "db").slots()).isEmpty();
    }

    @Test
    void aServiceIsToldByItsPrimaryAndItsStandby() {
        var service = new Target.OfService("db");
        site.requested(site.opened("r-1", Owner.FAILOVER, service, Site.DB, UnaryOperator.identity()));
        assertThat(told(BusEvent.Kind.RECOVERY_CLOSED))
                .contains("At primary " + PRIMARY, "At standby " + STANDBY, "TARGET=service:db");
    }

    @Test
    void otherEventsOfTheBundleAreAnsweredAndDoNothing() {
        assertThat(site.nudged(BusEvent.Kind.RESTART_REQUESTED, "recovery", "r-1"))
                .containsEntry("decision", "Ignore");
        assertThat(site.store.commits()).hasSize(1); // the switch
    }

    @Test
    void anotherExecutionThatClosesFirstIsNotDisturbed() {
        Recovery recovery = site.opened("r-1", Owner.FAILOVER);
        RecoveryDraft closed = recovery.next().closes(Outcome.CANCELLED, "by another", site.now());
        var step = Transition.of(recovery, closed.done(), "another")
                .because(JournalRow.Kind.CLOSED, site.now(), "closed", Map.of());
        assertThat(new WritePath(site.store).write(step)).isInstanceOf(Transition.Result.Written.class);
        assertThat(site.requested(recovery)).containsEntry("decision", "Wait");
        assertThat(outcome("r-1")).isEqualTo(Outcome.CANCELLED);
        assertThat(Optional.of(site.recovery("r-1").version())).contains(recovery.version() + 1);
    }
}
