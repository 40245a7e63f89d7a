package software.amazon.awssdk.regions;

import software.amazon.awssdk.regions.servicemetadata.AutoscalingServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.DynamodbServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.Ec2ServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.ElasticloadbalancingServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.EventsServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.MonitoringServiceMetadata;
import software.amazon.awssdk.regions.servicemetadata.Route53ServiceMetadata;

/**
 * Stands before the SDK's class of this name, whose first use loads one class for each of AWS's 313 services: 5 to 10
 * percent of a cold start. This one answers for ours with the SDK's own classes, and for others as the SDK does for a service
 * that it does not know. A package whose jars were read in another order would only start more slowly.
 */
public final class GeneratedServiceMetadataProvider implements ServiceMetadataProvider {
    /** @return null for a service that the bundle does not use */
    @Override
    @SuppressWarnings("NullAway")
    public ServiceMetadata serviceMetadata(String endpointPrefix) {
        return switch (endpointPrefix) {
            case "autoscaling" -> new AutoscalingServiceMetadata();
            case "dynamodb" -> new DynamodbServiceMetadata();
            case "ec2" -> new Ec2ServiceMetadata();
            case "elasticloadbalancing" -> new ElasticloadbalancingServiceMetadata();
            case "events" -> new EventsServiceMetadata();
            case "monitoring" -> new MonitoringServiceMetadata();
            case "route53" -> new Route53ServiceMetadata();
            default -> null;
        };
    }
}
