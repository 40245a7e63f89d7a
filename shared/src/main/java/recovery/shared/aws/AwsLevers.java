package recovery.shared.aws;

import java.util.function.Supplier;
import recovery.shared.lever.Levers;

/** Builds the doors to the levers on the real AWS, once a function. */
public final class AwsLevers {
    private AwsLevers() {}

    /** The same, made when they are used first: five clients that most executions of failover do not need. */
    public static Supplier<Levers> atFirstUse(AwsClients clients) {
        return new Once<>(() -> create(clients));
    }

    /** Reads may be tried again by the SDK; what moves a lever is sent once. */
    static Levers create(AwsClients clients) {
        return new Levers(
                new AwsAddresses(clients.ec2(), clients.ec2WithoutRetries()),
                new AwsDns(clients.route53(), clients.route53WithoutRetries()),
                new AwsBalancers(clients.balancers(), clients.balancersWithoutRetries()),
                new AwsScaling(clients.autoScaling(), clients.autoScalingWithoutRetries()));
    }
}
