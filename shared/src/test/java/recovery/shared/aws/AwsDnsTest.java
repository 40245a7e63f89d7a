package recovery.shared.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import recovery.shared.lever.Dns;
import recovery.shared.lever.LeverReply;
import recovery.shared.look.Look;

/** A change of a record set leaves this machine once, whatever comes back, and carries every field that was read. */
class AwsDnsTest {
    private static final Dns.Name WEB = new Dns.Name("Z0123456789", "web.example.com.", "A", Optional.empty());
    private static final Dns.Name BLUE = new Dns.Name("Z0123456789", "web.example.com.", "A", Optional.of("blue"));

    private static final String SIMPLE = "<Name>web.example.com.</Name><Type>A</Type><TTL>60</TTL><ResourceRecords>"
            + "<ResourceRecord><Value>198.51.100.2</Value></ResourceRecord>"
            + "<ResourceRecord><Value>198.51.100.1</Value></ResourceRecord></ResourceRecords>";

    /** One with all that a record set can have; Route 53 itself allows but one way of routing. */
    private static final String EVERY_FIELD = "<Name>web.example.com.</Name><Type>A</Type>"
            + "<SetIdentifier>blue</SetIdentifier><Weight>10</Weight><Region>eu-west-1</Region>"
            + "<GeoLocation><CountryCode>US</CountryCode><SubdivisionCode>CA</SubdivisionCode></GeoLocation>"
            + "<Failover>PRIMARY</Failover><MultiValueAnswer>true</MultiValueAnswer><TTL>60</TTL>"
            + "<ResourceRecords><ResourceRecord><Value>198.51.100.1</Value></ResourceRecord></ResourceRecords>"
            + "<AliasTarget><HostedZoneId>Z2</HostedZoneId><DNSName>lb.example.com.</DNSName>"
            + "<EvaluateTargetHealth>false</EvaluateTargetHealth></AliasTarget>"
            + "<HealthCheckId>abcdef11-2222-3333-4444-555555fedcba</HealthCheckId>"
            + "<TrafficPolicyInstanceId>t-1</TrafficPolicyInstanceId>"
            + "<CidrRoutingConfig><CollectionId>c-1</CollectionId><LocationName>home</LocationName></CidrRoutingConfig>"
            + "<GeoProximityLocation><AWSRegion>eu-west-1</AWSRegion><Bias>-5</Bias></GeoProximityLocation>";

    private static final Wire.Answer TAKEN = Wire.ok("<ChangeResourceRecordSetsResponse><ChangeInfo>"
            + "<Id>/change/C1</Id><Status>PENDING</Status><SubmittedAt>2026-03-01T10:00:00Z</SubmittedAt>"
            + "</ChangeInfo></ChangeResourceRecordSetsResponse>");

    private Wire wire;
    private Dns dns;

    @BeforeEach
    void connect() {
        wire = new Wire();
        dns = through(Wire.patient());
    }

    private static Dns through(AwsClients clients) {
        return new AwsDns(clients.route53(), clients.route53WithoutRetries());
    }

    @AfterEach
    void disconnect() {
        wire.close();
    }

    private static Wire.Answer listed(String record) {
        return Wire.ok("<ListResourceRecordSetsResponse><ResourceRecordSets><ResourceRecordSet>" + record
                + "</ResourceRecordSet></ResourceRecordSets><IsTruncated>true</IsTruncated><MaxItems>1</MaxItems>"
                + "</ListResourceRecordSetsResponse>");
    }

    private static Wire.Answer change(String status) {
        return Wire.ok("<GetChangeResponse><ChangeInfo><Id>/change/C1</Id><Status>" + status
                + "</Status><SubmittedAt>2026-03-01T10:00:00Z</SubmittedAt></ChangeInfo></GetChangeResponse>");
    }

    private LeverReply upsert() {
        return dns.upsert(WEB, Map.of("Name", "web.example.com.", "Type", "A", "TTL", 60L));
    }

