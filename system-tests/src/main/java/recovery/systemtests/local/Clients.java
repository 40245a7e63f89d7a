package recovery.systemtests.local;

import java.net.URI;
import java.time.Duration;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/** Clients to one LocalStack or moto, and to nothing else: endpoint, Region and keys are given, and never looked up. */
public final class Clients {
    private final URI endpoint;
    private final Region region;
    private final StaticCredentialsProvider keys;
    private final SdkHttpClient http = UrlConnectionHttpClient.builder()
            .socketTimeout(Duration.ofSeconds(90))
            .proxyConfiguration(ProxyConfiguration.builder()
                    .useEnvironmentVariablesValues(false)
                    .useSystemPropertyValues(false)
                    .build())
            .build();

    /** @param account on LocalStack the key is the account */
    public Clients(String endpoint, String region, String account) {
        this.endpoint = URI.create(endpoint);
        this.region = Region.of(region);
        this.keys = StaticCredentialsProvider.create(AwsBasicCredentials.create(account, "test"));
    }

    public CloudFormationClient cloudFormation() {
        return made(CloudFormationClient.builder()).build();
    }

    public LambdaClient lambda() {
        return made(LambdaClient.builder()).build();
    }

    public DynamoDbClient dynamoDb() {
        return made(DynamoDbClient.builder()).build();
    }

    public CloudWatchClient cloudWatch() {
        return made(CloudWatchClient.builder()).build();
    }

    public Ec2Client ec2() {
        return made(Ec2Client.builder()).build();
    }

    public ElasticLoadBalancingV2Client balancers() {
        return made(ElasticLoadBalancingV2Client.builder()).build();
    }

    public AutoScalingClient autoScaling() {
        return made(AutoScalingClient.builder()).build();
    }

    public Route53Client route53() {
        return made(Route53Client.builder()).build();
    }

    public SnsClient sns() {
        return made(SnsClient.builder()).build();
    }

    public SqsClient sqs() {
        return made(SqsClient.builder()).build();
    }

    private <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B made(B builder) {
        return builder.endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(keys)
                .httpClient(http);
    }
}
