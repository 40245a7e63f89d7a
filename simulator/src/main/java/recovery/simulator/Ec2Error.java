package recovery.simulator;

import recovery.shared.ec2.InstanceId;
import recovery.shared.lever.Addresses;

/**
 * An error as EC2 answers it. Codes and HTTP statuses are AWS's ("Error codes for the Amazon EC2 API"); messages are
 * those that its users report.
 */
public record Ec2Error(String code, int httpStatus, String message) {
    public static final Ec2Error THROTTLED = new Ec2Error("RequestLimitExceeded", 503, "Request limit exceeded.");
    public static final Ec2Error UNAVAILABLE =
            new Ec2Error("Unavailable", 503, "The service is unavailable. Please try again shortly.");
    public static final Ec2Error INTERNAL = new Ec2Error("InternalError", 500, "An internal error has occurred");
    public static final Ec2Error UNAUTHORIZED =
            new Ec2Error("UnauthorizedOperation", 403, "You are not authorized to perform this operation.");
    public static final Ec2Error DRY_RUN =
            new Ec2Error("DryRunOperation", 412, "Request would have succeeded, but DryRun flag is set.");
    public static final Ec2Error VCPU_LIMIT = new Ec2Error(
            "VcpuLimitExceeded",
            400,
            "You have requested more vCPU capacity than your current vCPU limit allows for the instance bucket that"
                    + " the specified instance type belongs to.");

    /** Route 53's own: it is busy with an earlier change of the same hosted zone. */
    public static final Ec2Error PRIOR_REQUEST = bad(
            "PriorRequestNotComplete",
            "The request was rejected because Route 53 was still processing a prior request.");

    public static Ec2Error notFound(InstanceId id) {
        return bad("InvalidInstanceID.NotFound", "The instance ID '" + id + "' does not exist");
    }

    static Ec2Error noAddress(String name) {
        return bad("InvalidAddress.NotFound", "Address '" + name + "' not found.");
    }

    static Ec2Error noAllocation(String allocation) {
        return bad("InvalidAllocationID.NotFound", "The allocation ID '" + allocation + "' does not exist");
    }

    static Ec2Error noAssociation(String association) {
        return bad("InvalidAssociationID.NotFound", "The association ID '" + association + "' does not exist");
    }

    static Ec2Error associated(Addresses.Address address) {
        return bad(
                "Resource.AlreadyAssociated",
                "resource " + address.allocation() + " is already associated with associate-id "
                        + address.association().orElse("none"));
    }

    static Ec2Error stateForbids(InstanceId id, String act) {
        return bad(
                "IncorrectInstanceState",
                "The instance '" + id + "' is not in a state from which it can be " + act + ".");
    }

    static Ec2Error stopProtected(InstanceId id) {
        return bad(
                "OperationNotPermitted",
                "The instance '" + id
                        + "' may not be stopped. Modify its 'disableApiStop' instance attribute and try again.");
    }

    static Ec2Error instanceStore(InstanceId id) {
        return bad(
                "UnsupportedOperation",
                "The instance '" + id + "' does not have an 'ebs' root device type and cannot be stopped.");
    }

    static Ec2Error noCapacity(Traits traits) {
        return new Ec2Error(
                "InsufficientInstanceCapacity",
                500,
                "We currently do not have sufficient " + traits.type() + " capacity in the Availability Zone you"
                        + " requested (" + traits.zone() + ").");
    }

    /** Any error of the caller's making. */
    public static Ec2Error bad(String code, String message) {
        return new Ec2Error(code, 400, message);
    }

    /** Whether the same request may be taken a little later, although nothing else has changed. */
    boolean passing() {
        return code.equals(THROTTLED.code) || code.equals(PRIOR_REQUEST.code);
    }

    /**
     * Whether AWS may have done what was asked although it answers so. Throttling and want of capacity come with a
     * status of 5xx as well, but leave everything as it was.
     */
    public boolean mayHaveHappened() {
        return httpStatus >= 500 && !code.equals(THROTTLED.code) && !code.equals("InsufficientInstanceCapacity");
    }
}
