package recovery.shared.aws;

import java.util.Optional;
import java.util.function.Supplier;
import recovery.shared.lever.LeverReply;
import recovery.shared.lever.Scaling;
import recovery.shared.look.Look;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.autoscaling.model.AutoScalingGroup;
import software.amazon.awssdk.services.autoscaling.model.LifecycleState;

/** Auto Scaling groups through the SDK: one request, no retries. */
public final class AwsScaling implements Scaling {
    private static final String HEALTHY = "Healthy";

    private final Supplier<AutoScalingClient> reading;
    private final Supplier<AutoScalingClient> acting;

    /** @param withoutRetries from {@link AwsClients#autoScalingWithoutRetries} */
    public AwsScaling(AutoScalingClient reading, AutoScalingClient withoutRetries) {
        this(() -> reading, () -> withoutRetries);
    }

    /** For clients that are made when they are used first. */
    AwsScaling(Supplier<AutoScalingClient> reading, Supplier<AutoScalingClient> withoutRetries) {
        this.reading = reading;
        this.acting = withoutRetries;
    }

    /** Auto Scaling answers an unknown name with an empty list. */
    @Override
    public Look<Group> group(String name) {
        return LeverCalls.look(
                e -> false, () -> reading
                        .get()
                        .describeAutoScalingGroups(request -> request.autoScalingGroupNames(name))
                        .autoScalingGroups()
                        .stream()
                        .filter(found -> name.equals(found.autoScalingGroupName()))
                        .findFirst()
                        .map(AwsScaling::described)
                        .orElseGet(() -> new Look.Absent<>("there is no Auto Scaling group " + name)));
    }

    private static Look<Group> described(AutoScalingGroup found) {
        if (found.minSize() == null || found.maxSize() == null || found.desiredCapacity() == null) {
            return new Look.Unreadable<>("the answer lacks a bound or the capacity of " + found.autoScalingGroupName());
        }
        long inService = found.instances().stream()
                .filter(instance -> instance.lifecycleState() == LifecycleState.IN_SERVICE
                        && HEALTHY.equalsIgnoreCase(instance.healthStatus()))
                .count();
        return new Look.Seen<>(new Group(
                found.autoScalingGroupName(),
                found.minSize(),
                found.maxSize(),
                found.desiredCapacity(),
                Math.toIntExact(inService)));
    }

    /** A cooldown of the group does not hold it back: HonorCooldown is false by default. */
    @Override
    public LeverReply setDesired(String name, int desired) {
        return LeverCalls.reply(() -> {
            acting.get().setDesiredCapacity(request -> request.autoScalingGroupName(name)
                    .desiredCapacity(desired));
            return new LeverReply.Accepted(Optional.empty());
        });
    }
}
