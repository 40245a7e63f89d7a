package recovery.shared.aws;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;
import recovery.shared.ec2.Power;
import recovery.shared.ec2.Reply;
import recovery.shared.ec2.StopMode;
import recovery.shared.json.PlainText;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.InstanceStateChange;
import software.amazon.awssdk.services.ec2.model.StartInstancesRequest;
import software.amazon.awssdk.services.ec2.model.StopInstancesRequest;
import software.amazon.awssdk.services.kms.KmsClient;

/** Acts on instances through the SDK: one id, one request, no retries. */
public final class AwsPower implements Power {
    private final Supplier<Ec2Client> ec2;
    private final Function<InstanceId, Permission> keys;

    /**
     * For a function that asks for no key: it would not be told.
     *
     * @param withoutRetries from {@link AwsClients#ec2WithoutRetries}
     */
    public AwsPower(Ec2Client withoutRetries) {
        this(() -> withoutRetries);
    }

    /** For a client that is made when it is used first. */
    AwsPower(Supplier<Ec2Client> withoutRetries) {
        this(withoutRetries, id -> new Permission.Unknown("this function does not look at keys"));
    }

    private AwsPower(Supplier<Ec2Client> withoutRetries, Function<InstanceId, Permission> keys) {
        this.ec2 = withoutRetries;
        this.keys = keys;
    }

    /** For a function that stops what it must be able to start again. */
    public static AwsPower lookingAtKeys(AwsClients clients) {
        return lookingAtKeys(new Once<>(clients::ec2WithoutRetries), new Once<>(clients::kms));
    }

    /** The same with clients that are made when they are used first. */
    public static AwsPower lookingAtKeys(Supplier<Ec2Client> withoutRetries, Supplier<KmsClient> kms) {
        return new AwsPower(withoutRetries, new VolumeKeys(withoutRetries, kms)::usable);
    }

    @Override
    public Reply stop(InstanceId id, StopMode mode) {
        return reply(id, () -> ec2.get().stopInstances(stopRequest(id, mode)).stoppingInstances());
    }

    @Override
    public Reply start(InstanceId id) {
        return reply(id, () -> ec2.get()
                .startInstances(request -> request.instanceIds(id.value()))
                .startingInstances());
    }

    @Override
    public Permission mayStop(InstanceId id) {
        return permission(() -> ec2.get()
                .stopInstances(request -> request.instanceIds(id.value()).dryRun(true)));
    }

    @Override
    public Permission mayStart(InstanceId id) {
        return permission(() -> ec2.get()
                .startInstances(request -> request.instanceIds(id.value()).dryRun(true)));
    }

    /** Makes the client, and loads what the first act needs; asks EC2 for nothing. */
    public void prime() {
        var _ = ec2.get();
        FirstUse.of(StopInstancesRequest.class, StartInstancesRequest.class, InstanceStateChange.class);
    }

    @Override
    public Permission mayDecrypt(InstanceId id) {
        return keys.apply(id);
    }

    private static StopInstancesRequest stopRequest(InstanceId id, StopMode mode) {
        var request = StopInstancesRequest.builder().instanceIds(id.value());
        return switch (mode) {
            case GRACEFUL -> request.build();
            case SKIP_OS_SHUTDOWN -> request.skipOsShutdown(true).build();
            case FORCE -> request.force(true).build();
        };
    }

    private static Reply reply(InstanceId id, Supplier<List<InstanceStateChange>> call) {
        try {
            return call.get().stream()
                    .filter(change -> id.value().equals(change.instanceId()))
                    .findFirst()
                    .flatMap(AwsPower::previousState)
                    .<Reply>map(Reply.Accepted::new)
                    .orElseGet(() -> new Reply.Lost("the answer does not say from which state " + id + " came"));
        } catch (AwsServiceException e) {
            return Ec2Errors.refused(e)
                    ? new Reply.Refused(Ec2Errors.code(e), Ec2Errors.message(e))
                    : new Reply.Lost(Ec2Errors.code(e) + " " + Ec2Errors.message(e));
        } catch (SdkException e) {
            return new Reply.Lost(PlainText.clean(String.valueOf(e.getMessage())));
        }
    }

    private static Optional<InstanceState> previousState(InstanceStateChange change) {
        return Optional.ofNullable(change.previousState())
                .flatMap(state -> InstanceState.ofWireName(String.valueOf(state.nameAsString())));
    }

    private static Permission permission(Runnable dryRun) {
        try {
            dryRun.run();
            return new Permission.Unknown("a dry run was answered like a call");
        } catch (AwsServiceException e) {
            return permission(e);
        } catch (SdkException e) {
            return new Permission.Unknown(PlainText.clean(String.valueOf(e.getMessage())));
        }
    }

    private static Permission permission(AwsServiceException e) {
        String code = Ec2Errors.code(e);
        if (code.equals("DryRunOperation")) {
            return new Permission.Granted();
        }
        return Ec2Errors.denied(e)
                ? new Permission.Denied(code, Ec2Errors.message(e))
                : new Permission.Unknown(code + " " + Ec2Errors.message(e));
    }
}
