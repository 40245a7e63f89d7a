package recovery.simulator;

import java.time.Instant;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;

/** An instance took a state at that time. */
public record StateChange(InstanceId id, InstanceState state, Instant at) {}
