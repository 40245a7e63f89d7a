package recovery.shared.aws;

import java.util.function.Supplier;
import recovery.shared.lever.Levers;

/** Builds the doors to the levers on the real AWS, once a function. */
public final class AwsLevers {
    private AwsLevers() {}

    /** The same, made when they are used first: most executions of failover need none. */
    public static Supplier<Levers> atFirstUse(AwsClients clients) {
        return new Once<>(() -> create(clients));
    }

    /** Each has its own clients, made at first use. Reads may be tried again by the SDK; what moves a lever is sent once. */
    static Levers create(AwsClients clients) {
        return new Levers(
                new AwsAddresses(new Once<>(clients::ec2), new Once<>(clients::ec2WithoutRetries)),
                new AwsDns(new Once<>(clients::route53), new Once<>(clients::route53WithoutRetries)),
                new AwsBalancers(new Once<>(clients::balancers), new Once<>(clients::balancersWithoutRetries)),
                new AwsScaling(new Once<>(clients::autoScaling), new Once<>(clients::autoScalingWithoutRetries)));
    }
}
