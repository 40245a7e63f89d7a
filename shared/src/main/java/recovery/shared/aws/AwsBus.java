package recovery.shared.aws;

import recovery.shared.bus.Bus;
import recovery.shared.bus.BusEvent;
import recovery.shared.json.Json;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** Puts events on the bundle's own bus through the SDK. */
public final class AwsBus implements Bus {
    private final EventBridgeClient eventBridge;
    private final String bus;
    private final String source;

    /** @param source such as {@code recovery.detection}; the function's policy allows no other */
    public AwsBus(EventBridgeClient eventBridge, String bus, String source) {
        this.eventBridge = eventBridge;
        this.bus = bus;
        this.source = source;
    }

    @Override
    public boolean put(BusEvent event) {
        var entry = PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source(source)
                .detailType(event.kind().wireName())
                .detail(Json.write(event.detail()))
                .build();
        try {
            Integer failed =
                    eventBridge.putEvents(request -> request.entries(entry)).failedEntryCount();
            return failed != null && failed == 0;
        } catch (SdkException e) {
            return false;
        }
    }
}
