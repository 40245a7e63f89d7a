package recovery.simulator;

import java.util.List;
import java.util.Optional;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.lever.Addresses.Address;

/** Answers one call on Elastic IP addresses. Checks everything first. */
final class AddressDesk {
    private final AddressBook book;
    private final Fleet fleet;

    AddressDesk(AddressBook book, Fleet fleet) {
        this.book = book;
        this.fleet = fleet;
    }

    /** EC2 takes an address from an instance that is terminated. */
    List<Address> all() {
        book.drop(id -> state(id) == InstanceState.TERMINATED);
        return book.all();
    }

    Outcome carryOut(Call call) {
        List<Address> all = all();
        AddressRequest request = call.address().orElse(AddressRequest.ALL);
        if (call.dryRun()) {
            return new Outcome.Refused(Ec2Error.DRY_RUN);
        }
        return switch (call.action()) {
            case ALLOCATE_ADDRESS -> new Outcome.Led(book.allocate());
            case ASSOCIATE_ADDRESS -> associate(request, call.ids().getFirst());
            case DISASSOCIATE_ADDRESS -> disassociate(request.association().orElse(""));
            case DESCRIBE_ADDRESSES -> show(request, call.ids(), all);
            case START_INSTANCES,
                    STOP_INSTANCES,
                    REBOOT_INSTANCES,
                    TERMINATE_INSTANCES,
                    RUN_INSTANCES,
                    CREATE_TAGS,
                    DELETE_TAGS,
                    DESCRIBE_INSTANCES,
                    DESCRIBE_INSTANCE_STATUS,
                    DESCRIBE_VOLUMES -> throw new IllegalArgumentException(call.action() + " is not about addresses");
        };
    }

    private InstanceState state(InstanceId id) {
        return fleet.now(id).map(SimulatedInstance::state).orElse(InstanceState.TERMINATED);
    }

    /** @param to only those that lead to one of these; all if it is empty */
    private Outcome show(AddressRequest request, List<InstanceId> to, List<Address> all) {
        List<Address> shown = all.stream()
                .filter(address ->
                        to.isEmpty() || address.instance().filter(to::contains).isPresent())
                .filter(address -> request.ip().map(address.ip()::equals).orElse(true))
                .filter(address ->
                        request.allocation().map(address.allocation()::equals).orElse(true))
                .toList();
        return shown.isEmpty() && !request.equals(AddressRequest.ALL)
                ? new Outcome.Refused(Ec2Error.noAddress(request.inWords()))
                : new Outcome.Listed(shown);
    }

    private Outcome associate(AddressRequest request, InstanceId to) {
        String allocation = request.allocation().orElse("");
        Optional<Address> address = book.ofAllocation(allocation);
        if (address.isEmpty()) {
            return new Outcome.Refused(Ec2Error.noAllocation(allocation));
        }
        return refusal(request, address.get(), to)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> new Outcome.Led(book.lead(address.get(), to)));
    }

    private Optional<Ec2Error> refusal(AddressRequest request, Address address, InstanceId to) {
        if (fleet.now(to).isEmpty()) {
            return Optional.of(Ec2Error.notFound(to));
        }
        boolean ready = state(to) == InstanceState.RUNNING
                || state(to) == InstanceState.STOPPING
                || state(to) == InstanceState.STOPPED;
        if (!ready) {
            return Optional.of(Ec2Error.stateForbids(to, "associated with an address"));
        }
        boolean taken = address.instance().filter(id -> !id.equals(to)).isPresent();
        return taken && !request.reassociates() ? Optional.of(Ec2Error.associated(address)) : Optional.empty();
    }

    /** Of one that is over EC2 says nothing: "This is an idempotent operation" (API_DisassociateAddress). */
    private Outcome disassociate(String association) {
        return book.ofAssociation(association)
                .<Outcome>map(address -> new Outcome.Led(book.leadNowhere(address)))
                .orElseGet(() -> book.knew(association)
                        ? new Outcome.Listed(List.of())
                        : new Outcome.Refused(Ec2Error.noAssociation(association)));
    }
}
