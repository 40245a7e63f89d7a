package recovery.shared.aws;

import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import recovery.shared.json.PlainText;
import recovery.shared.lever.LeverReply;
import recovery.shared.look.Look;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Calls of the SDK that look at a lever or move it; what AWS answers is sorted by whether anything may have happened. */
final class LeverCalls {
    /** Auto Scaling is at work on the group already: a refusal with a status of 500 (API_SetDesiredCapacity). */
    private static final String BUSY = "ResourceContention";

    /** Refusals that pass by themselves, besides those by which AWS throttles. */
    private static final Set<String> PASSING = Set.of("PriorRequestNotComplete", "ScalingActivityInProgress", BUSY);

    private LeverCalls() {}

    /** One request that moves a lever. */
    static LeverReply reply(Supplier<LeverReply> call) {
        try {
            return call.get();
        } catch (AwsServiceException e) {
            return refused(e)
                    ? new LeverReply.Refused(Ec2Errors.code(e), Ec2Errors.message(e), passing(e))
                    : new LeverReply.Lost(Ec2Errors.code(e) + " " + Ec2Errors.message(e));
        } catch (SdkException e) {
            return new LeverReply.Lost(PlainText.clean(String.valueOf(e.getMessage())));
        }
    }

    /** What passes by itself is refused, with whatever status it comes. */
    private static boolean refused(AwsServiceException e) {
        return Ec2Errors.refused(e) || (Ec2Errors.hasCode(e) && passing(e));
    }

    private static boolean passing(AwsServiceException e) {
        return e.isThrottlingException() || PASSING.contains(Ec2Errors.code(e));
    }

    /** One read. A failure is never taken for an absence; only what the service itself says is. */
    static <T> Look<T> look(Predicate<AwsServiceException> saysAbsent, Supplier<Look<T>> read) {
        try {
            return read.get();
        } catch (AwsServiceException e) {
            return saysAbsent.test(e)
                    ? new Look.Absent<>(Ec2Errors.message(e))
                    : new Look.Unreadable<>(Ec2Errors.code(e) + " " + Ec2Errors.message(e));
        } catch (SdkException e) {
            return new Look.Unreadable<>(PlainText.clean(String.valueOf(e.getMessage())));
        }
    }
}
