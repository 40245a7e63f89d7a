package recovery.shared.aws;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import recovery.shared.bus.Bus;
import recovery.shared.bus.BusEvent;
import recovery.shared.bus.BusReply;
import recovery.shared.json.Json;
import recovery.shared.json.PlainText;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/** Puts events on the bundle's own bus through the SDK. */
public final class AwsBus implements Bus {
    private final Supplier<EventBridgeClient> eventBridge;
    private final String bus;
    private final String source;

    /** @param source such as {@code recovery.detection}; the function's policy allows no other */
    public AwsBus(EventBridgeClient eventBridge, String bus, String source) {
        this(() -> eventBridge, bus, source);
    }

    /** For a client that is made when it is used first. */
    AwsBus(Supplier<EventBridgeClient> eventBridge, String bus, String source) {
        this.eventBridge = eventBridge;
        this.bus = bus;
        this.source = source;
    }

    @Override
    public BusReply put(BusEvent event) {
        var entry = PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source(source)
                .detailType(event.kind().wireName())
                .detail(Json.write(event.detail()))
                .build();
        try {
            return reply(eventBridge.get().putEvents(request -> request.entries(entry)));
        } catch (AwsServiceException e) {
            return new BusReply.NotTaken(Ec2Errors.code(e) + " " + Ec2Errors.message(e));
        } catch (SdkException e) {
            return new BusReply.NotTaken(PlainText.clean(String.valueOf(e.getMessage())));
        }
    }

    private static BusReply reply(PutEventsResponse answer) {
        Integer failed = answer.failedEntryCount();
        if (failed != null && failed == 0) {
            return new BusReply.Taken();
        }
        String why = answer.entries().stream()
                .map(result -> result.errorCode() + " " + result.errorMessage())
                .collect(Collectors.joining(", "));
        return new BusReply.NotTaken(PlainText.clean("EventBridge did not take the entry: " + why));
    }

    /**
     * Opens the connection and loads what the first event needs. EventBridge has nothing to read that would not need a
     * right of its own, so this is a request without an event: it puts nothing, and EventBridge says that it wants one.
     */
    public void prime() {
        FirstUse.of(PutEventsRequestEntry.class, PutEventsResultEntry.class);
        try {
            eventBridge.get().putEvents(request -> request.entries(List.of()));
        } catch (SdkException expected) {
            // The refusal. Any other fault comes again, and is told, when an event is put.
        }
    }
}
