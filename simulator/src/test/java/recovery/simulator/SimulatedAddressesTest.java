package recovery.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import recovery.shared.ec2.InstanceId;
import recovery.shared.lever.Addresses.Address;
import recovery.shared.lever.LeverReply;
import recovery.shared.look.Look;

class SimulatedAddressesTest {
    private static final InstanceId WEB_1 = new InstanceId("i-00000000000000001");
    private static final InstanceId WEB_2 = new InstanceId("i-00000000000000002");
    private static final String IP = "203.0.113.10";

    private final HandClock clock = HandClock.at("2026-03-01T10:00:00Z");
    private final Ec2Model ec2 = Ec2Model.drivenBy(clock);
    private final SimulatedAddresses addresses = new SimulatedAddresses(ec2, "failover");
    private final Address led;

    SimulatedAddressesTest() {
        ec2.add(WEB_1, Traits.inZone("eu-west-1a"));
        ec2.add(WEB_2, Traits.inZone("eu-west-1b"));
        led = ec2.addAddress(IP, WEB_1);
    }

    private InstanceId leads() {
        return addresses.address(IP).seen().flatMap(Address::instance).orElseThrow();
    }

    @Test
    void anInstanceThatGetsAnAddressLosesItsOwn() {
        Address own = ec2.addAddress("203.0.113.99", WEB_2);
        assertThat(addresses.leadingTo(WEB_2)).isEqualTo(new Look.Seen<>(List.of(own)));
        addresses.associate(led.allocation(), WEB_2);
        assertThat(addresses.leadingTo(WEB_2).seen().orElseThrow())
                .extracting(Address::ip)
                .containsExactly(IP);
        assertThat(addresses.leadingTo(WEB_1)).isEqualTo(new Look.Seen<>(List.of()));
    }

    @Test
    void theLogTellsWhichAddressWasMovedWhereAndByWhom() {
        addresses.associate(led.allocation(), WEB_2);
        CallLog.Entry entry = ec2.log().acts().getFirst();
        assertThat(entry.inWords())
                .isEqualTo("AssociateAddress i-00000000000000002 eipalloc-00000000000000001:"
                        + " 203.0.113.10 leads to i-00000000000000002");
        assertThat(entry.by()).isEqualTo("failover");
    }

    @Test
    void aCallerMayDieBeforeOrAfterTheAddressMoved() {
        ec2.arm(new Fault.KillCaller(false), Aim.at(Action.ASSOCIATE_ADDRESS), 1);
        assertThatThrownBy(() -> addresses.associate(led.allocation(), WEB_2)).isInstanceOf(CallerDied.class);
        assertThat(leads()).isEqualTo(WEB_1);
        ec2.arm(new Fault.KillCaller(true), Aim.at(Action.ASSOCIATE_ADDRESS).on(WEB_2), 1);
        assertThatThrownBy(() -> addresses.associate(led.allocation(), WEB_2)).isInstanceOf(CallerDied.class);
        assertThat(leads()).isEqualTo(WEB_2);
    }

    @Test
    void aHeldCallIsLostToItsCallerAndMovesTheAddressWhenItIsReleased() {
        ec2.arm(new Fault.Hold(), Aim.at(Action.ASSOCIATE_ADDRESS), 1);
        assertThat(addresses.associate(led.allocation(), WEB_2)).isInstanceOf(LeverReply.Lost.class);
        assertThat(leads()).isEqualTo(WEB_1);
        ec2.release();
        assertThat(leads()).isEqualTo(WEB_2);
    }

    @Test
    void anInternalErrorMayHaveHappenedAndAThrottledCallHasNot() {
        ec2.arm(new Fault.Refuse(Ec2Error.INTERNAL), Aim.at(Action.ASSOCIATE_ADDRESS), 1);
        assertThat(addresses.associate(led.allocation(), WEB_2)).isInstanceOf(LeverReply.Lost.class);
        ec2.arm(new Fault.Refuse(Ec2Error.THROTTLED), Aim.at(Action.ASSOCIATE_ADDRESS), 1);
        assertThat(addresses.associate(led.allocation(), WEB_2))
                .isEqualTo(new LeverReply.Refused("RequestLimitExceeded", "Request limit exceeded.", true));
    }

    @Test
    void whatIsNotThereIsRefused() {
        assertThat(addresses.address("192.0.2.1")).isInstanceOf(Look.Absent.class);
        assertThat(addresses.associate(led.allocation(), new InstanceId("i-0ffffffffffffffff")))
                .isInstanceOf(LeverReply.Refused.class);
        assertThat(addresses.disassociate("eipassoc-0ffffffffffffffff")).isInstanceOf(LeverReply.Refused.class);
    }

    @Test
    void anInstanceThatIsBeingTerminatedGetsNoAddress() {
        ec2.happens(WEB_2, Happening.PERSON_TERMINATES);
        clock.advance(Duration.ofSeconds(1));
        assertThat(addresses.associate(led.allocation(), WEB_2)).isInstanceOf(LeverReply.Refused.class);
        assertThat(leads()).isEqualTo(WEB_1);
    }
}
