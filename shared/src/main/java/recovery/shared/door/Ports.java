package recovery.shared.door;

import recovery.shared.alarm.Alarms;
import recovery.shared.bus.Bus;
import recovery.shared.ec2.Ec2;
import recovery.shared.store.Store;
import recovery.shared.time.Clock;
import recovery.shared.time.Ids;

/** Everything outside a function that it may touch, except the door to act on instances. */
public record Ports(Store store, Ec2 ec2, Alarms alarms, Bus bus, Clock clock, Ids ids) {}
