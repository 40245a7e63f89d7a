package recovery.systemtests.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import recovery.shared.ec2.InstanceId;
import recovery.shared.journal.JournalRow;
import recovery.shared.json.Fields;
import recovery.shared.record.Outcome;
import recovery.systemtests.demo.FailoverStory;
import recovery.systemtests.demo.Timeline;

/** The demo's four stories of a failover, by the deployed bundle: the addresses are EC2's, the records Route 53's. */
@OnLocalStack
class FailoverTest {
    private final Deployment deployment;

    FailoverTest(Deployment deployment) {
        this.deployment = deployment;
    }

    @Test
    void theServiceMovesOnceItsPrimaryIsSeenToBeStoppedAfterEveryStopThatThePlanAccepts() {
        Timeline timeline = closed(FailoverStory.FAILOVER);
        Pair pair = deployment.pair(FailoverStory.FAILOVER);
        assertThat(timeline.outcome()).contains(Outcome.FAILED_OVER);
        assertThat(pair.levers()).isEqualTo(pair.away());
        assertThat(pair.health(pair.standby())).isEqualTo(Pair.WELL);
        assertThat(said(timeline, JournalRow.Kind.INTENT))
                .extracting(sentence -> sentence.split(":", 2)[0])
                .containsExactly(
                        "Stop",
                        "Stop SKIP_OS_SHUTDOWN",
                        "Stop FORCE",
                        "APPLY elastic-ip 203.0.113.10",
                        "APPLY dns-record failover.recovery.example.com. A");
        assertThat(sends(pair.primary())).containsExactly("StopInstances", "StopInstances", "StopInstances");
        assertThat(sends(pair.standby())).containsExactly("AssociateAddress");
        assertThat(moment(pair.primary(), "stopped")).as("the fence").isBefore(sentAt(pair.standby()));
    }

    @Test
    void whatIsRefusedBeforeThePointOfNoReturnIsTakenBackInReverseAndThePrimaryRuns() {
        Timeline timeline = closed(FailoverStory.FAILOVER_HALF_WAY);
        Pair pair = deployment.pair(FailoverStory.FAILOVER_HALF_WAY);
        assertThat(timeline.outcome()).contains(Outcome.ROLLED_BACK);
        assertThat(pair.levers()).isEqualTo(pair.atHome());
        assertThat(pair.health(pair.primary())).startsWith("running");
        assertThat(said(timeline, JournalRow.Kind.INTENT))
                .extracting(sentence -> sentence.split(":", 2)[0])
                .containsExactly(
                        "Stop",
                        "APPLY dns-record half-way.recovery.example.com. A",
                        "APPLY elastic-ip 203.0.113.20",
                        "UNDO dns-record half-way.recovery.example.com. A",
                        "Start");
        assertThat(sends(pair.primary())).containsExactly("StopInstances", "StartInstances");
        assertThat(sends(pair.standby())).as("once, and refused").containsExactly("AssociateAddress");
    }

    @Test
    void itGoesHomeByTheSameStepsWhenAPersonAsksAfterTheBakeAndThePrimaryIsClean() {
        var asked = deployment.homecoming();
        assertThat(asked.tooEarly()).contains("the standby must serve until");
        assertThat(asked.unclean()).contains("the primary is not clean: stopped");
        assertThat(asked.begun()).contains("has begun");
        Timeline timeline = deployment.timeline(FailoverStory.FAILBACK);
        Pair pair = deployment.pair(FailoverStory.FAILBACK);
        boolean home = timeline.follow(
                deployment.fault(), journal -> Timeline.closed(journal, Outcome.FAILED_BACK), Deployment.PATIENCE);
        assertThat(home).isTrue();
        assertThat(timeline.outcome()).as("before").contains(Outcome.FAILED_OVER);
        assertThat(pair.levers()).isEqualTo(pair.atHome());
        assertThat(pair.health(pair.primary())).isEqualTo(Pair.WELL);
        assertThat(sends(pair.primary())).containsExactly("StopInstances", "AssociateAddress");
        assertThat(sends(pair.standby())).containsExactly("AssociateAddress", "StopInstances", "StartInstances");
    }

    @Test
    void withoutAProvedFenceNothingMovesAndAPersonGetsTheCommandsThatRemain() {
        Pair pair = deployment.pair(FailoverStory.SPLIT_BRAIN);
        boolean paged = Timeline.until(
                () -> deployment.notices().stream()
                        .anyMatch(text -> text.contains(pair.primary().value())
                                && text.contains("the fence is not proved, and nothing moves")
                                && text.contains("Nothing may move before " + pair.primary() + " is seen stopped")
                                && text.contains("is still seen down: [ aws ec2 associate-address")
                                && text.contains("&& aws route53 change-resource-record-sets")
                                && text.contains("to which a Start is owed: [ aws ec2 start-instances")),
                Deployment.PATIENCE);
        assertThat(paged).as("%s", deployment.notices()).isTrue();
        Timeline timeline = deployment.timeline(FailoverStory.SPLIT_BRAIN);
        assertThat(timeline.outcome()).as("a Start is owed").isEmpty();
        assertThat(pair.levers()).isEqualTo(pair.atHome());
        assertThat(sends(pair.primary())).containsExactly("StopInstances");
        assertThat(sends(pair.standby())).isEmpty();
        assertThat(said(timeline, JournalRow.Kind.INTENT)).noneMatch(sentence -> sentence.startsWith("APPLY"));
    }

    private Timeline closed(FailoverStory story) {
        Timeline timeline = deployment.timeline(story);
        assertThat(timeline.follow(deployment.fault(), Deployment.PATIENCE)).isTrue();
        return timeline;
    }

    private static List<String> said(Timeline timeline, JournalRow.Kind kind) {
        return timeline.journal().stream()
                .filter(row -> row.kind() == kind)
                .map(JournalRow::sentence)
                .toList();
    }

    /** What the simulated EC2 was asked to change about an instance. */
    private List<String> sends(InstanceId id) {
        return deployment.world().simulator().acts(id);
    }

    private Instant moment(InstanceId id, String state) {
        return deployment.world().simulator().changes(id).stream()
                .filter(change -> change.text("state").equals(state))
                .map(change -> change.instant("at"))
                .findFirst()
                .orElseThrow();
    }

    private Instant sentAt(InstanceId id) {
        return deployment.world().simulator().calls().stream()
                .filter(call -> call.flag("acts") && call.text("instance").equals(id.value()))
                .map((Fields call) -> call.instant("at"))
                .findFirst()
                .orElseThrow();
    }
}
