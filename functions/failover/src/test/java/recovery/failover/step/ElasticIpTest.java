package recovery.failover.step;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import recovery.shared.ec2.InstanceId;
import recovery.shared.json.Fields;
import recovery.shared.lever.Addresses;
import recovery.shared.lever.LeverReply;
import recovery.shared.look.Look;
import recovery.shared.record.Recovery;
import recovery.simulator.Action;
import recovery.simulator.Aim;
import recovery.simulator.Ec2Error;
import recovery.simulator.Ec2Model;
import recovery.simulator.Fault;
import recovery.simulator.HandClock;
import recovery.simulator.Happening;
import recovery.simulator.SimulatedAddresses;
import recovery.simulator.Traits;

class ElasticIpTest extends StepContract {
    private static final String IP = "203.0.113.10";
    private static final String ALLOCATION = "eipalloc-00000000000000001";
    private static final InstanceId PRIMARY = new InstanceId("i-0123456789abcdef0");
    private static final InstanceId STANDBY = new InstanceId("i-0fedcba9876543210");
    private static final InstanceId OTHER = new InstanceId("i-0aaaaaaaaaaaaaaaa");

    private final HandClock clock = HandClock.at("2026-03-01T10:00:00Z");
    private final Ec2Model ec2 = Ec2Model.drivenBy(clock);
    private final Addresses addresses = new SimulatedAddresses(ec2, "test");

    ElasticIpTest() {
        for (InstanceId id : List.of(PRIMARY, STANDBY, OTHER)) {
            ec2.add(id, Traits.inZone("eu-west-1a"));
        }
        ec2.addAddress(IP, PRIMARY);
    }

    @Override
    Step step() {
        return step(addresses);
    }

    private static Step step(Addresses world) {
        var sides = new Recovery.Sides(PRIMARY, STANDBY);
        return new ElasticIp(Fields.of(Map.of("address", IP)), sides, LeversOf.addresses(world));
    }

    @Override
    void somebodyElseMovesIt() {
        ec2.leads(ec2.addresses().getFirst(), OTHER);
    }

    @Override
    int requests() {
        return ec2.log().acts().size();
    }

    private void primaryIsTerminated() {
        ec2.happens(PRIMARY, Happening.PERSON_TERMINATES);
        clock.advance(Duration.ofMinutes(10));
    }

    private static Map<String, Object> leading(String instance) {
        return Map.of("allocation", ALLOCATION, "instance", instance);
    }

    @Test
    void itsNameTellsTheAddress() {
        assertThat(step().name()).isEqualTo("elastic-ip 203.0.113.10");
    }

    @Test
    void itGoesFromTheSideThatItLeavesToTheOther() {
        assertThat(seen()).isEqualTo(leading("i-0123456789abcdef0"));
        assertThat(goal()).isEqualTo(leading("i-0fedcba9876543210"));
    }

    /** EC2 takes the address from a machine that is terminated. */
    @Test
    void anAddressThatLeadsNowhereIsTakenAndCanBeLedNowhereAgain() {
        primaryIsTerminated();
        Map<String, Object> before = seen();
        Map<String, Object> after = goal();
        set(before, after);
        assertThat(seen()).isEqualTo(leading("i-0fedcba9876543210"));
        assertThat(set(after, before)).isInstanceOf(LeverReply.Accepted.class);
        assertThat(seen()).isEqualTo(before);
    }

    @Test
    void anAddressOfANatGatewayIsNotOneThatLeadsNowhere() {
        Step step = step(new Gateways());
        assertThat(step.goal(step.look().seen().orElseThrow()))
                .isEqualTo(new Step.Goal.Cannot(
                        "203.0.113.10 leads to a network interface of no instance, not to" + " i-0123456789abcdef0"));
    }

    /** EC2 would take the standby's own address from it without a word (API_AssociateAddress), and no undo gives it back. */
    @Test
    void aStandbyThatHasAnAddressOfItsOwnIsNotGivenAnother() {
        ec2.addAddress("203.0.113.99", STANDBY);
        assertThat(step().goal(seen()))
                .isEqualTo(
                        new Step.Goal.Cannot("i-0fedcba9876543210 has the address 203.0.113.99, which it would lose"));
    }

    @Test
    void anAddressThatTheStandbyGetsMeanwhileIsSomebodyElsesDoing() {
        Map<String, Object> before = seen();
        Map<String, Object> after = goal();
        ec2.addAddress("203.0.113.99", STANDBY);
        assertThat(step().towards(seen(), before, after)).isEmpty();
        assertThat(step().inWords(seen())).isEqualTo("i-0123456789abcdef0, while the other side has 203.0.113.99");
    }

    @Test
    void whatElseThePrimaryHasIsNotInTheWay() {
        Map<String, Object> before = seen();
        Map<String, Object> after = goal();
        set(before, after);
        ec2.addAddress("203.0.113.99", PRIMARY);
        assertThat(seen()).isEqualTo(after);
    }

    @Test
    void whetherTheStandbyHasAnAddressMustBeSeen() {
        ec2.arm(
                new Fault.Refuse(Ec2Error.THROTTLED),
                Aim.at(Action.DESCRIBE_ADDRESSES).on(STANDBY),
                1);
        assertThat(step().look()).isInstanceOf(Look.Unreadable.class);
    }

