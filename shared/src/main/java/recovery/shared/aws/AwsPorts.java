package recovery.shared.aws;

import recovery.shared.door.Ports;
import recovery.shared.store.Store;
import recovery.shared.time.Clock;
import recovery.shared.time.Ids;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;

/** Builds the ports on the real AWS, once a function. */
public final class AwsPorts {
    private AwsPorts() {}

    public static Ports create(AwsClients clients, String stateTable, String journalTable, AwsBus bus) {
        return new Ports(
                store(clients, stateTable, journalTable),
                new AwsEc2(new Once<>(clients::ec2)),
                new AwsAlarms(new Once<>(clients::cloudWatch)),
                bus,
                Clock.system(),
                Ids.random());
    }

    /** The two tables, for a function that needs nothing else of this. */
    public static Store store(AwsClients clients, String stateTable, String journalTable) {
        return new DynamoStore(clients.dynamoDb(), stateTable, journalTable);
    }

    /** @param source the name under which the function puts events, such as {@code recovery.operator} */
    public static AwsBus bus(AwsClients clients, String bus, String source) {
        return new AwsBus(new Once<>(clients::eventBridge), bus, source);
    }

    /** The door to act on instances. */
    public static AwsPower power(AwsClients clients) {
        return new AwsPower(new Once<>(clients::ec2WithoutRetries));
    }

    /** Loads what the first query and the first transaction need; asks DynamoDB for nothing. */
    public static void primeWrites() {
        FirstUse.of(
                QueryRequest.class,
                QueryResponse.class,
                TransactWriteItemsRequest.class,
                TransactWriteItemsResponse.class,
                TransactWriteItem.class,
                ConditionCheck.class,
                Put.class);
    }
}
