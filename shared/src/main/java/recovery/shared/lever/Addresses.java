package recovery.shared.lever;

import java.util.List;
import java.util.Optional;
import recovery.shared.ec2.InstanceId;
import recovery.shared.look.Look;

/** The door to Elastic IP addresses. Each change is one request, without retries. */
public interface Addresses {
    /**
     * One address of this account and Region.
     *
     * @param allocation its id, such as {@code eipalloc-0123456789abcdef0}
     * @param instance to which it leads now; empty if to none
     * @param association the id of that association
     */
    record Address(String ip, String allocation, Optional<InstanceId> instance, Optional<String> association) {}

    Look<Address> address(String ip);

    /** All addresses that lead to an instance; none if it has none. */
    Look<List<Address>> leadingTo(InstanceId instance);

    /** Leads an address to an instance, away from wherever it led. The instance loses the one that led there before. */
    LeverReply associate(String allocation, InstanceId to);

    /** Leads an address nowhere. */
    LeverReply disassociate(String association);
}