    @Test
    void anAddressThatReachesTheStandbyBetweenTheTwoLooksDisplacesNothing() {
        assertThat(step(new Moving()).look().seen()).contains(leading("i-0123456789abcdef0"));
    }

    /** Of two looks the first still shows it at the primary. */
    private static final class Moving implements Addresses {
        @Override
        public Look<Address> address(String ip) {
            return new Look.Seen<>(new Address(ip, ALLOCATION, Optional.of(PRIMARY), Optional.of("eipassoc-1")));
        }

        @Override
        public Look<List<Address>> leadingTo(InstanceId instance) {
            return new Look.Seen<>(
                    List.of(new Address(IP, ALLOCATION, Optional.of(instance), Optional.of("eipassoc-2"))));
        }

        @Override
        public LeverReply associate(String allocation, InstanceId to) {
            throw new AssertionError("who looks moves nothing");
        }

        @Override
        public LeverReply disassociate(String association) {
            throw new AssertionError("who looks moves nothing");
        }
    }

    /** The simulator has no interfaces without an instance. */
    private static final class Gateways implements Addresses {
        @Override
        public Look<Address> address(String ip) {
            return new Look.Seen<>(new Address(ip, ALLOCATION, Optional.empty(), Optional.of("eipassoc-1")));
        }

        @Override
        public Look<List<Address>> leadingTo(InstanceId instance) {
            return new Look.Seen<>(List.of());
        }

        @Override
        public LeverReply associate(String allocation, InstanceId to) {
            throw new AssertionError("a gateway's address was moved");
        }

        @Override
        public LeverReply disassociate(String association) {
            throw new AssertionError("a gateway's address was moved");
        }
    }

    @Test
    void anUnknownAddressIsAbsentAndAThrottledReadIsNot() {
        ec2.arm(new Fault.Refuse(Ec2Error.THROTTLED), Aim.at(Action.DESCRIBE_ADDRESSES), 1);
        assertThat(step().look()).isInstanceOf(Look.Unreadable.class);
        var unknown = new ElasticIp(
                Fields.of(Map.of("address", "192.0.2.1")),
                new Recovery.Sides(PRIMARY, STANDBY),
                LeversOf.addresses(addresses));
        assertThat(unknown.look()).isInstanceOf(Look.Absent.class);
    }

    @Test
    void aLostReplyIsSettledByLooking() {
        Map<String, Object> after = goal();
        ec2.arm(new Fault.LoseReply(true), Aim.at(Action.ASSOCIATE_ADDRESS), 1);
        assertThat(set(seen(), after)).isInstanceOf(LeverReply.Lost.class);
        assertThat(seen()).isEqualTo(after);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "one that leads to somebody else is not ours to move,  i-0aaaaaaaaaaaaaaaa",
        "one that leads to the standby has nothing to put back, i-0fedcba9876543210"
    })
    void fromAnywhereElseItCannotBeMoved(String why, String instance) {
        assertThat(step().goal(leading(instance)))
                .as(why)
                .isEqualTo(new Step.Goal.Cannot("203.0.113.10 leads to " + instance + ", not to i-0123456789abcdef0"));
    }

    @Test
    void anotherAllocationOfTheSameAddressIsSomebodyElses() {
        var before = seen();
        var others = Map.<String, Object>of("allocation", "eipalloc-0aaaaaaaaaaaaaaaa", "instance", PRIMARY.value());
        assertThat(step().towards(others, before, goal())).isEmpty();
    }

    @Test
    void itIsLedNowhereOnlyFromWhereItWasSeen() {
        Step step = step();
        Map<String, Object> seen = step.look().seen().orElseThrow();
        somebodyElseMovesIt();
        step.set(seen, leading(""));
        assertThat(seen()).isEqualTo(leading("i-0aaaaaaaaaaaaaaaa"));
    }

    @Test
    void oneThatLeadsNowhereIsNotLedThereAgain() {
        primaryIsTerminated();
        assertThat(set(seen(), leading("")))
                .isEqualTo(new LeverReply.Refused("NotAssociated", "203.0.113.10 leads nowhere already", true));
        assertThat(requests()).isZero();
    }

    @Test
    void peopleReadWhereItLeads() {
        assertThat(step().inWords(leading("i-0fedcba9876543210"))).isEqualTo("i-0fedcba9876543210");
        assertThat(step().inWords(leading(""))).isEqualTo("nowhere");
    }

    @Test
    void theCommandsNameTheAllocation() {
        assertThat(step().command(leading("i-0fedcba9876543210")))
                .isEqualTo("aws ec2 associate-address --allocation-id eipalloc-00000000000000001"
                        + " --instance-id i-0fedcba9876543210 --allow-reassociation");
        assertThat(step().command(leading("")))
                .isEqualTo("aws ec2 disassociate-address --association-id $(aws ec2 describe-addresses"
                        + " --allocation-ids eipalloc-00000000000000001 --query 'Addresses[0].AssociationId'"
                        + " --output text)");
    }

    @Test
    void itStaysInItsOwnRegion() {
        assertThat(step().otherRegion()).isEmpty();
    }
}
