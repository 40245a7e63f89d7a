package recovery.restart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import recovery.shared.door.Environment;
import recovery.shared.door.Log;
import recovery.shared.door.Ports;
import recovery.shared.json.BadInput;
import recovery.shared.json.Json;
import recovery.shared.store.Item;
import recovery.shared.store.Key;
import recovery.shared.store.Write;
import recovery.shared.time.TimeLimit;
import recovery.simulator.CountingIds;
import recovery.simulator.HandClock;
import recovery.simulator.InMemoryStore;
import recovery.simulator.RecordingBus;
import recovery.simulator.SimulatedAlarms;
import recovery.simulator.SimulatedEc2;

class RestartHandlerTest {
    private static final Path EVENTS = Path.of("../../events");
    private static final String THROUGH_SNS = "alarm-through-sns.json";

    private final HandClock clock = HandClock.at("2026-03-01T10:05:00Z");
    private final InMemoryStore store = new InMemoryStore();
    private final SimulatedEc2 ec2 = SimulatedEc2.drivenBy(clock);
    private final List<String> log = new ArrayList<>();
    private final RestartHandler handler = handler();

    private RestartHandler handler() {
        var bus = new RecordingBus();
        var ports = new Ports(store, ec2, new SimulatedAlarms(ec2.model()), bus, clock, new CountingIds());
        var settings = new RestartSettings("state", "journal", "bus", "us-east-1", 10, Duration.ofMinutes(2));
        return new RestartHandler(new RestartFlow(ports, ec2, settings, new Log("restart", clock, log::add)));
    }

    private Map<String, Object> handle(String document) throws IOException {
        return handle(document, Duration.ofSeconds(30));
    }

    private Map<String, Object> handle(String document, Duration left) throws IOException {
        var out = new ByteArrayOutputStream();
        var in = new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8));
        handler.handleRequest(in, out, invoked(left));
        return Json.read(out.toByteArray());
    }

    private Map<String, Object> event(String name) throws IOException {
        return handle(Files.readString(EVENTS.resolve(name)));
    }

    /** What Lambda tells of an invocation, as far as the door asks. */
    private static Context invoked(Duration left) {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "getInvokedFunctionArn" -> "arn:aws:lambda:us-east-1:123456789012:function:restart";
                        case "getRemainingTimeInMillis" -> (int) left.toMillis();
                        default ->
                            throw new UnsupportedOperationException("the door does not ask for " + method.getName());
                    };
                });
    }

    static List<String> events() throws IOException {
        try (var files = Files.list(EVENTS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json") && !name.startsWith("ask-") && !name.equals(THROUGH_SNS))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("events")
    void everyEventGetsAnAnswerAndWithoutARecoveryNothingIsSentOrWritten(String event) throws IOException {
        assertThat(event(event)).containsKeys("decision", "reason");
        assertThat(store.commits()).isEmpty();
        assertThat(ec2.model().log().all()).isEmpty();
        assertThat(log).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ask-status.json", THROUGH_SNS})
    void whatBelongsToAnotherDoorIsToldSo(String event) {
        assertThatThrownBy(() -> event(event)).isInstanceOf(BadInput.class).hasMessageContaining("expected");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "no JSON", "{\"tick\": \"sweep\"", "{}", "{\"tick\": 7}", "{\"source\": \"aws.ec2\"}"})
    void whatIsNoEventIsBadInputAndChangesNothing(String document) {
        assertThatThrownBy(() -> handle(document)).isInstanceOf(BadInput.class).hasMessageContaining("expected");
        assertThat(store.commits()).isEmpty();
    }

    @Test
    void aTickThatSawEverythingGivesAHeartbeat() throws IOException {
        assertThat(handle("{\"tick\": \"sweep\"}")).containsEntry("decision", "Swept");
        assertThat(log).anyMatch(line -> line.contains("\"Heartbeat\":1"));
    }

    @Test
    void aTickWithoutTimeBeginsNothingAndGivesNoHeartbeat() throws IOException {
        var queued = new Item.Queued("restart", clock.now());
        var record = new Item(Key.single("recovery#r-1"), 1, "other", Optional.of(queued), Map.of());
        store.commit(List.of(new Write.Put(record)));
        var answer = handle("{\"tick\": \"sweep\"}", TimeLimit.ONE_RECORD);
        assertThat(answer.get("failed")).isEqualTo(List.of("1 of 1 are left for the next tick: no time is left"));
        assertThat(log).noneMatch(line -> line.contains("\"Heartbeat\":1"));
    }

    @Test
    void aTickOlderThanAMinuteIsDroppedAndGivesNoHeartbeat() throws IOException {
        var answer = handle("{\"tick\": \"sweep\", \"at\": \"2026-03-01T10:03:59Z\"}");
        assertThat(String.valueOf(answer.get("reason"))).contains("older than a minute");
        assertThat(log).noneMatch(line -> line.contains("\"Heartbeat\":1"));
    }

    @Test
    void aMissingVariableIsNamed() {
        var environment = new Environment(Map.of("STATE_TABLE", "s", "JOURNAL_TABLE", "j", "BUS_NAME", "b"));
        assertThatThrownBy(() -> RestartSettings.from(environment)).hasMessageContaining("AWS_REGION");
    }
}
