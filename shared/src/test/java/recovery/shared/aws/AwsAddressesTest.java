package recovery.shared.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import recovery.shared.ec2.InstanceId;
import recovery.shared.lever.Addresses;
import recovery.shared.lever.LeverReply;
import recovery.shared.look.Look;

/** A call that moves an address leaves this machine once, whatever comes back. */
class AwsAddressesTest {
    private static final String IP = "203.0.113.10";
    private static final String ALLOCATION = "eipalloc-0123456789abcdef0";
    private static final String ASSOCIATION = "eipassoc-0123456789abcdef0";
    private static final InstanceId WEB = new InstanceId("i-0123456789abcdef0");
    private static final Wire.Answer TAKEN = Wire.ok("<AssociateAddressResponse><return>true</return><associationId>"
            + ASSOCIATION + "</associationId></AssociateAddressResponse>");

    private Wire wire;
    private Addresses addresses;

    /** Every way to move an address. */
    enum Move {
        ASSOCIATE,
        DISASSOCIATE;

        LeverReply on(Addresses addresses) {
            return switch (this) {
                case ASSOCIATE -> addresses.associate(ALLOCATION, WEB);
                case DISASSOCIATE -> addresses.disassociate(ASSOCIATION);
            };
        }
    }

    @BeforeEach
    void connect() {
        wire = new Wire();
        addresses = through(Wire.patient());
    }

    private static Addresses through(AwsClients clients) {
        return new AwsAddresses(clients.ec2(), clients.ec2WithoutRetries());
    }

    @AfterEach
    void disconnect() {
        wire.close();
    }

    private static Wire.Answer shown(String fields) {
        return Wire.ok("<DescribeAddressesResponse><addressesSet><item><publicIp>" + IP + "</publicIp>" + fields
                + "</item></addressesSet></DescribeAddressesResponse>");
    }

    @Test
    void anAddressTellsToWhichInstanceItLeads() {
        wire.answers(shown("<allocationId>" + ALLOCATION + "</allocationId><instanceId>" + WEB
                + "</instanceId><associationId>" + ASSOCIATION + "</associationId>"));
        assertThat(addresses.address(IP))
                .isEqualTo(new Look.Seen<>(
                        new Addresses.Address(IP, ALLOCATION, Optional.of(WEB), Optional.of(ASSOCIATION))));
        assertThat(wire.requests())
                .containsExactly("Action=DescribeAddresses&Version=2016-11-15&PublicIp.1=203.0.113.10");
    }

    @Test
    void theAddressesOfAnInstanceAreToldTogether() {
        wire.answers(shown("<allocationId>" + ALLOCATION + "</allocationId><instanceId>" + WEB
                + "</instanceId><associationId>" + ASSOCIATION + "</associationId>"));
        assertThat(addresses.leadingTo(WEB))
                .isEqualTo(new Look.Seen<>(
                        List.of(new Addresses.Address(IP, ALLOCATION, Optional.of(WEB), Optional.of(ASSOCIATION)))));
        assertThat(wire.requests())
                .containsExactly("Action=DescribeAddresses&Version=2016-11-15&Filter.1.Name=instance-id"
                        + "&Filter.1.Value.1=i-0123456789abcdef0");
        wire.answers(Wire.ok("<DescribeAddressesResponse><addressesSet/></DescribeAddressesResponse>"));
        assertThat(addresses.leadingTo(WEB)).isEqualTo(new Look.Seen<>(List.of()));
        wire.answers(shown("<instanceId>" + WEB + "</instanceId>"));
        assertThat(addresses.leadingTo(WEB)).isInstanceOf(Look.Unreadable.class);
        wire.answers(Wire.ec2Error(403, "UnauthorizedOperation"));
        assertThat(addresses.leadingTo(WEB)).isInstanceOf(Look.Unreadable.class);
    }

    @ParameterizedTest(name = "shown as ''{0}''")
    @ValueSource(strings = {"", "<instanceId/><associationId/>"})
    void anAddressMayLeadNowhere(String shown) {
        wire.answers(shown("<allocationId>" + ALLOCATION + "</allocationId>" + shown));
        assertThat(addresses.address(IP))
                .isEqualTo(new Look.Seen<>(new Addresses.Address(IP, ALLOCATION, Optional.empty(), Optional.empty())));
    }

    @Test
    void anAddressOfAnInterfaceWithoutInstanceIsAssociated() {
        wire.answers(shown(
                "<allocationId>" + ALLOCATION + "</allocationId><associationId>" + ASSOCIATION + "</associationId>"));
        assertThat(addresses.address(IP))
                .isEqualTo(new Look.Seen<>(
                        new Addresses.Address(IP, ALLOCATION, Optional.empty(), Optional.of(ASSOCIATION))));
    }