    @Test
    void aRecordSetIsAskedForByNameAndTypeAndShownWithItsValuesInOrder() {
        wire.answers(listed(SIMPLE));
        assertThat(dns.recordSet(WEB))
                .isEqualTo(new Look.Seen<>(Map.of(
                        "Name",
                        "web.example.com.",
                        "Type",
                        "A",
                        "TTL",
                        60L,
                        "ResourceRecords",
                        List.of(Map.of("Value", "198.51.100.1"), Map.of("Value", "198.51.100.2")))));
        assertThat(wire.requests())
                .containsExactly(
                        "GET /2013-04-01/hostedzone/Z0123456789/rrset?name=web.example.com.&type=A&maxitems=1");
    }

    @Test
    void whatWasReadIsPutBackFieldForField() {
        wire.answers(listed(EVERY_FIELD));
        Map<String, Object> whole = dns.recordSet(BLUE).seen().orElseThrow();
        assertThat(whole)
                .containsEntry("GeoProximityLocation", Map.of("AWSRegion", "eu-west-1", "Bias", -5L))
                .containsEntry("MultiValueAnswer", true)
                .hasSize(15);
        assertThat(wire.requests().getFirst()).contains("&identifier=blue");
        wire.answers(TAKEN);
        dns.upsert(BLUE, whole);
        assertThat(wire.requests().getFirst())
                .contains("<Action>UPSERT</Action><ResourceRecordSet>" + EVERY_FIELD + "</ResourceRecordSet>");
    }

    @Test
    void anAcceptedChangeGivesItsIdAsReceipt() {
        wire.answers(TAKEN);
        assertThat(upsert()).isEqualTo(new LeverReply.Accepted(Optional.of("C1")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'the list goes on with another name',     www.example.com.,  A,    ",
        "'the list goes on with another type',     web.example.com.,  AAAA, ",
        "'several are told apart by identifiers',  web.example.com.,  A,    blue"
    })
    void whatIsNotExactlyTheRecordSetIsAbsent(String why, String name, String type, String identifier) {
        wire.answers(listed("<Name>" + name + "</Name><Type>" + type + "</Type>"
                + (identifier == null ? "" : "<SetIdentifier>" + identifier + "</SetIdentifier>")));
        assertThat(dns.recordSet(WEB)).as(why).isInstanceOf(Look.Absent.class);
    }

    @Test
    void anotherIdentifierIsAnotherRecordSet() {
        wire.answers(listed(EVERY_FIELD.replace(">blue<", ">green<")));
        assertThat(dns.recordSet(BLUE)).isInstanceOf(Look.Absent.class);
    }

    @Test
    void namesAreComparedAsRoute53KeepsThem() {
        wire.answers(listed(SIMPLE.replace("web.example.com.", "\\052.example.com.")));
        var asterisk = new Dns.Name("Z0123456789", "*.Example.com.", "A", Optional.empty());
        assertThat(dns.recordSet(asterisk)).isInstanceOf(Look.Seen.class);
    }

    @Test
    void onlyRoute53sOwnWordMakesARecordSetAbsent() {
        wire.answers(Wire.ok("<ListResourceRecordSetsResponse><ResourceRecordSets/></ListResourceRecordSetsResponse>"));
        assertThat(dns.recordSet(WEB)).isInstanceOf(Look.Absent.class);
        wire.answers(Wire.route53Error(404, "NoSuchHostedZone"));
        assertThat(dns.recordSet(WEB)).isInstanceOf(Look.Absent.class);
        wire.answers(Wire.route53Error(403, "AccessDenied"));
        assertThat(dns.recordSet(WEB)).isInstanceOf(Look.Unreadable.class);
        wire.answers(new Wire.Answer.HangsUp());
        assertThat(dns.recordSet(WEB)).isInstanceOf(Look.Unreadable.class);
    }

    @Test
    void aChangeThatRoute53DoesNotKnowIsAbsentAndEverythingElseIsNot() {
        wire.answers(change("PENDING"));
        assertThat(dns.change("C1")).isEqualTo(new Look.Seen<>(Dns.Change.PENDING));
        assertThat(wire.requests()).containsExactly("GET /2013-04-01/change/C1");
        wire.answers(change("INSYNC"));
        assertThat(dns.change("C1")).isEqualTo(new Look.Seen<>(Dns.Change.IN_SYNC));
        wire.answers(change("SOMETHING_NEW"));
        assertThat(dns.change("C1")).isInstanceOf(Look.Unreadable.class);
        wire.answers(Wire.route53Error(404, "NoSuchChange"));
        assertThat(dns.change("C1")).isInstanceOf(Look.Absent.class);
        wire.answers(Wire.route53Error(400, "Throttling"));
        assertThat(dns.change("C1")).isInstanceOf(Look.Unreadable.class);
    }

    @Test
    void aChangeWhoseConnectionBreaksAfterTheRequestIsLostAndWasSentOnce() {
        wire.answers(TAKEN, new Wire.Answer.HangsUp());
        assertThat(upsert()).isInstanceOf(LeverReply.Accepted.class);
        assertThat(upsert()).isInstanceOf(LeverReply.Lost.class);
        assertThat(wire.requests()).hasSize(2);
    }

    @Test
    void aChangeThatIsNotAnsweredInTimeIsLostAndWasSentOnce() {
        wire.answers(TAKEN, new Wire.Answer.IsSilent());
        assertThat(upsert()).as("with all classes loaded").isInstanceOf(LeverReply.Accepted.class);
        dns = through(Wire.impatient());
        assertThat(upsert()).isInstanceOf(LeverReply.Lost.class);
        assertThat(wire.requests()).hasSize(2);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'busy with an earlier change of the zone',  400, PriorRequestNotComplete, passing",
        "'throttled',                                400, Throttling,              passing",
        "'throttled, by its other name',             400, ThrottlingException,     passing",
        "'the zone is unknown',                      404, NoSuchHostedZone,        refused",
        "'not valid',                                400, InvalidInput,            refused",
        "'not allowed',                              403, AccessDenied,            refused",
        "'AWS failed: it may have happened',         500, InternalFailure,         lost",
        "'overloaded: it may have happened',         503, ServiceUnavailable,      lost"
    })
    void everyErrorIsSortedByWhetherItMayHaveHappenedAndNoneIsTriedAgain(
            String why, int status, String code, String expected) {
        wire.answers(Wire.route53Error(status, code));
        assertThat(Sorted.inWords(upsert())).as(why).isEqualTo(expected);
        assertThat(wire.requests()).hasSize(1);
    }

