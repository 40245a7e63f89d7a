package recovery.simulator.http;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import recovery.shared.ec2.InstanceId;
import recovery.shared.lever.Addresses.Address;
import recovery.simulator.Action;
import recovery.simulator.AddressRequest;
import recovery.simulator.Call;

/** The part of the EC2 Query API that is about Elastic IP addresses. */
final class AddressDoor {
    private AddressDoor() {}

    static Call call(Form form, Action action) {
        Optional<String> ip = first(form, "PublicIp").or(() -> form.text("PublicIp"));
        Optional<String> allocation = first(form, "AllocationId").or(() -> form.text("AllocationId"));
        boolean reassociates = !form.text("AllowReassociation").equals(Optional.of("false"));
        var request = new AddressRequest(ip, allocation, form.text("AssociationId"), reassociates);
        requires(action == Action.ASSOCIATE_ADDRESS, allocation, "AllocationId");
        requires(action == Action.ASSOCIATE_ADDRESS, form.text("InstanceId"), "InstanceId");
        requires(action == Action.DISASSOCIATE_ADDRESS, request.association(), "AssociationId");
        return Call.of(action, instance(form), "http").about(request).dryRun(form.flag("DryRun"));
    }

    private static Optional<String> first(Form form, String name) {
        return form.list(name).stream().findFirst();
    }

    private static void requires(boolean needed, Optional<String> given, String name) {
        if (needed && given.isEmpty()) {
            throw Ec2Refusal.bad("MissingParameter", "The request must contain the parameter " + name);
        }
    }

    private static List<InstanceId> instance(Form form) {
        return Stream.concat(
                        form.text("InstanceId").stream(),
                        form.filters().getOrDefault("instance-id", List.of()).stream())
                .map(id -> {
                    if (!InstanceId.isOne(id)) {
                        throw Ec2Refusal.bad("InvalidInstanceID.Malformed", "Invalid id: \"" + id + "\"");
                    }
                    return new InstanceId(id);
                })
                .toList();
    }

    /** What EC2 answers to a call that was taken. */
    static String taken(Action action, Optional<Address> led) {
        return Xml.document(action.wireName() + "Response", root -> {
            root.text("requestId", "simulated");
            if (action == Action.ALLOCATE_ADDRESS) {
                led.ifPresent(address -> root.text("publicIp", address.ip())
                        .text("domain", "vpc")
                        .text("allocationId", address.allocation()));
            } else {
                root.text("return", "true");
            }
            if (action == Action.ASSOCIATE_ADDRESS) {
                led.flatMap(Address::association).ifPresent(id -> root.text("associationId", id));
            }
        });
    }

    static String listed(List<Address> addresses) {
        return Xml.document("DescribeAddressesResponse", root -> root.text("requestId", "simulated")
                .list("addressesSet", addresses, (item, address) -> {
                    item.text("publicIp", address.ip())
                            .text("allocationId", address.allocation())
                            .text("domain", "vpc");
                    address.instance().ifPresent(id -> item.text("instanceId", id.value()));
                    address.association().ifPresent(id -> item.text("associationId", id));
                }));
    }
}
