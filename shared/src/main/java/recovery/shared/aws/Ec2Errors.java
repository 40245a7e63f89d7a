package recovery.shared.aws;

import java.util.Set;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/** EC2's error codes (EC2 API Reference, "Error codes for the Amazon EC2 API"), sorted by what they mean to a caller. */
final class Ec2Errors {
    /** Refusals that come as HTTP 500: EC2 looked, and did nothing. */
    private static final Set<String> REFUSED_WITH_500 = Set.of(
            "InsufficientInstanceCapacity",
            "InsufficientHostCapacity",
            "InsufficientCapacityOnHost",
            "InsufficientReservedInstanceCapacity",
            "ReservationCapacityExceeded",
            "RequestLimitExceeded",
            "Throttling");

    private Ec2Errors() {}

    /** The code, such as {@code IncorrectInstanceState}; empty if the answer had none. */
    static String code(AwsServiceException e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().errorCode() == null
                ? ""
                : e.awsErrorDetails().errorCode();
    }

    static String message(AwsServiceException e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().errorMessage() == null
                ? ""
                : e.awsErrorDetails().errorMessage();
    }

    /** Whether the answer says for certain that nothing was done. */
    static boolean refused(AwsServiceException e) {
        String code = code(e);
        return REFUSED_WITH_500.contains(code) || (!code.isEmpty() && e.statusCode() >= 400 && e.statusCode() < 500);
    }

    static boolean notFound(AwsServiceException e) {
        return code(e).equals("InvalidInstanceID.NotFound");
    }
}
