package recovery.shared.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import recovery.shared.bus.BusEvent;
import recovery.shared.json.Json;

/** An event counts as put only when EventBridge says that it took it. */
class AwsBusTest {
    private static final BusEvent EVENT = new BusEvent(BusEvent.Kind.RESTART_REQUESTED, Map.of("recovery", "r-1"));

    private Wire wire;
    private AwsBus bus;

    @BeforeEach
    void connect() {
        wire = new Wire();
        bus = new AwsBus(Wire.patient().eventBridge(), "recovery", "recovery.detection");
    }

    @AfterEach
    void disconnect() {
        wire.close();
    }

    @Test
    void anEventThatWasTakenIsPut() {
        wire.answers(Wire.ok("{\"FailedEntryCount\":0,\"Entries\":[{\"EventId\":\"e-1\"}]}"));
        assertThat(bus.put(EVENT).trouble()).isEmpty();
        assertThat(wire.requests()).singleElement().satisfies(request -> assertThat(
                        Json.read(request).get("Entries"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactly(Map.of(
                        "Source",
                        "recovery.detection",
                        "DetailType",
                        "Restart Requested",
                        "EventBusName",
                        "recovery",
                        "Detail",
                        "{\"recovery\":\"r-1\"}")));
    }

    @Test
    void anEventThatWasNotTakenIsNotPutThoughTheCallSucceeded() {
        wire.answers(
                Wire.ok(
                        "{\"FailedEntryCount\":1,\"Entries\":[{\"ErrorCode\":\"InternalFailure\",\"ErrorMessage\":\"later\"}]}"));
        assertThat(bus.put(EVENT).trouble()).contains("EventBridge did not take the entry: InternalFailure later");
    }

    @Test
    void toPrimeItPutsNothing() {
        wire.answers(Wire.jsonError(400, "ValidationException"));
        bus.prime();
        assertThat(wire.requests()).containsExactly("{\"Entries\":[]}");
    }

    @Test
    void anAnswerThatDoesNotCountIsNoProof() {
        wire.answers(Wire.ok("{}"));
        assertThat(bus.put(EVENT).trouble()).isPresent();
    }

    @Test
    void aFailedCallPutsNothingAsFarAsAnybodyKnows() {
        wire.answers(Wire.jsonError(400, "AccessDeniedException"));
        assertThat(bus.put(EVENT).trouble())
                .hasValueSatisfying(
                        why -> assertThat(why).as("it says who refused and why").startsWith("AccessDeniedException"));
        wire.answers(new Wire.Answer.HangsUp());
        assertThat(bus.put(EVENT).trouble()).isPresent();
        assertThat(wire.requests()).as("tried again, and not forever").hasSize(3);
    }
}
