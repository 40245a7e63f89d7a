package recovery.shared.aws;

import java.util.Set;
import recovery.shared.json.PlainText;
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

    /** What a dry run means by no. The rest (throttled, unknown id, wrong state) says nothing about permission. */
    private static final Set<String> DENIED = Set.of(
            "UnauthorizedOperation",
            "OperationNotPermitted",
            "UnsupportedOperation",
            "AuthFailure",
            "Blocked",
            "OptInRequired",
            "PendingVerification");

    private static final int UNAUTHENTICATED = 401;
    private static final int REQUEST_TIMEOUT = 408;

    private Ec2Errors() {}

    /** The code, such as {@code IncorrectInstanceState}; the HTTP status if the answer had none. */
    static String code(AwsServiceException e) {
        return hasCode(e) ? e.awsErrorDetails().errorCode() : "HTTP " + e.statusCode();
    }

    static boolean hasCode(AwsServiceException e) {
        return e.awsErrorDetails() != null && e.awsErrorDetails().errorCode() != null;
    }

    static String message(AwsServiceException e) {
        return e.awsErrorDetails() == null || e.awsErrorDetails().errorMessage() == null
                ? ""
                : PlainText.clean(e.awsErrorDetails().errorMessage());
    }

    /**
     * Whether the answer says for certain that nothing was done. An error page without a code of EC2 is somebody else's
     * answer, save for a 401, of which Java's HTTP client withholds the body (EC2 sends {@code AuthFailure} so).
     */
    static boolean refused(AwsServiceException e) {
        int status = e.statusCode();
        boolean clientsFault = status >= 400 && status < 500 && status != REQUEST_TIMEOUT;
        return status == UNAUTHENTICATED || (hasCode(e) && (clientsFault || REFUSED_WITH_500.contains(code(e))));
    }

    /** Whether a dry run's answer says that the call is not permitted. */
    static boolean denied(AwsServiceException e) {
        return e.statusCode() == UNAUTHENTICATED || DENIED.contains(code(e));
    }

    static boolean notFound(AwsServiceException e) {
        return code(e).equals("InvalidInstanceID.NotFound");
    }
}
