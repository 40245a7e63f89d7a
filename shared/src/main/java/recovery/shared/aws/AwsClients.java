package recovery.shared.aws;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.route53.Route53Client;

/**
 * Makes the SDK's clients, each once a function: one small HTTP client for all, the credentials and the Region that
 * Lambda puts into the environment, and nothing that would search for either. The SDK itself reads AWS_ENDPOINT_URL.
 */
public final class AwsClients {
    /** What a function on AWS waits for. A TCP connection within a Region stands in milliseconds or not at all. */
    private static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(2), Duration.ofSeconds(3), Duration.ofSeconds(7), Duration.ofSeconds(8));

    /** No file: neither the disk nor somebody's profile has a say in how a function calls AWS. */
    private static final ProfileFile NO_PROFILE = ProfileFile.aggregator().build();

    private final Region region;
    private final AwsCredentialsProvider credentials;
    private final Patience patience;
    private final SdkHttpClient http;

    /** @param region such as {@code eu-west-1} */
    public AwsClients(String region) {
        this(region, EnvironmentVariableCredentialsProvider.create(), PATIENCE);
    }

    AwsClients(String region, AwsCredentialsProvider credentials, Patience patience) {
        this.region = Region.of(region);
        this.credentials = credentials;
        this.patience = patience;
        this.http = UrlConnectionHttpClient.builder()
                .connectionTimeout(patience.connect())
                .socketTimeout(patience.act())
                .build();
    }

    /**
     * How long to wait.
     *
     * @param connect for a TCP connection
     * @param attempt for one try of a read or a transaction; AWS answers within a second or not at all
     * @param call for all tries of one, so that several calls fit into a function's time
     * @param act for the single try of a call that changes an instance: longer, because a lost reply costs minutes to
     *     settle
     */
    record Patience(Duration connect, Duration attempt, Duration call, Duration act) {}

    public DynamoDbClient dynamoDb() {
        return reading(DynamoDbClient.builder()).build();
    }

    public Ec2Client ec2() {
        return reading(Ec2Client.builder()).build();
    }

    /** For calls that must never be sent twice: no retries at all. */
    public Ec2Client ec2WithoutRetries() {
        return configured(Ec2Client.builder(), patience.act(), patience.act(), DefaultRetryStrategy.doNotRetry())
                .build();
    }

    public KmsClient kms() {
        return reading(KmsClient.builder()).build();
    }

    public CloudWatchClient cloudWatch() {
        return reading(CloudWatchClient.builder()).build();
    }

    public EventBridgeClient eventBridge() {
        return reading(EventBridgeClient.builder()).build();
    }

    /** Route 53 is one for all Regions: the SDK finds its endpoint by the partition to which ours belongs. */
    public Route53Client route53() {
        return reading(Route53Client.builder()).build();
    }

    /** For changes, which must never be sent twice: no retries at all. */
    public Route53Client route53WithoutRetries() {
        return configured(Route53Client.builder(), patience.act(), patience.act(), DefaultRetryStrategy.doNotRetry())
                .build();
    }

    public ElasticLoadBalancingV2Client balancers() {
        return reading(ElasticLoadBalancingV2Client.builder()).build();
    }

    /** For changes, which must never be sent twice: no retries at all. */
    public ElasticLoadBalancingV2Client balancersWithoutRetries() {
        return configured(
                        ElasticLoadBalancingV2Client.builder(),
                        patience.act(),
                        patience.act(),
                        DefaultRetryStrategy.doNotRetry())
                .build();
    }

    public AutoScalingClient autoScaling() {
        return reading(AutoScalingClient.builder()).build();
    }

    /** For changes, which must never be sent twice: no retries at all. */
    public AutoScalingClient autoScalingWithoutRetries() {
        return configured(
                        AutoScalingClient.builder(), patience.act(), patience.act(), DefaultRetryStrategy.doNotRetry())
                .build();
    }

    private <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B reading(B builder) {
        return configured(
                builder,
                patience.attempt(),
                patience.call(),
                DefaultRetryStrategy.standardStrategyBuilder().maxAttempts(3).build());
    }

    private <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B configured(
            B builder, Duration attempt, Duration call, RetryStrategy retries) {
        return builder.region(region)
                .credentialsProvider(credentials)
                .httpClient(http)
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallAttemptTimeout(attempt)
                        .apiCallTimeout(call)
                        .retryStrategy(retries)
                        .defaultProfileFile(NO_PROFILE)
                        .build());
    }
}
