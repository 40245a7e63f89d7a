package recovery.simulator;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import recovery.shared.ec2.InstanceId;
import recovery.shared.lever.Addresses.Address;

/** All Elastic IP addresses, and to which instance each leads. */
final class AddressBook {
    private final Map<String, Address> byAllocation = new TreeMap<>();
    private final Set<String> associations = new HashSet<>();
    private int allocated;

    /** A new address of a range that is for documents alone (RFC 5737). */
    Address allocate() {
        return allocate("198.51.100." + (allocated + 1));
    }

    Address allocate(String ip) {
        allocated++;
        String allocation = String.format(Locale.ROOT, "eipalloc-0%016x", allocated);
        return put(new Address(ip, allocation, Optional.empty(), Optional.empty()));
    }

    List<Address> all() {
        return List.copyOf(byAllocation.values());
    }

    Optional<Address> ofAllocation(String allocation) {
        return Optional.ofNullable(byAllocation.get(allocation));
    }

    Optional<Address> ofAssociation(String association) {
        return all().stream()
                .filter(address -> address.association().equals(Optional.of(association)))
                .findFirst();
    }

    /** Whether there ever was such an association. */
    boolean knew(String association) {
        return associations.contains(association);
    }

    /** Leads an address to an instance; another one that led there leads nowhere then. */
    Address lead(Address address, InstanceId to) {
        if (address.instance().equals(Optional.of(to))) {
            return address;
        }
        drop(instance -> instance.equals(to));
        String association = String.format(Locale.ROOT, "eipassoc-0%016x", associations.size() + 1);
        associations.add(association);
        return put(new Address(address.ip(), address.allocation(), Optional.of(to), Optional.of(association)));
    }

    Address leadNowhere(Address address) {
        return put(new Address(address.ip(), address.allocation(), Optional.empty(), Optional.empty()));
    }

    /** The addresses that lead to such instances lead nowhere from now on. */
    void drop(Predicate<InstanceId> which) {
        all().stream()
                .filter(address -> address.instance().filter(which).isPresent())
                .forEach(this::leadNowhere);
    }

    private Address put(Address address) {
        byAllocation.put(address.allocation(), address);
        return address;
    }
}
