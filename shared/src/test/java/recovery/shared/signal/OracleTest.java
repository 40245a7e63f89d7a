package recovery.shared.signal;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.CloudWatchCompositeAlarmEvent;
import com.amazonaws.services.lambda.runtime.events.CloudWatchMetricAlarmEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import recovery.shared.alarm.Metric;
import recovery.shared.json.Fields;
import recovery.shared.json.Json;

/**
 * AWS's own event classes, read as the managed Java runtime reads them, say the same as our reader, field by field. They
 * lack much of what AWS sends (no mute, no contributor, no detail of EventBridge events beyond a map), and every field
 * that they have and we use is compared.
 */
class OracleTest {
    private static final DateTimeFormatter AS_CLOUDWATCH_WRITES =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxx", Locale.ROOT);

    private final Comparison compared = new Comparison();

    @Test
    void readsWhatAwsReads() {
        for (String file : EventFiles.names()) {
            Map<String, Object> document = EventFiles.document(file);
            if (document.containsKey("alarmData")) {
                boolean composite = Fields.of(document)
                        .object("alarmData")
                        .object("configuration")
                        .has("alarmRule");
                if (composite) {
                    compareComposite(file);
                } else {
                    compareMetricAlarm(file);
                }
            }
            if (document.containsKey("detail-type")) {
                compareEventBridge(file);
            }
        }
        compared.printAndCheck();
    }

    private void compareMetricAlarm(String file) {
        CloudWatchMetricAlarmEvent theirs = read(file, CloudWatchMetricAlarmEvent.class);
        Signal.AlarmChanged ours = (Signal.AlarmChanged) observed(file, theirs.getAccountId(), theirs.getRegion());
        var alarm = theirs.getAlarmData();
        compared.same("action: alarmArn", theirs.getAlarmArn(), ours.alarmArn());
        compared.same("action: alarmData.alarmName", alarm.getAlarmName(), ours.alarmName());
        compared.same(
                "action: alarmData.state.value",
                alarm.getState().getValue(),
                ours.state().name());
        compared.same("action: alarmData.state.timestamp", time(alarm.getState().getTimestamp()), ours.at());
        var queries = Optional.ofNullable(alarm.getConfiguration().getMetrics()).orElse(List.of()).stream()
                .map(CloudWatchMetricAlarmEvent.Metric::getMetricStat)
                .filter(Objects::nonNull)
                .map(CloudWatchMetricAlarmEvent.MetricStat::getMetric)
                .toList();
        compareMetrics(queries, ours.metrics());
    }

    private void compareMetrics(List<CloudWatchMetricAlarmEvent.MetricDetail> theirs, List<Metric> ours) {
        String path = "action: alarmData.configuration.metrics[].metricStat.metric";
        compared.eachSame(
                path + ".namespace",
                theirs,
                CloudWatchMetricAlarmEvent.MetricDetail::getNamespace,
                ours,
                Metric::namespace);
        compared.eachSame(path + ".name", theirs, CloudWatchMetricAlarmEvent.MetricDetail::getName, ours, Metric::name);
        compared.eachSame(
                path + ".dimensions",
                theirs,
                CloudWatchMetricAlarmEvent.MetricDetail::getDimensions,
                ours,
                Metric::dimensions);
    }

    private void compareComposite(String file) {
        CloudWatchCompositeAlarmEvent theirs = read(file, CloudWatchCompositeAlarmEvent.class);
        Signal.AlarmChanged ours = (Signal.AlarmChanged) observed(file, theirs.getAccountId(), theirs.getRegion());
        var alarm = theirs.getAlarmData();
        compared.same("composite: alarmArn", theirs.getAlarmArn(), ours.alarmArn());
        compared.same("composite: alarmData.alarmName", alarm.getAlarmName(), ours.alarmName());
        compared.same(
                "composite: alarmData.state.value",
                alarm.getState().getValue(),
                ours.state().name());
        compared.same(
                "composite: alarmData.state.timestamp", time(alarm.getState().getTimestamp()), ours.at());
        var triggering = Fields.of(Json.read(alarm.getState().getReasonData())).objects("triggeringAlarms").stream()
                .map(each -> each.text("arn").replaceFirst(".*:alarm:", ""))
                .toList();
        compared.same("composite: alarmData.state.reasonData", triggering, ours.triggeringAlarms());
    }

