package recovery.shared.aws;

import recovery.shared.door.Ports;
import recovery.shared.time.Clock;
import recovery.shared.time.Ids;

/** Builds the ports on the real AWS, once a function. */
public final class AwsPorts {
    private AwsPorts() {}

    /** @param source the name under which the function puts events, such as {@code recovery.detection} */
    public static Ports create(AwsClients clients, String stateTable, String journalTable, String bus, String source) {
        return new Ports(
                new DynamoStore(clients.dynamoDb(), stateTable, journalTable),
                new AwsEc2(clients.ec2()),
                new AwsAlarms(clients.cloudWatch()),
                new AwsBus(clients.eventBridge(), bus, source),
                Clock.system(),
                Ids.random());
    }
}
