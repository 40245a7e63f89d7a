package recovery.systemtests.rights;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import recovery.shared.alarm.Alarms;
import recovery.shared.aws.AwsAddresses;
import recovery.shared.aws.AwsAlarms;
import recovery.shared.aws.AwsBalancers;
import recovery.shared.aws.AwsBus;
import recovery.shared.aws.AwsDns;
import recovery.shared.aws.AwsEc2;
import recovery.shared.aws.AwsPower;
import recovery.shared.aws.AwsScaling;
import recovery.shared.aws.DynamoStore;
import recovery.shared.bus.Bus;
import recovery.shared.ec2.Ec2;
import recovery.shared.ec2.Power;
import recovery.shared.lever.Addresses;
import recovery.shared.lever.Balancers;
import recovery.shared.lever.Dns;
import recovery.shared.lever.Scaling;
import recovery.shared.store.Store;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.route53.Route53Client;

/**
 * Which requests of the SDK a call through a port is. It is not written down anywhere: the real adapter is asked, on a wire
 * that leads nowhere.
 */
final class Requests {
    private final List<SdkRequest> seen = new ArrayList<>();
    private final Map<Class<?>, Object> adapters;

    /** @param source the name under which the function puts events */
    Requests(String source) {
        Ec2Client ec2 = Wire.client(Ec2Client.class, seen::add);
        KmsClient kms = Wire.client(KmsClient.class, seen::add);
        Route53Client route53 = Wire.client(Route53Client.class, seen::add);
        ElasticLoadBalancingV2Client balancers = Wire.client(ElasticLoadBalancingV2Client.class, seen::add);
        AutoScalingClient scaling = Wire.client(AutoScalingClient.class, seen::add);
        adapters = Map.of(
                Store.class,
                        new DynamoStore(Wire.client(DynamoDbClient.class, seen::add), "StateTable", "JournalTable"),
                Ec2.class, new AwsEc2(ec2),
                Power.class, AwsPower.lookingAtKeys(() -> ec2, () -> kms),
                Alarms.class, new AwsAlarms(Wire.client(CloudWatchClient.class, seen::add)),
                Bus.class, new AwsBus(Wire.client(EventBridgeClient.class, seen::add), "Bus", source),
                Addresses.class, new AwsAddresses(ec2, ec2),
                Dns.class, new AwsDns(route53, route53),
                Balancers.class, new AwsBalancers(balancers, balancers),
                Scaling.class, new AwsScaling(scaling, scaling));
    }

    /** The requests of one call, in their order. */
    List<SdkRequest> of(Class<?> port, Method method, Object[] given) {
        seen.clear();
        Object adapter = adapters.get(port);
        if (adapter == null) {
            throw new AssertionError("no adapter of " + port + " is known");
        }
        try {
            method.invoke(adapter, given);
        } catch (InvocationTargetException unanswered) {
            // the store throws where no answer comes; what it asked was seen
            if (seen.isEmpty()) {
                throw new AssertionError("the adapter failed before it asked", unanswered.getCause());
            }
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
        if (seen.isEmpty()) {
            throw new AssertionError(method + " asked nothing of AWS");
        }
        return List.copyOf(seen);
    }
}
