package recovery.systemtests.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import recovery.shared.aws.DynamoStore;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/**
 * AWS's own DynamoDB for one machine, inside the tests' JVM, with tables as the template makes them. The names of the
 * attributes stand here once more: tables that hold data outlive any renaming in the code.
 */
public final class DynamoDbLocal implements AutoCloseable {
    private final AmazonDynamoDBLocal local = DynamoDBEmbedded.create(true);
    private final AtomicInteger tables = new AtomicInteger();

    public DynamoDbClient client() {
        return local.dynamoDbClient();
    }

    /** A store over two new tables, through this client. */
    public DynamoStore emptyStore(DynamoDbClient client) {
        int number = tables.incrementAndGet();
        String state = "state-" + number;
        String journal = "journal-" + number;
        create(state, "partition", "sort", "queue", "since", ProjectionType.KEYS_ONLY);
        create(journal, "subject", "sequence", "target", "at", ProjectionType.ALL);
        return new DynamoStore(client, state, journal);
    }

    private void create(String table, String hash, String range, String index, String order, ProjectionType shown) {
        var attributes = new ArrayList<AttributeDefinition>();
        for (String name : List.of(hash, range, index, order)) {
            attributes.add(AttributeDefinition.builder()
                    .attributeName(name)
                    .attributeType(ScalarAttributeType.S)
                    .build());
        }
        client().createTable(CreateTableRequest.builder()
                .tableName(table)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(attributes)
                .keySchema(key(hash, KeyType.HASH), key(range, KeyType.RANGE))
                .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                        .indexName(index)
                        .keySchema(key(index, KeyType.HASH), key(order, KeyType.RANGE))
                        .projection(projection -> projection.projectionType(shown))
                        .build())
                .build());
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    @Override
    public void close() {
        local.shutdownNow();
    }
}
