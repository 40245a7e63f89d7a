package recovery.detection;

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
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import recovery.shared.alarm.Alarm;
import recovery.shared.alarm.Metric;
import recovery.shared.bus.BusEvent;
import recovery.shared.control.Mode;
import recovery.shared.control.Switch;
import recovery.shared.door.Environment;
import recovery.shared.door.Log;
import recovery.shared.door.Ports;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceId;
import recovery.shared.json.BadInput;
import recovery.shared.json.Json;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Plans;
import recovery.shared.record.Recovery;
import recovery.shared.record.RosterEntry;
import recovery.shared.record.TargetState;
import recovery.shared.store.Store;
import recovery.shared.store.StoreUnreadable;
import recovery.shared.store.Write;
import recovery.shared.time.TimeLimit;
import recovery.simulator.CountingIds;
import recovery.simulator.HandClock;
import recovery.simulator.Happening;
import recovery.simulator.InMemoryStore;
import recovery.simulator.RecordingBus;
import recovery.simulator.SimulatedAlarms;
import recovery.simulator.SimulatedEc2;
import recovery.simulator.Traits;

class DetectionHandlerTest {
    private static final InstanceId PRIMARY = new InstanceId("i-0123456789abcdef0");
    private static final Path EVENTS = Path.of("../../events");
    private static final String THROUGH_SNS = "alarm-through-sns.json";

    private final HandClock clock = HandClock.at("2026-03-01T10:05:00Z");
    private final SimulatedEc2 ec2 = SimulatedEc2.drivenBy(clock);
    private final SimulatedAlarms alarms = new SimulatedAlarms(ec2.model());
    private final InMemoryStore store = new InMemoryStore();
    private final RecordingBus bus = new RecordingBus();
    private final List<String> log = new ArrayList<>();
    private final DetectionHandler handler = handler(Scene.plan("\"mode\": \"ACT\""));

    private DetectionHandler handler(Plan plan) {
        return handler(plan, "recovery-");
    }

    private DetectionHandler handler(Plan plan, String alarmPrefix) {
        return handler(store, plan, alarmPrefix);
    }

    private DetectionHandler handler(Store behind, Plan plan, String alarmPrefix) {
        var ports = new Ports(behind, ec2, alarms, bus, clock, new CountingIds());
        var settings = new DetectionSettings("state", "journal", "bus", alarmPrefix, 10, Path.of("plans"));
        var plans = new Plans(List.of(plan));
        return new DetectionHandler(new DetectionFlow(ports, plans, settings, new Log("detection", clock, log::add)));
    }

    private Map<String, Object> handle(byte[] document) throws IOException {
        return handle(handler, document);
    }

    private static Map<String, Object> handle(DetectionHandler handler, byte[] document) throws IOException {
        return handle(handler, document, Duration.ofSeconds(30));
    }