    private void compareEventBridge(String file) {
        ScheduledEvent theirs = read(file, ScheduledEvent.class);
        Fields detail = Fields.of(theirs.getDetail());
        Incoming incoming = new EventReader(theirs.getAccount(), theirs.getRegion())
                .read(EventFiles.document(file), EventFiles.NOW);
        Instant sent = Instant.ofEpochMilli(theirs.getTime().getMillis());
        switch (incoming) {
            case Incoming.Observed(Signal.AlarmChanged ours) -> {
                compared.same("bus: resources[0]", theirs.getResources().getFirst(), ours.alarmArn());
                compareAlarmDetail(detail, ours);
            }
            case Incoming.Observed(Signal.InstanceChanged ours) -> {
                compared.same("bus: time", sent, ours.at());
                compared.same(
                        "bus: detail.instance-id",
                        detail.text("instance-id"),
                        ours.instance().value());
                compared.same(
                        "bus: detail.state", detail.text("state"), ours.state().wireName());
            }
            case Incoming.Observed(Signal.HealthAnnounced ours) -> {
                compared.same("bus: time", sent, ours.at());
                compareHealthDetail(detail, ours);
            }
            case Incoming.Nudge ours -> {
                compared.same(
                        "bus: detail-type", theirs.getDetailType(), ours.kind().wireName());
                compared.same("bus: detail", theirs.getDetail(), ours.detail());
            }
            case Incoming.Irrelevant ours -> compareIrrelevant(theirs, detail, ours);
            case Incoming.Tick ours -> throw new AssertionError(file + " was read as " + ours);
        }
    }

    private void compareAlarmDetail(Fields theirs, Signal.AlarmChanged ours) {
        Fields state = theirs.object("state");
        compared.same("bus: detail.alarmName", theirs.text("alarmName"), ours.alarmName());
        compared.same(
                "bus: detail.state.value", state.text("value"), ours.state().name());
        compared.same("bus: detail.state.timestamp", time(state.text("timestamp")), ours.at());
        boolean heldBack = state.has("actionsSuppressedBy") || theirs.has("muteDetail");
        compared.same("bus: detail.state.actionsSuppressedBy, detail.muteDetail", heldBack, ours.suppressed());
        Map<String, Object> series = theirs.maybeObject("alarmContributor")
                .map(contributor -> contributor.object("attributes").asMap())
                .orElse(Map.of());
        compared.same("bus: detail.alarmContributor.attributes", series, ours.contributor());
        var metrics = theirs.object("configuration").objects("metrics").stream()
                .flatMap(query -> query.maybeObject("metricStat").stream())
                .map(stat -> stat.object("metric"))
                .toList();
        String path = "bus: detail.configuration.metrics[].metricStat.metric";
        compared.eachSame(
                path + ".namespace", metrics, each -> each.text("namespace"), ours.metrics(), Metric::namespace);
        compared.eachSame(path + ".name", metrics, each -> each.text("name"), ours.metrics(), Metric::name);
        compared.eachSame(
                path + ".dimensions",
                metrics,
                each -> each.object("dimensions").asMap(),
                ours.metrics(),
                Metric::dimensions);
    }

    private void compareHealthDetail(Fields theirs, Signal.HealthAnnounced ours) {
        compared.same("bus: detail.eventTypeCode", theirs.text("eventTypeCode"), ours.code());
        compared.same("bus: detail.statusCode", !theirs.text("statusCode").equals("closed"), ours.open());
        var entities = theirs.objects("affectedEntities").stream()
                .map(entity -> entity.text("entityValue").replaceFirst(".*/", ""))
                .toList();
        var instances = ours.instances().stream().map(id -> id.value()).toList();
        compared.same("bus: detail.affectedEntities[].entityValue", entities, instances);
    }

    /** The sentence depends on one field: the event's Region if Health sent it, else its source and type. */
    private void compareIrrelevant(ScheduledEvent theirs, Fields detail, Incoming.Irrelevant ours) {
        if (theirs.getSource().equals("aws.health")) {
            assertThat(ours.why()).contains(detail.text("eventRegion"));
            compared.note("bus: detail.eventRegion");
        } else {
            assertThat(ours.why())
                    .isIn(
                            "an alarm's configuration changed, not its state",
                            "nothing here handles events of type \"" + theirs.getDetailType() + "\" from \""
                                    + theirs.getSource() + "\"");
            compared.note("bus: source");
        }
    }

    /** Our reader, told that the account and the Region are those that AWS's class has read. */
    private Signal observed(String file, String account, String region) {
        var incoming = new EventReader(account, region).read(EventFiles.document(file), EventFiles.NOW);
        compared.note("action: accountId");
        compared.note("action: region");
        return ((Incoming.Observed) incoming).signal();
    }

    private static Instant time(String text) {
        return AS_CLOUDWATCH_WRITES.parse(text, Instant::from);
    }

    /** As the runtime does: some classes have a serializer of their own, all others the common one. */
    private static <T> T read(String file, Class<T> kind) {
        PojoSerializer<T> serializer = LambdaEventSerializers.isLambdaSupportedEvent(kind.getName())
                ? LambdaEventSerializers.serializerFor(kind, OracleTest.class.getClassLoader())
                : JacksonFactory.getInstance().getSerializer(kind);
        return serializer.fromJson(new ByteArrayInputStream(EventFiles.bytes(file)));
    }
}
