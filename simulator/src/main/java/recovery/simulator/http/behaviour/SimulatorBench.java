package recovery.simulator.http.behaviour;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import recovery.shared.ec2.InstanceId;
import recovery.simulator.Ec2Model;
import recovery.simulator.HandClock;
import recovery.simulator.Traits;
import recovery.simulator.http.SimulatorServer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ec2.Ec2Client;

/** The simulator behind HTTP in this process. Its clock is moved by hand, so that hours pass without waiting. */
public final class SimulatorBench implements Bench, AutoCloseable {
    /** When every bench begins. */
    public static final String START = "2026-03-01T10:00:00Z";

    private static final Duration LONG_ENOUGH = Duration.ofMinutes(10);

    private final HandClock clock = HandClock.at(START);
    private final Ec2Model model = Ec2Model.drivenBy(clock);
    private final SimulatorServer server;
    private final Ec2Client ec2;
    private int added;

    public SimulatorBench() {
        try {
            server = SimulatorServer.start(model, 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ec2 = client(URI.create(server.endpoint()));
    }

    /** A client of the real SDK for an endpoint; nothing is taken from the environment, and nothing is sent twice. */
    public static Ec2Client client(URI endpoint) {
        var key = AwsBasicCredentials.create("000000000000", "test");
        return Ec2Client.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_1)
                .credentialsProvider(StaticCredentialsProvider.create(key))
                .httpClientBuilder(UrlConnectionHttpClient.builder()
                        .proxyConfiguration(ProxyConfiguration.builder()
                                .useEnvironmentVariablesValues(false)
                                .useSystemPropertyValues(false)
                                .build()))
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
    }

    @Override
    public Ec2Client ec2() {
        return ec2;
    }

    @Override
    public String running(Map<String, String> tags) {
        return add(Traits.inZone("eu-west-1a").tagged(tags)).value();
    }

    /** Adds a machine that has been running and well for an hour. */
    public InstanceId add(Traits traits) {
        added++;
        var id = new InstanceId(String.format(Locale.ROOT, "i-0%016x", added));
        model.add(id, traits);
        return id;
    }

    @Override
    public void settle() {
        pass(LONG_ENOUGH);
    }

    /** Lets time pass. */
    public void pass(Duration time) {
        clock.advance(time);
    }

    /** What is behind the door: break it. */
    public Ec2Model model() {
        return model;
    }

    public URI endpoint() {
        return URI.create(server.endpoint());
    }

    @Override
    public void close() {
        ec2.close();
        server.close();
    }
}
