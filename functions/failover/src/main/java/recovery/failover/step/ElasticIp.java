package recovery.failover.step;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recovery.shared.ec2.InstanceId;
import recovery.shared.json.Fields;
import recovery.shared.lever.Addresses;
import recovery.shared.lever.LeverReply;
import recovery.shared.lever.Levers;
import recovery.shared.look.Look;
import recovery.shared.record.Recovery;

/**
 * An Elastic IP address moves from one side to the other. Its setting is the allocation and the instance to which it leads,
 * an empty text for none; the id of the association, which is another one after each move, is not part of it.
 *
 * <p>As long as it does not lead to the other side, an address that leads there is part of the setting too: EC2 would take it
 * away (API_AssociateAddress), and no undo would give it back. So it is never where the step begins, and a third value later.
 */
final class ElasticIp implements Step {
    private static final String ALLOCATION = "allocation";
    private static final String INSTANCE = "instance";
    private static final String DISPLACED = "displaced";
    private static final String NOWHERE = "";

    /** Such as that of a NAT gateway or a load balancer: whose it is, nobody can say here. */
    private static final String NO_INSTANCE = "a network interface of no instance";

    private final String ip;
    private final Recovery.Sides sides;
    private final Addresses addresses;
    private Optional<String> association = Optional.empty();

    ElasticIp(Fields settings, Recovery.Sides sides, Levers levers) {
        this.ip = settings.text("address");
        this.sides = sides;
        this.addresses = levers.addresses();
    }

    @Override
    public String name() {
        return "elastic-ip " + ip;
    }

    @Override
    public Look<Map<String, Object>> look() {
        Look<Addresses.Address> look = addresses.address(ip);
        association = look.seen().flatMap(Addresses.Address::association);
        return switch (look) {
            case Look.Seen<Addresses.Address>(var address) ->
                address.instance().equals(Optional.of(sides.to()))
                        ? new Look.Seen<>(setting(address))
                        : Looks.as(addresses.leadingTo(sides.to()), others -> displacing(setting(address), others));
            case Look.Absent<Addresses.Address>(var why) -> new Look.Absent<>(why);
            case Look.Unreadable<Addresses.Address>(var why) -> new Look.Unreadable<>(why);
        };
    }

    /** The look at this address may be the older one: that it leads to the other side meanwhile displaces nothing. */
    private Map<String, Object> displacing(Map<String, Object> setting, List<Addresses.Address> others) {
        var all = new HashMap<>(setting);
        others.stream()
                .map(Addresses.Address::ip)
                .filter(other -> !other.equals(ip))
                .min(Comparator.naturalOrder())
                .ifPresent(other -> all.put(DISPLACED, other));
        return all;
    }

    private static Map<String, Object> setting(Addresses.Address address) {
        String without = address.association().isPresent() ? NO_INSTANCE : NOWHERE;
        return leading(
                address.allocation(), address.instance().map(InstanceId::value).orElse(without));
    }

    private static Map<String, Object> leading(String allocation, String instance) {
        return Map.of(ALLOCATION, allocation, INSTANCE, instance);
    }

    /** An address that leads nowhere may be taken: EC2 takes it from an instance that is terminated. */
    @Override
    public Goal goal(Map<String, Object> before) {
        String instance = instance(before);
        Optional<String> displaced = displaced(before);
        if (displaced.isPresent()) {
            return new Goal.Cannot(sides.to() + " has the address " + displaced.get() + ", which it would lose");
        }
        return instance.equals(sides.from().value()) || instance.equals(NOWHERE)
                ? new Goal.To(leading(allocation(before), sides.to().value()))
                : new Goal.Cannot(ip + " leads to " + instance + ", not to " + sides.from());
    }

    /**
     * Where it is led nowhere, the request names the association that the last look saw: it takes the address from nobody to
     * whom it leads meanwhile, and no second look stands between the note of the request and its last moment.
     */
    @Override
    public LeverReply set(Map<String, Object> now, Map<String, Object> next) {
        return instance(next).equals(NOWHERE)
                ? association
                        .map(addresses::disassociate)
                        .orElseGet(() -> notSent("NotAssociated", ip + " leads nowhere already"))
                : addresses.associate(allocation(next), new InstanceId(instance(next)));
    }

    /** Passing, because whoever moves the lever looks again before it decides anything. */
    private static LeverReply notSent(String code, String why) {
        return new LeverReply.Refused(code, why, true);
    }

    @Override
    public String command(Map<String, Object> to) {
        return instance(to).equals(NOWHERE)
                ? "aws ec2 disassociate-address --association-id $(aws ec2 describe-addresses --allocation-ids "
                        + allocation(to) + " --query 'Addresses[0].AssociationId' --output text)"
                : "aws ec2 associate-address --allocation-id " + allocation(to) + " --instance-id " + instance(to)
                        + " --allow-reassociation";
    }

    @Override
    public String inWords(Map<String, Object> setting) {
        return Optional.of(instance(setting))
                        .filter(instance -> !instance.equals(NOWHERE))
                        .orElse("nowhere")
                + displaced(setting)
                        .map(other -> ", while the other side has " + other)
                        .orElse("");
    }

    private static Optional<String> displaced(Map<String, Object> setting) {
        return Fields.of(setting).maybeText(DISPLACED);
    }

    private static String allocation(Map<String, Object> setting) {
        return Fields.of(setting).text(ALLOCATION);
    }

    private static String instance(Map<String, Object> setting) {
        return Fields.of(setting).text(INSTANCE);
    }
}
