package recovery.shared.aws;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import recovery.shared.ec2.InstanceId;
import recovery.shared.lever.Addresses;
import recovery.shared.lever.LeverReply;
import recovery.shared.look.Look;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;

/** Elastic IP addresses through the SDK: one request, no retries. */
public final class AwsAddresses implements Addresses {
    private final Supplier<Ec2Client> reading;
    private final Supplier<Ec2Client> acting;

    /** @param withoutRetries from {@link AwsClients#ec2WithoutRetries} */
    public AwsAddresses(Ec2Client reading, Ec2Client withoutRetries) {
        this(() -> reading, () -> withoutRetries);
    }

    /** For clients that are made when they are used first. */
    AwsAddresses(Supplier<Ec2Client> reading, Supplier<Ec2Client> withoutRetries) {
        this.reading = reading;
        this.acting = withoutRetries;
    }

    @Override
    public Look<Address> address(String ip) {
        return LeverCalls.look(
                e -> Ec2Errors.code(e).equals("InvalidAddress.NotFound"),
                () -> reading.get().describeAddresses(request -> request.publicIps(ip)).addresses().stream()
                        .filter(address -> ip.equals(address.publicIp()))
                        .findFirst()
                        .flatMap(AwsAddresses::described)
                        .<Look<Address>>map(Look.Seen::new)
                        .orElseGet(() -> new Look.Unreadable<>(
                                "EC2's answer does not describe " + ip + " in words that we know")));
    }

    @Override
    public Look<List<Address>> leadingTo(InstanceId instance) {
        Filter ofInstance =
                Filter.builder().name("instance-id").values(instance.value()).build();
        return LeverCalls.look(e -> false, () -> {
            var shown = reading.get()
                    .describeAddresses(request -> request.filters(ofInstance))
                    .addresses();
            List<Address> known = shown.stream()
                    .flatMap(address -> described(address).stream())
                    .toList();
            return known.size() == shown.size()
                    ? new Look.Seen<>(known)
                    : new Look.Unreadable<>(
                            "EC2's answer does not describe the addresses of " + instance + " in words that we know");
        });
    }

    /** Empty if it lacks an allocation, or leads to an instance whose id is none. */
    private static Optional<Address> described(software.amazon.awssdk.services.ec2.model.Address address) {
        Optional<String> instance = given(address.instanceId());
        Optional<InstanceId> known = instance.filter(InstanceId::isOne).map(InstanceId::new);
        return given(address.allocationId())
                .filter(allocation -> known.isPresent() == instance.isPresent())
                .map(allocation -> new Address(address.publicIp(), allocation, known, given(address.associationId())));
    }

    /** EC2 shows an empty element where there is nothing. */
    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).filter(value -> !value.isEmpty());
    }

    @Override
    public LeverReply associate(String allocation, InstanceId to) {
        return LeverCalls.reply(() -> {
            var answer = acting.get().associateAddress(request -> request.allocationId(allocation)
                    .instanceId(to.value())
                    .allowReassociation(true));
            return answer.associationId() == null
                    ? new LeverReply.Lost("the answer names no association of " + allocation)
                    : new LeverReply.Accepted(Optional.empty());
        });
    }

    @Override
    public LeverReply disassociate(String association) {
        return LeverCalls.reply(() -> {
            acting.get().disassociateAddress(request -> request.associationId(association));
            return new LeverReply.Accepted(Optional.empty());
        });
    }
}