    /** The one error of Route 53 with a form of its own (API_ChangeResourceRecordSets, "Errors"). */
    @Test
    void aBatchThatIsNotValidIsRefused() {
        wire.answers(new Wire.Answer.Says(
                400,
                "<InvalidChangeBatch xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\"><Messages><Message>"
                        + "Invalid TTL</Message></Messages><RequestId>r-1</RequestId></InvalidChangeBatch>"));
        assertThat(upsert()).isEqualTo(new LeverReply.Refused("InvalidChangeBatch", "Invalid TTL", false));
    }

    @ParameterizedTest(name = "answer {index}")
    @ValueSource(strings = {"this is no XML", "<ChangeResourceRecordSetsResponse/>"})
    void anAnswerThatNamesNoChangeIsLost(String body) {
        wire.answers(Wire.ok(body));
        assertThat(upsert()).isInstanceOf(LeverReply.Lost.class);
        assertThat(wire.requests()).hasSize(1);
    }

    @Test
    void anEndpointOfRoute53AloneIsHonoured() {
        try (var own = new Wire()) {
            System.setProperty("aws.endpointUrlRoute53", own.address());
            System.setProperty("aws.endpointUrl", wire.address());
            own.answers(change("INSYNC"));
            assertThat(through(Wire.patient()).change("C1")).isEqualTo(new Look.Seen<>(Dns.Change.IN_SYNC));
            assertThat(own.requests()).hasSize(1);
        } finally {
            System.clearProperty("aws.endpointUrlRoute53");
        }
    }
}
