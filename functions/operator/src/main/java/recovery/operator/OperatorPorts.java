package recovery.operator;

import recovery.shared.bus.Bus;
import recovery.shared.store.Store;
import recovery.shared.time.Clock;
import recovery.shared.time.Ids;

/** What the people's door touches: tables and bus. It calls neither EC2 nor CloudWatch, and does not carry their clients. */
public record OperatorPorts(Store store, Bus bus, Clock clock, Ids ids) {}
