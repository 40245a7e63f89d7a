package recovery.simulator;

import java.util.Optional;

/**
 * What a call on Elastic IP addresses names besides an instance.
 *
 * @param reassociates whether an address may be taken from where it leads: EC2 does so unless it is told not to
 */
public record AddressRequest(
        Optional<String> ip, Optional<String> allocation, Optional<String> association, boolean reassociates) {
    /** All addresses. */
    public static final AddressRequest ALL =
            new AddressRequest(Optional.empty(), Optional.empty(), Optional.empty(), true);

    public static AddressRequest ip(String ip) {
        return new AddressRequest(Optional.of(ip), Optional.empty(), Optional.empty(), true);
    }

    public static AddressRequest allocation(String allocation) {
        return new AddressRequest(Optional.empty(), Optional.of(allocation), Optional.empty(), true);
    }

    public static AddressRequest association(String association) {
        return new AddressRequest(Optional.empty(), Optional.empty(), Optional.of(association), true);
    }

    /** The same for a caller who takes an address from nobody. */
    public AddressRequest withoutReassociation() {
        return new AddressRequest(ip, allocation, association, false);
    }

    /** For the log of calls. */
    String inWords() {
        return ip.or(() -> allocation).or(() -> association).orElse("");
    }
}
