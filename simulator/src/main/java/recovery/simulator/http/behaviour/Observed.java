package recovery.simulator.http.behaviour;

import java.util.List;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.EbsStatusSummary;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateChange;
import software.amazon.awssdk.services.ec2.model.InstanceStatus;
import software.amazon.awssdk.services.ec2.model.InstanceStatusSummary;

/** Answers of the SDK in words that can be compared. */
final class Observed {
    private Observed() {}

    static Instance instance(Ec2Client ec2, String id) {
        return ec2.describeInstances(request -> request.instanceIds(id))
                .reservations()
                .getFirst()
                .instances()
                .getFirst();
    }

    static String state(Ec2Client ec2, String id) {
        return instance(ec2, id).state().nameAsString();
    }

    /** {@code running -> stopping}. */
    static String change(List<InstanceStateChange> changes) {
        InstanceStateChange only = changes.getFirst();
        return only.previousState().nameAsString() + " -> "
                + only.currentState().nameAsString();
    }

    /** {@code 400 IncorrectInstanceState}, or {@code no answer}, or {@code no error}. */
    static String error(Runnable call) {
        try {
            call.run();
            return "no error";
        } catch (AwsServiceException e) {
            return e.statusCode() + " " + e.awsErrorDetails().errorCode();
        } catch (SdkClientException e) {
            return "no answer";
        }
    }

    /** What DescribeInstanceStatus shows of an instance, running or not. */
    static InstanceStatus status(Ec2Client ec2, String id) {
        return ec2.describeInstanceStatus(request -> request.instanceIds(id).includeAllInstances(true))
                .instanceStatuses()
                .getFirst();
    }

    /** {@code system ok, instance impaired}. */
    static String checks(Ec2Client ec2, String id) {
        InstanceStatus status = status(ec2, id);
        return "system " + status.systemStatus().statusAsString() + ", instance "
                + status.instanceStatus().statusAsString();
    }

    /** {@code impaired since 2026-03-01T10:01:00Z}, or only the status. */
    static String summary(InstanceStatusSummary check) {
        return check.details().stream()
                .filter(detail -> detail.impairedSince() != null)
                .map(detail -> check.statusAsString() + " since " + detail.impairedSince())
                .findFirst()
                .orElse(check.statusAsString());
    }

    static String storage(Ec2Client ec2, String id) {
        EbsStatusSummary check = status(ec2, id).attachedEbsStatus();
        return check == null ? "absent" : check.statusAsString();
    }

    /** {@code instance-retirement "[Completed] …"}, one after the other. */
    static String events(Ec2Client ec2, String id) {
        return status(ec2, id).events().stream()
                .map(event -> event.codeAsString() + " \"" + event.description() + "\"")
                .collect(Collectors.joining(", "));
    }

    /** Code, message and transition reason. */
    static String reason(Ec2Client ec2, String id) {
        Instance instance = instance(ec2, id);
        String code = instance.stateReason() == null
                ? "no reason"
                : instance.stateReason().code() + " | " + instance.stateReason().message();
        return code + " | " + instance.stateTransitionReason();
    }
}
