package recovery.simulator.http.behaviour;

import java.net.URI;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.Reservation;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.TagSpecification;

/** LocalStack's own EC2, whose instances take their states at once. It accepts any image. */
public final class LocalStackBench implements Bench, AutoCloseable {
    private final Ec2Client ec2;

    public LocalStackBench(URI endpoint) {
        ec2 = SimulatorBench.client(endpoint);
    }

    @Override
    public Ec2Client ec2() {
        return ec2;
    }

    @Override
    public String running(Map<String, String> tags) {
        List<Tag> wanted = tags.entrySet().stream()
                .map(tag ->
                        Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
                .toList();
        List<TagSpecification> specifications = wanted.isEmpty()
                ? List.of()
                : List.of(TagSpecification.builder()
                        .resourceType(ResourceType.INSTANCE)
                        .tags(wanted)
                        .build());
        Reservation launched = Reservation.builder()
                .instances(ec2.runInstances(request -> request.imageId("ami-0123456789abcdef0")
                                .instanceType(InstanceType.T3_MICRO)
                                .minCount(1)
                                .maxCount(1)
                                .tagSpecifications(specifications))
                        .instances())
                .build();
        return launched.instances().getFirst().instanceId();
    }

    @Override
    public void settle() {
        // Nothing is ever under way there.
    }

    @Override
    public void close() {
        ec2.close();
    }
}
