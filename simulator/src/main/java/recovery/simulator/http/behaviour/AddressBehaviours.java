package recovery.simulator.http.behaviour;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import recovery.simulator.Action;
import recovery.simulator.Aim;
import recovery.simulator.Ec2Error;
import recovery.simulator.Fault;
import recovery.simulator.http.behaviour.Ec2Behaviour.Gap;
import recovery.simulator.http.behaviour.Ec2Behaviour.Shared;
import recovery.simulator.http.behaviour.Ec2Behaviour.SimulatorOnly;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;

/** What Elastic IP addresses do. */
final class AddressBehaviours {
    private static final String UNKNOWN = "0ffffffffffffffff";

    private AddressBehaviours() {}

    static List<Shared> shared() {
        return List.of(
                new Shared("a fresh address leads nowhere", Sources.ADDRESSES, "nowhere, not associated", b -> {
                    Address fresh = shown(b.ec2(), allocated(b.ec2()));
                    return leads(fresh) + ", " + (isEmpty(fresh.associationId()) ? "not associated" : "associated");
                }),
                new Shared(
                        "an address leads to the instance with which it is associated",
                        Sources.ASSOCIATE,
                        "true",
                        b -> {
                            String web = b.running();
                            return String.valueOf(
                                    leads(shown(b.ec2(), led(b.ec2(), web))).equals(web));
                        }),
                new Shared(
                        "an address moves from one instance to another one where that is allowed",
                        Sources.ASSOCIATE,
                        "moved, by another association",
                        AddressBehaviours::moved),
                new Shared(
                        "an address that is associated is not taken away where that is forbidden",
                        Sources.ASSOCIATE,
                        "400 Resource.AlreadyAssociated, and stays",
                        AddressBehaviours::forbidden),
                new Shared("an address without its association leads nowhere", Sources.DISASSOCIATE, "nowhere", b -> {
                    Address led = shown(b.ec2(), led(b.ec2(), b.running()));
                    b.ec2().disassociateAddress(request -> request.associationId(led.associationId()));
                    return leads(shown(b.ec2(), led.allocationId()));
                }),
                new Shared("an address is found by the address itself", Sources.ADDRESSES, "true", b -> {
                    Address one = shown(b.ec2(), allocated(b.ec2()));
                    return String.valueOf(b.ec2()
                            .describeAddresses(request -> request.publicIps(one.publicIp()))
                            .addresses()
                            .getFirst()
                            .allocationId()
                            .equals(one.allocationId()));
                }),
                new Shared(
                        "an unknown address is answered InvalidAddress.NotFound",
                        Sources.ERRORS,
                        "400 InvalidAddress.NotFound",
                        b -> Observed.error(
                                () -> b.ec2().describeAddresses(request -> request.publicIps("192.0.2.1")))),
                new Shared(
                        "an unknown allocation is answered InvalidAllocationID.NotFound",
                        Sources.ERRORS,
                        "400 InvalidAllocationID.NotFound",
                        b -> {
                            String web = b.running();
                            return Observed.error(() -> associate(b.ec2(), "eipalloc-" + UNKNOWN, web));
                        }),
                new Shared(
                        "an unknown association is answered InvalidAssociationID.NotFound",
                        Sources.ERRORS,
                        "400 InvalidAssociationID.NotFound",
                        b -> Observed.error(() ->
                                b.ec2().disassociateAddress(request -> request.associationId("eipassoc-" + UNKNOWN)))));
    }

