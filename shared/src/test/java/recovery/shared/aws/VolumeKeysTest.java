package recovery.shared.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.Power.Permission;

/** Whether the keys of an instance's encrypted volumes can be used, asked over the wire. */
class VolumeKeysTest {
    private static final InstanceId WEB = new InstanceId("i-0123456789abcdef0");
    private static final String KEY = "arn:aws:kms:eu-west-1:123456789012:key/1a2b3c4d-0000-4000-8000-000000000001";
    private static final String OTHER = "arn:aws:kms:eu-west-1:123456789012:key/1a2b3c4d-0000-4000-8000-000000000002";
    private static final String WHICH_VOLUMES = "Action=DescribeVolumes&Version=2016-11-15"
            + "&Filter.1.Name=attachment.instance-id&Filter.1.Value.1=" + WEB;

    private Wire wire;
    private AwsPower power;

    @BeforeEach
    void connect() {
        wire = new Wire();
        power = AwsPower.lookingAtKeys(Wire.patient());
    }

    @AfterEach
    void disconnect() {
        wire.close();
    }

    private static Wire.Answer volumes(String... keys) {
        var items = new StringBuilder("<item><volumeId>vol-plain</volumeId><encrypted>false</encrypted></item>");
        for (String key : keys) {
            items.append("<item><volumeId>vol-1</volumeId><encrypted>true</encrypted><kmsKeyId>")
                    .append(key)
                    .append("</kmsKeyId></item>");
        }
        return Wire.ok("<DescribeVolumesResponse><volumeSet>" + items + "</volumeSet></DescribeVolumesResponse>");
    }

    private static Wire.Answer key(String state) {
        return Wire.ok(
                "{\"KeyMetadata\": {\"KeyId\": \"k\", \"KeyManager\": \"AWS\", \"KeyState\": \"" + state + "\"}}");
    }

    @Test
    void whereNothingIsEncryptedNoKeyIsAskedFor() {
        wire.answers(volumes());
        assertThat(power.mayDecrypt(WEB)).isEqualTo(new Permission.Granted());
        assertThat(wire.requests()).containsExactly(WHICH_VOLUMES);
    }

    @Test
    void eachKeyIsAskedForOnceAndAllMustBeEnabled() {
        wire.answers(volumes(KEY, OTHER, KEY), key("Enabled"), key("Enabled"));
        assertThat(power.mayDecrypt(WEB)).isEqualTo(new Permission.Granted());
        assertThat(wire.requests())
                .containsExactly(WHICH_VOLUMES, "{\"KeyId\":\"" + KEY + "\"}", "{\"KeyId\":\"" + OTHER + "\"}");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"Disabled", "PendingDeletion", "PendingImport", "Unavailable", "Creating", "SomethingNew"})
    void aKeyInAnotherStateIsNoKey(String state) {
        wire.answers(volumes(KEY, OTHER), key("Enabled"), key(state));
        assertThat(power.mayDecrypt(WEB)).isEqualTo(new Permission.Denied(state, "key " + OTHER + " is not enabled"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'we may not look at it',    400, AccessDeniedException, Denied",
        "'there is no such key',     400, NotFoundException,     Denied",
        "'throttled',                400, ThrottlingException,   Unknown",
        "'AWS failed',               500, KMSInternalException,  Unknown"
    })
    void aKeyThatCannotBeReadPermitsNothing(String why, int status, String code, String expected) {
        wire.answers(volumes(KEY), Wire.jsonError(status, code));
        assertThat(power.mayDecrypt(WEB).getClass().getSimpleName()).as(why).isEqualTo(expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'no policy allows it', 403, UnauthorizedOperation, Denied",
        "'throttled',           503, RequestLimitExceeded,  Unknown"
    })
    void volumesThatCannotBeReadPermitNothing(String why, int status, String code, String expected) {
        wire.answers(Wire.ec2Error(status, code));
        assertThat(power.mayDecrypt(WEB).getClass().getSimpleName()).as(why).isEqualTo(expected);
    }

    @Test
    void noAnswerPermitsNothing() {
        wire.answers(volumes(KEY), new Wire.Answer.HangsUp());
        assertThat(power.mayDecrypt(WEB)).isInstanceOf(Permission.Unknown.class);
    }

    @Test
    void aFunctionThatDoesNotLookAtKeysIsToldNothing() {
        assertThat(new AwsPower(Wire.patient().ec2WithoutRetries()).mayDecrypt(WEB))
                .isInstanceOf(Permission.Unknown.class);
    }
}
