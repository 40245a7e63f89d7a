package recovery.shared.aws;

import recovery.shared.bus.Bus;
import recovery.shared.door.Ports;
import recovery.shared.store.Store;
import recovery.shared.time.Clock;
import recovery.shared.time.Ids;

/** Builds the ports on the real AWS, once a function. */
public final class AwsPorts {
    private AwsPorts() {}

    /** @param source the name under which the function puts events, such as {@code recovery.detection} */
    public static Ports create(AwsClients clients, String stateTable, String journalTable, String bus, String source) {
        return new Ports(
                store(clients, stateTable, journalTable),
                new AwsEc2(new Once<>(clients::ec2)),
                new AwsAlarms(new Once<>(clients::cloudWatch)),
                bus(clients, bus, source),
                Clock.system(),
                Ids.random());
    }

    /** The two tables, for a function that needs nothing else of this. */
    public static Store store(AwsClients clients, String stateTable, String journalTable) {
        return new DynamoStore(clients.dynamoDb(), stateTable, journalTable);
    }

    /** @param source the name under which the function puts events, such as {@code recovery.operator} */
    public static Bus bus(AwsClients clients, String bus, String source) {
        return new AwsBus(clients.eventBridge(), bus, source);
    }
}
