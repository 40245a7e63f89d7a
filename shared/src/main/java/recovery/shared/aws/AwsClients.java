package recovery.shared.aws;

import java.time.Duration;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

/**
 * Makes the SDK's clients, each once a function: one small HTTP client for all, the credentials and the Region that
 * Lambda puts into the environment, and nothing that would search for either. The SDK itself reads AWS_ENDPOINT_URL.
 */
public final class AwsClients {
    /** One try of a call. AWS answers within a second or not at all. */
    private static final Duration TRY = Duration.ofSeconds(3);

    /** A read with its retries, so that several fit into a function's time. */
    private static final Duration CALL = Duration.ofSeconds(7);

    /** The single try of a call that changes an instance: longer, because a lost reply costs minutes to settle. */
    private static final Duration ACT = Duration.ofSeconds(8);

    private final Region region;
    private final SdkHttpClient http;
    private final EnvironmentVariableCredentialsProvider credentials;

    /** @param region such as {@code eu-west-1} */
    public AwsClients(String region) {
        this.region = Region.of(region);
        this.http = UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(2))
                .socketTimeout(ACT)
                .build();
        this.credentials = EnvironmentVariableCredentialsProvider.create();
    }

    public DynamoDbClient dynamoDb() {
        return reading(DynamoDbClient.builder()).build();
    }

    public Ec2Client ec2() {
        return reading(Ec2Client.builder()).build();
    }

    /** For calls that must never be sent twice: no retries at all. */
    public Ec2Client ec2WithoutRetries() {
        return configured(Ec2Client.builder(), ACT, ACT, DefaultRetryStrategy.doNotRetry())
                .build();
    }

    public CloudWatchClient cloudWatch() {
        return reading(CloudWatchClient.builder()).build();
    }

    public EventBridgeClient eventBridge() {
        return reading(EventBridgeClient.builder()).build();
    }

    private <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B reading(B builder) {
        return configured(
                builder,
                TRY,
                CALL,
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
                        .build());
    }
}
