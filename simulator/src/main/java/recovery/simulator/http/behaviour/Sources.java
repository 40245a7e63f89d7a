package recovery.simulator.http.behaviour;

/** The pages on which the table rests. */
final class Sources {
    private static final String API = "https://docs.aws.amazon.com/AWSEC2/latest/APIReference/";
    private static final String GUIDE = "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/";

    static final String START = API + "API_StartInstances.html";
    static final String STOP = API + "API_StopInstances.html";
    static final String REBOOT = API + "API_RebootInstances.html";
    static final String TERMINATE = API + "API_TerminateInstances.html";
    static final String DESCRIBE = API + "API_DescribeInstances.html";
    static final String STATUS = API + "API_DescribeInstanceStatus.html";
    static final String DETAILS = API + "API_InstanceStatusDetails.html";
    static final String STATE_REASON = API + "API_StateReason.html";
    static final String VOLUMES = API + "API_DescribeVolumes.html";
    static final String ADDRESSES = API + "API_DescribeAddresses.html";
    static final String ASSOCIATE = API + "API_AssociateAddress.html";
    static final String DISASSOCIATE = API + "API_DisassociateAddress.html";
    static final String ERRORS = API + "errors-overview.html";
    static final String LIFECYCLE = GUIDE + "ec2-instance-lifecycle.html";
    static final String ADDRESS_GUIDE = GUIDE + "elastic-ip-addresses-eip.html";
    static final String STOP_START = GUIDE + "Stop_Start.html";
    static final String CHECKS = GUIDE + "monitoring-system-instance-status-check.html";
    static final String STUCK_STOP = GUIDE + "TroubleshootingInstancesStopping.html";
    static final String RETIREMENT = GUIDE + "schedevents_actions_retire.html";
    static final String VOLUME_KEYS = "https://repost.aws/knowledge-center/kms-iam-ec2-permission";
    static final String THROTTLING = "https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html";
    static final String CONSISTENCY = "https://docs.aws.amazon.com/ec2/latest/devguide/eventual-consistency.html";
    static final String PROTECTION = GUIDE + "ec2-stop-protection.html";

    /** AWS does not say; this is what callers report. */
    static final String PRACTICE = "no page of AWS says so; reported by callers";

    private Sources() {}
}
