package recovery.failover.step;

import static org.assertj.core.api.Assertions.assertThat;

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

class ElasticIpTest extends StepContract {
    private static final String IP = "203.0.113.10";
    private static final String ALLOCATION = "eipalloc-0123456789abcdef0";
    private static final InstanceId PRIMARY = new InstanceId("i-0123456789abcdef0");
    private static final InstanceId STANDBY = new InstanceId("i-0fedcba9876543210");
    private static final InstanceId OTHER = new InstanceId("i-0aaaaaaaaaaaaaaaa");

    private final OneAddress world = new OneAddress(PRIMARY);

    /** The one address of the account. */
    private static final class OneAddress implements Addresses {
        private Optional<InstanceId> instance;
        private Optional<Address> shown = Optional.empty();
        private int associations = 1;
        private int requests;

        OneAddress(InstanceId instance) {
            this.instance = Optional.of(instance);
        }

        @Override
        public Look<Address> address(String ip) {
            var association = instance.map(id -> "eipassoc-" + associations);
            return new Look.Seen<>(shown.orElse(new Address(ip, ALLOCATION, instance, association)));
        }

        @Override
        public LeverReply associate(String allocation, InstanceId to) {
            requests++;
            leads(Optional.of(to));
            return new LeverReply.Accepted(Optional.empty());
        }

        @Override
        public LeverReply disassociate(String association) {
            requests++;
            if (!association.equals("eipassoc-" + associations)) {
                return new LeverReply.Refused("InvalidAssociationID.NotFound", association, false);
            }
            instance = Optional.empty();
            return new LeverReply.Accepted(Optional.empty());
        }

        void shows(Address other) {
            shown = Optional.of(other);
        }

        void leads(Optional<InstanceId> to) {
            associations++;
            instance = to;
        }
    }

    @Override
    Step step() {
        var sides = new Recovery.Sides(PRIMARY, STANDBY);
        return new ElasticIp(Fields.of(Map.of("address", IP)), sides, LeversOf.addresses(world));
    }

    @Override
    void somebodyElseMovesIt() {
        world.leads(Optional.of(OTHER));
    }

    @Override
    int requests() {
        return world.requests;
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
        world.leads(Optional.empty());
        Map<String, Object> before = seen();
        Map<String, Object> after = goal();
        step().set(before, after);
        assertThat(seen()).isEqualTo(leading("i-0fedcba9876543210"));
        assertThat(step().set(after, before)).isInstanceOf(LeverReply.Accepted.class);
        assertThat(seen()).isEqualTo(before);
    }

    @Test
    void anAddressOfANatGatewayIsNotOneThatLeadsNowhere() {
        var ofGateway = new Addresses.Address(IP, ALLOCATION, Optional.empty(), Optional.of("eipassoc-1"));
        world.shows(ofGateway);
        assertThat(step().goal(seen()))
                .isEqualTo(new Step.Goal.Cannot(
                        "203.0.113.10 leads to a network interface of no instance, not to" + " i-0123456789abcdef0"));
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
        Map<String, Object> seen = seen();
        somebodyElseMovesIt();
        assertThat(step().set(seen, leading("")))
                .isEqualTo(
                        new LeverReply.Refused("Moved", "203.0.113.10 leads to i-0aaaaaaaaaaaaaaaa meanwhile", true));
        assertThat(requests()).isZero();
    }

    @Test
    void theCommandsNameTheAllocation() {
        assertThat(step().command(leading("i-0fedcba9876543210")))
                .isEqualTo("aws ec2 associate-address --allocation-id eipalloc-0123456789abcdef0"
                        + " --instance-id i-0fedcba9876543210 --allow-reassociation");
        assertThat(step().command(leading("")))
                .isEqualTo("aws ec2 disassociate-address --association-id \"$(aws ec2 describe-addresses"
                        + " --allocation-ids eipalloc-0123456789abcdef0 --query 'Addresses[0].AssociationId'"
                        + " --output text)\"");
    }

    @Test
    void itStaysInItsOwnRegion() {
        assertThat(step().otherRegion()).isEmpty();
    }
}
