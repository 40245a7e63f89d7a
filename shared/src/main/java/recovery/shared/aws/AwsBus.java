package recovery.shared.aws;

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
    public BusReply put(BusEvent event) {
        var entry = PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source(source)
                .detailType(event.kind().wireName())
                .detail(Json.write(event.detail()))
                .build();
        try {
            return reply(eventBridge.putEvents(request -> request.entries(entry)));
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
}
