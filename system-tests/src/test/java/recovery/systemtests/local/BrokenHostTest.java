package recovery.systemtests.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import recovery.shared.journal.JournalRow;
import recovery.shared.json.Fields;
import recovery.shared.record.Outcome;
import recovery.systemtests.demo.Timeline;

/** A broken host, by the deployed bundle: under a plan that acts, under one that only observes, and under none. */
@OnLocalStack
class BrokenHostTest {
    private final Deployment deployment;
    private final LocalWorld world;
    private final Timeline host;

    BrokenHostTest(Deployment deployment) {
        this.deployment = deployment;
        this.world = deployment.world();
        this.host = deployment.host("web");
    }

    @Test
    void itIsLeftBehindByOneStopAndOneStart() {
        assertThat(host.follow(deployment.fault(), Deployment.PATIENCE)).isTrue();
        assertThat(host.outcome()).contains(Outcome.RECOVERED);
        assertThat(world.simulator().acts(deployment.first("web"))).containsExactly("StopInstances", "StartInstances");
    }

    @Test
    void theAlarmCameByBothRoadsAndOpenedOneRecovery() {
        host.follow(deployment.fault(), Deployment.PATIENCE);
        assertThat(host.journal().stream().filter(row -> row.kind() == JournalRow.Kind.OPENED))
                .hasSize(1);
        assertThat(host.journal().stream()
                        .filter(row -> row.kind() == JournalRow.Kind.DECISION)
                        .map(JournalRow::sentence))
                .anyMatch(sentence -> sentence.contains("holds it"));
    }

    @Test
    void underAPlanThatOnlyObservesNothingIsSentAndItIsReportedWhatWouldBeDone() {
        Timeline observed = deployment.host("quiet");
        boolean reported = Timeline.until(
                () -> observed.journal().stream()
                        .anyMatch(row -> row.kind() == JournalRow.Kind.DECISION
                                && row.sentence().contains("would act: SYSTEM")),
                Deployment.PATIENCE);
        assertThat(reported).isTrue();
        host.follow(deployment.fault(), Deployment.PATIENCE); // as long as another recovery takes
        assertThat(world.simulator().acts(deployment.first("quiet"))).isEmpty();
    }

    @Test
    void anInstanceWithoutTheTagIsNobodysBusiness() {
        String account = world.localStack().account();
        String now = Instant.now().toString();
        Map<String, Object> metric = Map.of(
                "namespace", "AWS/EC2",
                "name", "StatusCheckFailed_System",
                "dimensions", Map.of("InstanceId", Deployment.UNTAGGED.value()));
        Map<String, Object> stat = Map.of("metric", metric, "period", 60, "stat", "Maximum");
        Map<String, Object> alarm = Map.of(
                "alarmName",
                "recovery-other",
                "state",
                Map.of("value", "ALARM", "reason", "test", "timestamp", now),
                "configuration",
                Map.of("metrics", List.of(Map.of("id", "m1", "returnData", true, "metricStat", stat))));
        Fields answer = world.invoke(
                "DetectionFunction",
                Map.of(
                        "source",
                        "aws.cloudwatch",
                        "alarmArn",
                        "arn:aws:cloudwatch:us-east-1:" + account + ":alarm:recovery-other",
                        "accountId",
                        account,
                        "region",
                        "us-east-1",
                        "time",
                        now,
                        "alarmData",
                        alarm));
        assertThat(answer.text("decision")).isEqualTo("Ignore");
        assertThat(answer.text("reason")).contains("is not in the roster");
        assertThat(world.simulator().acts(Deployment.UNTAGGED)).isEmpty();
        assertThat(world.store().newest(Deployment.UNTAGGED.value(), 10)).isEmpty();
    }
}
