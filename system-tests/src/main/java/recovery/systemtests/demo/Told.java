package recovery.systemtests.demo;

import recovery.shared.ec2.InstanceId;

/**
 * A story that was told.
 *
 * @param instance whose host broke
 * @param asTold whether it ended as it should
 */
record Told(InstanceId instance, boolean asTold) {}
