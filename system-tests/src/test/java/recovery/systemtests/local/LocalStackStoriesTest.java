package recovery.systemtests.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import recovery.shared.ec2.InstanceId;
import recovery.shared.journal.JournalRow;
import recovery.shared.json.Fields;
import recovery.shared.record.Outcome;
import recovery.simulator.Action;
import recovery.systemtests.demo.Timeline;

/**
 * The stories that only the deployed bundle can tell. They share one LocalStack and run side by side: every fault comes
 * first, and each test then waits for the end of its own story.
 */
@Tag("localstack")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LocalStackStoriesTest {
    private static final Duration PATIENCE = Duration.ofMinutes(9);
    private static final InstanceId UNTAGGED = new InstanceId("i-0000000000000009f");

    private LocalWorld world;
    private Timeline host;
    private Timeline observed;
    private Timeline killed;
    private InstanceId hostBroken;
    private InstanceId onlyObserved;
    private InstanceId functionKilled;

    @BeforeAll
    void bringUpAndBreakEverything() {
        world = LocalWorld.start("test", System.out::println);
        Stack web = world.deployWorkload("web");
        Stack quiet = world.deployWorkload("quiet");
        Stack solo = world.deployWorkload("solo");
        world.simulator().add(UNTAGGED, "us-east-1a", Map.of("Name", "untagged"));
        world.ask(Map.of("request", "set-mode", "mode", "ACT", "by", "test", "reason", "stories"));
        hostBroken = LocalWorld.instance(web, "Web1");
        onlyObserved = LocalWorld.instance(quiet, "Web1");
        functionKilled = LocalWorld.instance(solo, "Web1");
        host = new Timeline(world, hostBroken, "recovery-web-1-host", System.out::println);
        observed = new Timeline(world, onlyObserved, "recovery-quiet-1-host", System.out::println);
        killed = new Timeline(world, functionKilled, "recovery-solo-1-host", System.out::println);
        host.untilRostered(9, PATIENCE);
        world.simulator().arm("hold", Action.STOP_INSTANCES, functionKilled, 1);
        world.simulator().breakHost(functionKilled);
        killRestartWhileItsStopIsHeld();
        world.simulator().breakHost(hostBroken);
        world.simulator().breakHost(onlyObserved);
    }

    @AfterAll
    void end() {
        world.close();
    }

    /** The function dies with its intent written and its Stop not yet carried out; the call itself is dropped. */
    private void killRestartWhileItsStopIsHeld() {
        boolean held = Timeline.until(
                () -> calls(functionKilled).stream().anyMatch(words -> words.endsWith(": held")), PATIENCE);
        assertThat(held).as("the Stop of %s is held", functionKilled).isTrue();
        for (long pid : world.functionPids("RestartFunction")) {
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void aBrokenHostIsLeftBehindByOneStopAndOneStart() {
        assertThat(host.follow(Instant.EPOCH, PATIENCE)).isTrue();
        assertThat(host.outcome()).contains(Outcome.RECOVERED);
        assertThat(world.simulator().acts(hostBroken)).containsExactly("StopInstances", "StartInstances");
    }

    @Test
    void theAlarmCameByBothRoadsAndOpenedOneRecovery() {
        host.follow(Instant.EPOCH, PATIENCE);
        assertThat(host.journal().stream().filter(row -> row.kind() == JournalRow.Kind.OPENED))
                .hasSize(1);
        assertThat(host.journal().stream()
                        .filter(row -> row.kind() == JournalRow.Kind.DECISION)
                        .map(JournalRow::sentence))
                .anyMatch(sentence -> sentence.contains("holds it"));
    }

    @Test
    void underAPlanThatOnlyObservesNothingIsSentAndItIsReportedWhatWouldBeDone() {
        boolean reported = Timeline.until(
                () -> observed.journal().stream()
                        .anyMatch(row -> row.kind() == JournalRow.Kind.DECISION
                                && row.sentence().contains("would act: SYSTEM")),
                PATIENCE);
        assertThat(reported).isTrue();
        host.follow(Instant.EPOCH, PATIENCE); // as long as another recovery takes
        assertThat(world.simulator().acts(onlyObserved)).isEmpty();
    }

    @Test
    void anInstanceWithoutTheTagIsNobodysBusiness() {
        Fields answer = world.invoke(
                "DetectionFunction",
                Map.of(
                        "source",
                        "aws.cloudwatch",
                        "alarmArn",
                        "arn:aws:cloudwatch:us-east-1:" + world.localStack().account() + ":alarm:recovery-other",
                        "accountId",
                        world.localStack().account(),
                        "region",
                        "us-east-1",
                        "time",
                        Instant.now().toString(),
                        "alarmData",
                        alarmData()));
        assertThat(answer.text("decision")).isEqualTo("Ignore");
        assertThat(answer.text("reason")).contains("is not in the roster");
        assertThat(world.simulator().acts(UNTAGGED)).isEmpty();
        assertThat(world.store().newest(UNTAGGED.value(), 10)).isEmpty();
    }

    @Test
    void aFunctionKilledAfterItsIntentIsSettledByTwoReadsAndANewAttempt() {
        assertThat(killed.follow(Instant.EPOCH, PATIENCE)).isTrue();
        assertThat(killed.outcome()).contains(Outcome.RECOVERED);
        List<String> results = killed.journal().stream()
                .filter(row -> row.kind() == JournalRow.Kind.RESULT)
                .map(JournalRow::sentence)
                .toList();
        assertThat(results).anyMatch(said -> said.contains("its writer never said"));
        assertThat(results).anyMatch(said -> said.contains("still as before a minute later"));
        long intents = killed.journal().stream()
                .filter(row ->
                        row.kind() == JournalRow.Kind.INTENT && row.sentence().startsWith("Stop"))
                .count();
        assertThat(intents).isEqualTo(2);
    }

    private List<String> calls(InstanceId id) {
        return world.simulator().calls().stream()
                .filter(call -> call.text("instance").equals(id.value()))
                .map(call -> call.text("words"))
                .toList();
    }

    private static Map<String, Object> alarmData() {
        Map<String, Object> metric = Map.of(
                "namespace", "AWS/EC2",
                "name", "StatusCheckFailed_System",
                "dimensions", Map.of("InstanceId", UNTAGGED.value()));
        return Map.of(
                "alarmName", "recovery-other",
                "state",
                        Map.of(
                                "value",
                                "ALARM",
                                "reason",
                                "test",
                                "timestamp",
                                Instant.now().toString()),
                "configuration",
                        Map.of(
                                "metrics",
                                List.of(Map.of(
                                        "id",
                                        "m1",
                                        "returnData",
                                        true,
                                        "metricStat",
                                        Map.of("metric", metric, "period", 60, "stat", "Maximum")))));
    }
}
