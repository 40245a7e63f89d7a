package recovery.systemtests.store;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import recovery.shared.store.Store;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/** The adapter, on AWS's own DynamoDB for one machine. */
@Tag("long")
class DynamoStoreTest {
    private static DynamoDbLocal dynamo;

    @BeforeAll
    static void start() {
        dynamo = new DynamoDbLocal();
    }

    @AfterAll
    static void stop() {
        dynamo.close();
    }

    @Nested
    class Rules extends StoreContract {
        @Override
        StoreUnderTest empty() {
            var breakable = new BreakableClient(dynamo.client());
            Store store = dynamo.emptyStore(breakable.client());
            return new StoreUnderTest() {
                @Override
                public Store store() {
                    return store;
                }

                @Override
                public void loseNextReply() {
                    breakable.loseNextReply();
                }

                @Override
                public void cutOff() {
                    breakable.cutOff();
                }
            };
        }
    }

    @Nested
    class Order extends StoreOrderContract {
        @Override
        Store empty() {
            return dynamo.emptyStore(dynamo.client());
        }
    }

    @Nested
    class Races extends StoreRaceContract {
        @Override
        Store empty() {
            return dynamo.emptyStore(dynamo.client());
        }

        @Override
        int versions() {
            return 100;
        }
    }

    /** Why both stores refuse a transaction that names an item twice, two checks included: DynamoDB does. */
    @Test
    void dynamoDbItselfRefusesTwoChecksOfOneItem() {
        dynamo.emptyStore(dynamo.client());
        var check = TransactWriteItem.builder()
                .conditionCheck(one -> one.tableName("state-1")
                        .key(Map.of("partition", text("a"), "sort", text("b")))
                        .conditionExpression("attribute_not_exists(#p)")
                        .expressionAttributeNames(Map.of("#p", "partition")))
                .build();
        assertThatThrownBy(() -> dynamo.client().transactWriteItems(request -> request.transactItems(check, check)))
                .isInstanceOf(DynamoDbException.class)
                .hasMessageContaining("multiple operations on one item");
    }

    private static AttributeValue text(String value) {
        return AttributeValue.builder().s(value).build();
    }
}