    private static Map<String, Object> handle(DetectionHandler handler, byte[] document, Duration left)
            throws IOException {
        var out = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(document), out, invoked(left));
        return Json.read(out.toByteArray());
    }

    /** What Lambda tells of an invocation, as far as the door asks. */
    private static Context invoked(Duration left) {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                    return switch (method.getName()) {
                        case "getInvokedFunctionArn" -> "arn:aws:lambda:us-east-1:123456789012:function:detection";
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
    void everyEventGetsAnAnswerThatSaysWhatWasDecided(String event) throws IOException {
        var answer = handle(Files.readAllBytes(EVENTS.resolve(event)));
        assertThat(answer).containsKeys("decision", "reason");
        assertThat(log)
                .as("it is in the log too")
                .anyMatch(line -> line.contains(event.equals("tick.json") ? "pass" : "reason"));
    }

    @ParameterizedTest
    @MethodSource("events")
    void anEventOfNoInstanceOfOursOpensNothing(String event) throws IOException {
        handle(Files.readAllBytes(EVENTS.resolve(event)));
        assertThat(bus.events()).isEmpty();
        assertThat(store.commits()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"alarm-on-service.json", "alarm-on-service-eventbridge.json"})
    void anAlarmOnTheServiceOpensItsFailover(String event) throws IOException {
        var door = failingOver(Scene.SERVICE_ALARM);
        var answer = handle(door, Files.readAllBytes(EVENTS.resolve(event)));
        assertThat(answer)
                .containsEntry("decision", "Recover")
                .containsEntry("target", "service:web")
                .containsEntry("next", "failover carries it out");
        assertThat(bus.events()).extracting(BusEvent::kind).containsExactly(BusEvent.Kind.FAILOVER_REQUESTED);
        Recovery opened =
                Recovery.read(store, String.valueOf(answer.get("recovery"))).orElseThrow();
        assertThat(opened.opening().alarm()).contains(Scene.SERVICE_ALARM);
        assertThat(opened.claims()).hasSize(3).allSatisfy(target -> assertThat(
                        TargetState.read(store, target).claim())
                .contains(opened.id()));
        assertThat(handle(door, Files.readAllBytes(EVENTS.resolve(event))))
                .as("whichever comes second finds it claimed")
                .containsEntry("decision", "Ignore");
    }

    @Test
    void anAlarmOfTheApplicationOnThePrimaryOpensItsFailover() throws IOException {
        var metric = new Metric("Web", "Errors", Map.of(Metric.INSTANCE, PRIMARY.value()));
        var door = failingOver("recovery-users-of-web-1", metric);
        var entry = new RosterEntry(PRIMARY, "web", "us-east-1a", clock.now(), Optional.empty(), 1);
        store.commit(List.of(new Write.Put(entry.item("sweep"))));
        assertThat(handle(door, Files.readAllBytes(EVENTS.resolve("alarm-on-application.json"))))
                .containsEntry("decision", "Recover")
                .containsEntry("target", PRIMARY.value())
                .containsEntry("next", "failover carries it out");
    }

    /** A watch is held since a moment after the transition, which must not make the alarm an old one. */
    @Test
    void anAlarmThatIsHeldIsJudgedAgainEvenIfTheSweepDoesNotFindItByItsName() throws IOException {
        failingOver(Scene.SERVICE_ALARM);
        var door = handler(Scene.plan(Scene.FAILOVER.formatted(PRIMARY)), "other-");
        switchTo(Mode.OFF, 2);
        clock.advance(Duration.ofSeconds(5));
        assertThat(handle(door, Files.readAllBytes(EVENTS.resolve("alarm-on-service.json"))))
                .containsEntry("decision", "Hold");
        switchTo(Mode.ACT, 3);
        clock.advance(Duration.ofMinutes(1));
        handle(door, "{\"tick\": \"sweep\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(bus.events()).extracting(BusEvent::kind).containsExactly(BusEvent.Kind.FAILOVER_REQUESTED);
    }

    private void switchTo(Mode mode, long version) {
        var next = new Switch(mode, "a person", "test", Optional.of(clock.now()), version);
        store.commit(List.of(new Write.Put(next.item("person"))));
    }

    /** The door of a plan that may fail over, with its alarm and the second one ringing. */
    private DetectionHandler failingOver(String alarm, Metric... metrics) {
        ec2.model().add(PRIMARY, Traits.inZone("us-east-1a").tagged(Instance.OPT_IN_TAG, "web"));
        alarms.define(alarm, metrics);
        alarms.define(Scene.WITNESS);
        clock.advance(Duration.ofSeconds(2));
        alarms.set(alarm, Alarm.State.ALARM);
        alarms.set(Scene.WITNESS, Alarm.State.ALARM);
        switchTo(Mode.ACT, 1);
        return handler(Scene.plan(Scene.FAILOVER.formatted(PRIMARY)));
    }

    /** What may befall the write of a decision. */
    enum Fate {
        NOTHING,
        OTHERS_WRITE_THE_SAME_ITEMS,
        THE_REPLY_IS_LOST
    }

    @ParameterizedTest
    @EnumSource
    void aDecisionStandsInTheJournalOnceWhateverBefallsItsWrite(Fate fate) throws IOException {
        var entry = new RosterEntry(PRIMARY, "web", "us-east-1a", clock.now(), Optional.empty(), 1);
        store.commit(List.of(new Write.Put(entry.item("sweep"))));
        switch (fate) {
            case NOTHING -> {}
            case OTHERS_WRITE_THE_SAME_ITEMS -> store.contendNext(1);
            case THE_REPLY_IS_LOST -> store.loseNextReply();
        }
        assertThat(handle(Files.readAllBytes(EVENTS.resolve("alarm-an-hour-late.json"))))
                .containsEntry("decision", "Ignore");
        assertThat(store.newest(PRIMARY.value(), 10)).hasSize(1);
    }

    @Test
    void anEventOfAnotherAccountIsNotOurs() throws IOException {
        var answer = handle(Files.readAllBytes(EVENTS.resolve("alarm-from-another-account.json")));
        assertThat(answer).containsEntry("decision", "Ignore");
        assertThat(String.valueOf(answer.get("reason"))).contains("account");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alarm-host-broken.json", "alarm-on-service.json", "instance-stopped.json"})
    void withoutTheStoreTheSwitchIsUnreadableAndNothingIsDone(String event) {
        var door = failingOver(Scene.SERVICE_ALARM);
        int before = store.commits().size();
        store.unreachable(true);
        assertThatThrownBy(() -> handle(door, Files.readAllBytes(EVENTS.resolve(event))))
                .isInstanceOf(StoreUnreadable.class)
                .hasMessage("switch unreadable, nothing is done");
        assertThat(store.commits()).hasSize(before);
        assertThat(bus.events()).isEmpty();
    }

    @Test
    void whoCannotReadTheSwitchSaysSoOfAnEventOfAnotherAccountToo() throws IOException {
        store.unreachable(true);
        byte[] event = Files.readAllBytes(EVENTS.resolve("alarm-from-another-account.json"));
        assertThatThrownBy(() -> handle(event))
                .isInstanceOf(StoreUnreadable.class)
                .hasMessage("switch unreadable, nothing is done");
    }

    @Test
    void aTickOlderThanAMinuteIsDroppedAndGivesNoHeartbeat() throws IOException {
        var answer = handle("{\"tick\": \"sweep\", \"at\": \"2026-03-01T10:03:59Z\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(String.valueOf(answer.get("reason"))).contains("older than a minute");
        assertThat(log).noneMatch(line -> line.contains("\"Heartbeat\":1"));
    }

    @Test
    void aTickThatSawEverythingGivesAHeartbeat() throws IOException {
        assertThat(handle("{\"tick\": \"sweep\"}".getBytes(StandardCharsets.UTF_8)))
                .containsEntry("decision", "Swept");
        assertThat(log).anyMatch(line -> line.contains("\"Heartbeat\":1"));
    }

    @Test
    void aTickWithoutTimeJudgesNothingAndGivesNoHeartbeat() throws IOException {
        ec2.model().add(PRIMARY, Traits.inZone("us-east-1a").tagged(Instance.OPT_IN_TAG, "web"));
        ec2.model().happens(PRIMARY, Happening.AWS_STOPS);
        clock.advance(Duration.ofMinutes(5));
        byte[] tick = "{\"tick\": \"sweep\"}".getBytes(StandardCharsets.UTF_8);
        handle(handler, tick, TimeLimit.ONE_RECORD);
        assertThat(log).anyMatch(line -> line.contains("1 of 1 are left for the next tick"));
        assertThat(log).noneMatch(line -> line.contains("\"Heartbeat\":1"));
        assertThat(handle(handler, tick).get("reason")).isEqualTo("a full pass: {Hold=1}");
    }

    @Test
    void theRosterIsReadOnceForAllThatATickJudges() throws IOException {
        var reads = new AtomicInteger();
        Store counted = (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("list")) {
                        reads.incrementAndGet();
                    }
                    return method.invoke(store, arguments);
                });
        for (int number = 1; number <= 5; number++) {
            var id = new InstanceId("i-0000000000000000" + number);
            ec2.model().add(id, Traits.inZone("us-east-1a").tagged(Instance.OPT_IN_TAG, "web"));
            ec2.model().happens(id, Happening.AWS_STOPS);
        }
        clock.advance(Duration.ofMinutes(5));
        var door = handler(counted, Scene.plan("\"mode\": \"ACT\""), "recovery-");
        assertThat(handle(door, "{\"tick\": \"sweep\"}".getBytes(StandardCharsets.UTF_8))
                        .get("reason"))
                .isEqualTo("a full pass: {Hold=5}");
        assertThat(reads).as("before the pass that keeps it, and after").hasValue(2);
    }

    @Test
    void aTickThatDidNotReadAllRingingAlarmsGivesNoHeartbeat() throws IOException {
        for (int number = 0; number <= Sweep.MOST_PAGES; number++) {
            alarms.define("recovery-" + number);
            alarms.set("recovery-" + number, Alarm.State.ALARM);
        }
        alarms.setPageSize(1);
        handle("{\"tick\": \"sweep\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(log).noneMatch(line -> line.contains("\"Heartbeat\":1"));
        assertThat(log).anyMatch(line -> line.contains("more alarms ring than the 30 pages that one tick reads"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "no JSON", "{\"tick\": \"sweep\"", "{}", "{\"tick\": 7}", "{\"source\": \"aws.ec2\"}"})
    void whatIsNoEventIsBadInputAndChangesNothing(String document) {
        assertThatThrownBy(() -> handle(document.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("expected");
        assertThat(store.commits()).isEmpty();
    }

    @Test
    void aRequestOfAPersonIsSentToItsOwnDoor() {
        assertThatThrownBy(() -> handle(Files.readAllBytes(EVENTS.resolve("ask-status.json"))))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("field request");
    }

    @Test
    void anAlarmThroughSnsIsToldWhichRoadToTake() {
        assertThatThrownBy(() -> handle(Files.readAllBytes(EVENTS.resolve(THROUGH_SNS))))
                .isInstanceOf(BadInput.class)
                .hasMessageContaining("make the function the alarm's action");
    }

    @Test
    void aMissingVariableIsNamed() {
        var environment = new Environment(Map.of("STATE_TABLE", "s", "JOURNAL_TABLE", "j", "BUS_NAME", "b"));
        assertThatThrownBy(() -> DetectionSettings.from(environment)).hasMessageContaining("ALARM_PREFIX");
    }
}
