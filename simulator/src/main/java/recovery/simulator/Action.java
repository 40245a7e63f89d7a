package recovery.simulator;

/** What can be asked of EC2 here. */
public enum Action {
    START_INSTANCES("StartInstances"),
    STOP_INSTANCES("StopInstances"),
    REBOOT_INSTANCES("RebootInstances"),
    TERMINATE_INSTANCES("TerminateInstances"),
    RUN_INSTANCES("RunInstances"),
    CREATE_TAGS("CreateTags"),
    DELETE_TAGS("DeleteTags"),
    DESCRIBE_INSTANCES("DescribeInstances"),
    DESCRIBE_INSTANCE_STATUS("DescribeInstanceStatus"),
    DESCRIBE_VOLUMES("DescribeVolumes"),
    ALLOCATE_ADDRESS("AllocateAddress"),
    ASSOCIATE_ADDRESS("AssociateAddress"),
    DISASSOCIATE_ADDRESS("DisassociateAddress"),
    DESCRIBE_ADDRESSES("DescribeAddresses");

    private final String wireName;

    Action(String wireName) {
        this.wireName = wireName;
    }

    /** The name in AWS's API. */
    public String wireName() {
        return wireName;
    }

    /** Whether it only looks. */
    public boolean reads() {
        return this == DESCRIBE_INSTANCES
                || this == DESCRIBE_INSTANCE_STATUS
                || this == DESCRIBE_VOLUMES
                || this == DESCRIBE_ADDRESSES;
    }

    /** Whether it is about Elastic IP addresses. */
    public boolean onAddresses() {
        return this == ALLOCATE_ADDRESS
                || this == ASSOCIATE_ADDRESS
                || this == DISASSOCIATE_ADDRESS
                || this == DESCRIBE_ADDRESSES;
    }
}
