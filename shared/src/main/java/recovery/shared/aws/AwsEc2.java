package recovery.shared.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.Ec2;
import recovery.shared.ec2.Instance;
import recovery.shared.ec2.InstanceId;
import recovery.shared.json.PlainText;
import recovery.shared.look.Look;
import recovery.shared.look.Page;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesRequest;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;

/** Looks at instances through the SDK. */
public final class AwsEc2 implements Ec2 {
    private static final int PAGE = 100;

    private final Supplier<Ec2Client> ec2;

    public AwsEc2(Ec2Client ec2) {
        this(() -> ec2);
    }

    /** For a client that is made when it is used first. */
    AwsEc2(Supplier<Ec2Client> ec2) {
        this.ec2 = ec2;
    }

    @Override
    public Look<Instance> instance(InstanceId id) {
        return look(() -> {
            List<Instance> found = instances(ec2.get()
                    .describeInstances(DescribeInstancesRequest.builder()
                            .instanceIds(id.value())
                            .build()));
            return found.isEmpty()
                    ? new Look.Unreadable<>("EC2's answer does not describe " + id + " in words that we know")
                    : new Look.Seen<>(found.getFirst());
        });
    }

    @Override
    public Look<Map<InstanceId, Checks>> checks(Set<InstanceId> ids) {
        if (ids.isEmpty() || ids.size() > MOST_IDS) {
            throw new IllegalArgumentException("expected 1 to " + MOST_IDS + " ids, found " + ids.size());
        }
        List<String> names = ids.stream().map(InstanceId::value).sorted().toList();
        return look(() -> {
            var checks = new HashMap<InstanceId, Checks>();
            ec2.get()
                    .describeInstanceStatus(
                            request -> request.instanceIds(names).includeAllInstances(true))
                    .instanceStatuses()
                    .forEach(status -> Described.checks(status).ifPresent(seen -> checks.put(seen.id(), seen)));
            return new Look.Seen<>(checks);
        });
    }

    @Override
    public Look<Page<Instance>> optedIn(Optional<String> from) {
        var tagged =
                Filter.builder().name("tag-key").values(Instance.OPT_IN_TAG).build();
        var request = DescribeInstancesRequest.builder().filters(tagged).maxResults(PAGE);
        from.ifPresent(request::nextToken);
        return look(() -> {
            DescribeInstancesResponse answer = ec2.get().describeInstances(request.build());
            Optional<String> next = Optional.ofNullable(answer.nextToken()).filter(token -> !token.isEmpty());
            return new Look.Seen<>(new Page<>(instances(answer), next));
        });
    }

    private static List<Instance> instances(DescribeInstancesResponse answer) {
        return answer.reservations().stream()
                .flatMap(reservation -> reservation.instances().stream())
                .flatMap(instance -> Described.instance(instance).stream())
                .toList();
    }

    /**
     * A failure to read is never taken for an absence; only EC2's own word is. (Of several ids, it refuses all for one
     * that it does not know, so that whoever asks for several asks again for each.)
     */
    private static <T> Look<T> look(Supplier<Look<T>> read) {
        try {
            return read.get();
        } catch (AwsServiceException e) {
            return Ec2Errors.notFound(e)
                    ? new Look.Absent<>(Ec2Errors.message(e))
                    : new Look.Unreadable<>(Ec2Errors.code(e) + " " + Ec2Errors.message(e));
        } catch (SdkException e) {
            return new Look.Unreadable<>(PlainText.clean(String.valueOf(e.getMessage())));
        }
    }
}
