package recovery.shared.aws;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.Power.Permission;
import recovery.shared.json.PlainText;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Volume;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyMetadata;

/**
 * Looks at the keys of an instance's encrypted volumes: all of them must be in the state {@code Enabled} (KMS Developer
 * Guide, "Key states of AWS KMS keys"). Whether a grant for EC2 would be refused by a key's policy shows only at the start.
 */
final class VolumeKeys {
    /** What only a person can change. Anything else, such as a throttled call, says nothing about the key. */
    private static final Set<String> FINAL = Set.of("AccessDeniedException", "NotFoundException");

    private static final String ENABLED = "Enabled";

    private final Supplier<Ec2Client> ec2;
    private final Supplier<KmsClient> kms;

    /** @param kms asked for when a volume is encrypted: most executions need no client of this service */
    VolumeKeys(Supplier<Ec2Client> ec2, Supplier<KmsClient> kms) {
        this.ec2 = ec2;
        this.kms = kms;
    }

    Permission usable(InstanceId id) {
        try {
            for (String key : keys(id)) {
                Optional<Permission> obstacle = obstacle(key);
                if (obstacle.isPresent()) {
                    return obstacle.get();
                }
            }
            return new Permission.Granted();
        } catch (AwsServiceException e) {
            String code = Ec2Errors.code(e);
            return Ec2Errors.denied(e)
                    ? new Permission.Denied(code, Ec2Errors.message(e))
                    : new Permission.Unknown(code + " " + Ec2Errors.message(e));
        } catch (SdkException e) {
            return new Permission.Unknown(PlainText.clean(String.valueOf(e.getMessage())));
        }
    }

    /** The ARNs of the keys, each once. */
    private Set<String> keys(InstanceId id) {
        var keys = new TreeSet<String>();
        var attached = Filter.builder()
                .name("attachment.instance-id")
                .values(id.value())
                .build();
        ec2.get().describeVolumesPaginator(request -> request.filters(attached)).volumes().stream()
                .filter(volume -> Boolean.TRUE.equals(volume.encrypted()))
                .map(Volume::kmsKeyId)
                .forEach(keys::add);
        return keys;
    }

    private Optional<Permission> obstacle(String key) {
        try {
            KeyMetadata found =
                    kms.get().describeKey(request -> request.keyId(key)).keyMetadata();
            String state = found.keyStateAsString();
            return ENABLED.equals(state)
                    ? Optional.empty()
                    : Optional.of(new Permission.Denied(state, "key " + key + " is not enabled"));
        } catch (AwsServiceException e) {
            String said = "key " + key + ": " + Ec2Errors.message(e);
            return Optional.of(
                    FINAL.contains(Ec2Errors.code(e))
                            ? new Permission.Denied(Ec2Errors.code(e), said)
                            : new Permission.Unknown(Ec2Errors.code(e) + " " + said));
        }
    }
}