    @Test
    void onlyEc2sOwnWordMakesAnAddressAbsent() {
        wire.answers(Wire.ec2Error(400, "InvalidAddress.NotFound"));
        assertThat(addresses.address(IP)).isInstanceOf(Look.Absent.class);
        wire.answers(Wire.ec2Error(403, "UnauthorizedOperation"));
        assertThat(addresses.address(IP)).isInstanceOf(Look.Unreadable.class);
        wire.answers(Wire.ok("<DescribeAddressesResponse><addressesSet/></DescribeAddressesResponse>"));
        assertThat(addresses.address(IP)).isInstanceOf(Look.Unreadable.class);
        wire.answers(new Wire.Answer.HangsUp());
        assertThat(addresses.address(IP)).isInstanceOf(Look.Unreadable.class);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "<instanceId>i-0123456789abcdef0</instanceId>",
                "<allocationId>eipalloc-0123456789abcdef0</allocationId><instanceId>web-1</instanceId>"
            })
    void anAddressThatIsNotWhollyDescribedIsUnreadable(String shown) {
        wire.answers(shown(shown));
        assertThat(addresses.address(IP)).isInstanceOf(Look.Unreadable.class);
    }

    @Test
    void eachMoveNamesWhatItMovesAndNothingElse() {
        wire.answers(TAKEN);
        for (Move move : Move.values()) {
            assertThat(move.on(addresses)).isEqualTo(new LeverReply.Accepted(Optional.empty()));
        }
        assertThat(wire.requests())
                .containsExactly(
                        "Action=AssociateAddress&Version=2016-11-15&AllocationId=" + ALLOCATION + "&InstanceId=" + WEB
                                + "&AllowReassociation=true",
                        "Action=DisassociateAddress&Version=2016-11-15&AssociationId=" + ASSOCIATION);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void aMoveWhoseConnectionBreaksAfterTheRequestIsLostAndWasSentOnce(Move move) {
        wire.answers(TAKEN, new Wire.Answer.HangsUp());
        assertThat(move.on(addresses)).isInstanceOf(LeverReply.Accepted.class);
        assertThat(move.on(addresses)).isInstanceOf(LeverReply.Lost.class);
        assertThat(wire.requests()).hasSize(2);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource
    void aMoveThatIsNotAnsweredInTimeIsLostAndWasSentOnce(Move move) {
        wire.answers(TAKEN, new Wire.Answer.IsSilent());
        assertThat(move.on(addresses)).as("with all classes loaded").isInstanceOf(LeverReply.Accepted.class);
        assertThat(move.on(through(Wire.impatient()))).isInstanceOf(LeverReply.Lost.class);
        assertThat(wire.requests()).hasSize(2);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'throttled: later',                            503, RequestLimitExceeded,          passing",
        "'throttled, by its other name: later',         400, Throttling,                    passing",
        "'the allocation is unknown',                   400, InvalidAllocationID.NotFound,  refused",
        "'the association is over already',             400, InvalidAssociationID.NotFound, refused",
        "'the instance has several interfaces',         400, InvalidInstanceID,             refused",
        "'it leads elsewhere, and may not be taken',    400, Resource.AlreadyAssociated,    refused",
        "'not allowed',                                 403, UnauthorizedOperation,         refused",
        "'AWS failed: it may have happened',            500, InternalError,                 lost",
        "'overloaded: it may have happened',            503, Unavailable,                   lost",
        "'not read to the end: it may have happened',   408, RequestTimeout,                lost"
    })
    void everyErrorIsSortedByWhetherItMayHaveHappenedAndNoneIsTriedAgain(
            String why, int status, String code, String expected) {
        wire.answers(Wire.ec2Error(status, code));
        for (Move move : Move.values()) {
            assertThat(Sorted.inWords(move.on(addresses)))
                    .as("%s: %s", move, why)
                    .isEqualTo(expected);
        }
        assertThat(wire.requests()).hasSize(Move.values().length);
    }

    @ParameterizedTest(name = "answer {index}")
    @ValueSource(
            strings = {"this is no XML", "<AssociateAddressResponse><return>true</return></AssociateAddressResponse>"})
    void anAnswerThatNamesNoAssociationIsLost(String body) {
        wire.answers(Wire.ok(body));
        assertThat(addresses.associate(ALLOCATION, WEB)).isInstanceOf(LeverReply.Lost.class);
        assertThat(wire.requests()).hasSize(1);
    }
}
