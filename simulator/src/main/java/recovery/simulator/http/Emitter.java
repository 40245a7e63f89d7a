package recovery.simulator.http;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import recovery.shared.ec2.Checks.Status;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.json.Json;
import recovery.simulator.Ailment;
import recovery.simulator.Ec2Model;
import recovery.simulator.SimulatedInstance;
import recovery.simulator.StateChange;
import recovery.simulator.Traits;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/**
 * Tells a CloudWatch and an EventBridge what EC2 would tell them: state changes as they happen, and each few seconds
 * the status checks of every running instance. A stopped instance sends nothing, as on AWS.
 */
final class Emitter implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final Ec2Model model;
    private final Timer timer = new Timer("emitter", true);
    private final ExecutorService news = Executors.newSingleThreadExecutor();
    private volatile Optional<Receiver> receiver = Optional.empty();

    /** Where it all goes. */
    private record Receiver(
            EventBridgeClient events, CloudWatchClient metrics, Ec2Client ec2, String region, String account) {}

    Emitter(Ec2Model model) {
        this.model = model;
        model.onChange(change -> news.execute(() -> quietly(() -> tell(change))));
        // The model moves when it is asked: this makes it notice what is due.
        every(Duration.ofMillis(100), model::settle);
        every(PERIOD, this::measure);
    }

    private void every(Duration period, Runnable work) {
        var task = new TimerTask() {
            @Override
            public void run() {
                quietly(work);
            }
        };
        timer.schedule(task, period.toMillis(), period.toMillis());
    }

    void emitTo(String endpoint, String region, String account) {
        var http = UrlConnectionHttpClient.create();
        var keys = StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "test"));
        var at = URI.create(endpoint);
        var in = Region.of(region);
        receiver = Optional.of(new Receiver(
                EventBridgeClient.builder()
                        .endpointOverride(at)
                        .region(in)
                        .credentialsProvider(keys)
                        .httpClient(http)
                        .build(),
                CloudWatchClient.builder()
                        .endpointOverride(at)
                        .region(in)
                        .credentialsProvider(keys)
                        .httpClient(http)
                        .build(),
                Ec2Client.builder()
                        .endpointOverride(at)
                        .region(in)
                        .credentialsProvider(keys)
                        .httpClient(http)
                        .build(),
                region,
                account));
    }

    /** Takes over the living instances that a stack made in the receiver's own EC2: from now on this EC2 has them. */
    void adopt() {
        Receiver from = receiver.orElseThrow(() -> new IllegalStateException("emit-to comes first"));
        from.ec2().describeInstancesPaginator().reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .filter(found -> found.state().name() == InstanceStateName.RUNNING
                        || found.state().name() == InstanceStateName.PENDING)
                .filter(found ->
                        model.instance(new InstanceId(found.instanceId())).isEmpty())
                .forEach(found -> {
                    Traits traits =
                            Traits.inZone(found.placement().availabilityZone()).ofType(found.instanceTypeAsString());
                    for (var tag : found.tags()) {
                        traits = traits.tagged(tag.key(), tag.value());
                    }
                    model.add(new InstanceId(found.instanceId()), traits, found.launchTime());
                });
    }

    private void tell(StateChange change) {
        receiver.ifPresent(to -> {
            var entry = PutEventsRequestEntry.builder()
                    .source("aws.ec2")
                    .detailType("EC2 Instance State-change Notification")
                    .time(change.at())
                    .resources("arn:aws:ec2:" + to.region() + ":" + to.account() + ":instance/" + change.id())
                    .detail(Json.write(Map.of(
                            "instance-id",
                            change.id().value(),
                            "state",
                            change.state().wireName())))
                    .build();
            to.events().putEvents(request -> request.entries(entry));
        });
    }

    private void measure() {
        receiver.ifPresent(to -> {
            for (SimulatedInstance instance : model.instances()) {
                List<MetricDatum> data = data(instance);
                if (!data.isEmpty()) {
                    to.metrics().putMetricData(request -> request.namespace("AWS/EC2")
                            .metricData(data));
                }
            }
        });
    }

    private List<MetricDatum> data(SimulatedInstance instance) {
        var data = new ArrayList<MetricDatum>();
        double failed = 0;
        for (Ailment.Part part : Ailment.Part.values()) {
            Status status = model.check(instance.id(), part).status();
            boolean measured = status == Status.OK || status == Status.IMPAIRED;
            if (instance.state() == InstanceState.RUNNING && measured) {
                double value = status == Status.IMPAIRED ? 1 : 0;
                failed = Math.max(failed, value);
                data.add(datum(metricName(part), instance, value));
            }
        }
        if (!data.isEmpty()) {
            data.add(datum("StatusCheckFailed", instance, failed));
        }
        return data;
    }

    private static MetricDatum datum(String name, SimulatedInstance instance, double value) {
        return MetricDatum.builder()
                .metricName(name)
                .value(value)
                .dimensions(Dimension.builder()
                        .name("InstanceId")
                        .value(instance.id().value())
                        .build())
                .build();
    }

    private static String metricName(Ailment.Part part) {
        return switch (part) {
            case SYSTEM -> "StatusCheckFailed_System";
            case INSTANCE -> "StatusCheckFailed_Instance";
            case STORAGE -> "StatusCheckFailed_AttachedEBS";
        };
    }

    /** EC2's events and metrics are best effort: what cannot be told is lost, and said on standard error. */
    private static void quietly(Runnable work) {
        try {
            work.run();
        } catch (SdkException e) {
            System.err.println("not emitted: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        timer.cancel();
        news.shutdownNow();
    }
}