    static List<SimulatorOnly> simulatorOnly() {
        return List.of(
                new SimulatorOnly(
                        "an address moves unless the caller forbids it",
                        Sources.ASSOCIATE,
                        Gap.OTHER_DEFAULT,
                        "true",
                        b -> {
                            String allocation = led(b.ec2(), b.running());
                            String standby = b.running();
                            b.ec2().associateAddress(request -> request.allocationId(allocation)
                                    .instanceId(standby));
                            return String.valueOf(
                                    leads(shown(b.ec2(), allocation)).equals(standby));
                        }),
                new SimulatorOnly(
                        "an instance that gets another address loses the one that it had",
                        Sources.ADDRESS_GUIDE,
                        Gap.SEVERAL_ADDRESSES,
                        "nowhere",
                        b -> {
                            String web = b.running();
                            String first = led(b.ec2(), web);
                            led(b.ec2(), web);
                            return leads(shown(b.ec2(), first));
                        }),
                new SimulatorOnly(
                        "a terminated instance loses its address, a stopped one keeps it",
                        Sources.ADDRESS_GUIDE,
                        Gap.KEEPS_ADDRESSES,
                        "kept, then nowhere",
                        b -> {
                            String web = b.running();
                            String allocation = led(b.ec2(), web);
                            StateBehaviours.stop(b, web);
                            b.settle();
                            String stopped = leads(shown(b.ec2(), allocation));
                            b.ec2().terminateInstances(request -> request.instanceIds(web));
                            b.settle();
                            return (stopped.equals(web) ? "kept" : stopped) + ", then "
                                    + leads(shown(b.ec2(), allocation));
                        }),
                new SimulatorOnly(
                        "to end an association twice is no error",
                        Sources.DISASSOCIATE,
                        Gap.OTHER_WORDS,
                        "no error",
                        b -> {
                            String association =
                                    shown(b.ec2(), led(b.ec2(), b.running())).associationId();
                            b.ec2().disassociateAddress(request -> request.associationId(association));
                            return Observed.error(
                                    () -> b.ec2().disassociateAddress(request -> request.associationId(association)));
                        }),
                new SimulatorOnly(
                        "a caller that moves addresses too often is answered RequestLimitExceeded",
                        Sources.THROTTLING,
                        Gap.NO_FAULTS,
                        "503 RequestLimitExceeded, then nowhere",
                        b -> meets(b, new Fault.Refuse(Ec2Error.THROTTLED))),
                new SimulatorOnly(
                        "a lost reply does not tell whether the address moved",
                        Sources.CONSISTENCY,
                        Gap.NO_FAULTS,
                        "no answer, then moved",
                        b -> meets(b, new Fault.LoseReply(true))));
    }

    private static String meets(SimulatorBench bench, Fault fault) {
        String web = bench.running();
        String allocation = allocated(bench.ec2());
        bench.model().arm(fault, Aim.at(Action.ASSOCIATE_ADDRESS), 1);
        String answer = Observed.error(() -> associate(bench.ec2(), allocation, web));
        String after = leads(shown(bench.ec2(), allocation));
        return answer + ", then " + (after.equals(web) ? "moved" : after);
    }

    private static String moved(Bench bench) {
        String standby = bench.running();
        Address before = shown(bench.ec2(), led(bench.ec2(), bench.running()));
        associate(bench.ec2(), before.allocationId(), standby);
        Address after = shown(bench.ec2(), before.allocationId());
        return (leads(after).equals(standby) ? "moved" : "not moved") + ", by "
                + (after.associationId().equals(before.associationId()) ? "the same" : "another") + " association";
    }

    private static String forbidden(Bench bench) {
        String primary = bench.running();
        String standby = bench.running();
        String allocation = led(bench.ec2(), primary);
        String answer = Observed.error(() -> bench.ec2()
                .associateAddress(request ->
                        request.allocationId(allocation).instanceId(standby).allowReassociation(false)));
        return answer + ", and " + (leads(shown(bench.ec2(), allocation)).equals(primary) ? "stays" : "moves");
    }

    private static String allocated(Ec2Client ec2) {
        return ec2.allocateAddress().allocationId();
    }

    /** The allocation of a fresh address that leads to an instance. */
    private static String led(Ec2Client ec2, String instance) {
        String allocation = allocated(ec2);
        associate(ec2, allocation, instance);
        return allocation;
    }

    private static void associate(Ec2Client ec2, String allocation, String instance) {
        ec2.associateAddress(
                request -> request.allocationId(allocation).instanceId(instance).allowReassociation(true));
    }

    private static Address shown(Ec2Client ec2, String allocation) {
        return ec2.describeAddresses(request -> request.allocationIds(allocation))
                .addresses()
                .getFirst();
    }

    private static String leads(Address address) {
        return Optional.ofNullable(address.instanceId())
                .filter(id -> !id.isEmpty())
                .orElse("nowhere");
    }

    private static boolean isEmpty(@Nullable String text) {
        return text == null || text.isEmpty();
    }
}
