package recovery.shared.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import recovery.shared.journal.JournalRow;
import recovery.shared.json.PlainText;
import recovery.shared.look.Page;
import recovery.shared.store.Commit;
import recovery.shared.store.Item;
import recovery.shared.store.Key;
import recovery.shared.store.Store;
import recovery.shared.store.StoreUnreadable;
import recovery.shared.store.Write;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/** The two tables in DynamoDB. Writes are one TransactWriteItems each; see {@link Commits}. */
public final class DynamoStore implements Store {
    private static final int PAGE = 100;

    private final DynamoDbClient dynamo;
    private final String stateTable;
    private final String journalTable;
    private final Commits commits;

    public DynamoStore(DynamoDbClient dynamo, String stateTable, String journalTable) {
        this.dynamo = dynamo;
        this.stateTable = stateTable;
        this.journalTable = journalTable;
        this.commits = new Commits(dynamo, stateTable, journalTable);
    }

    @Override
    public Optional<Item> get(Key key) {
        try {
            var answer = dynamo.getItem(
                    get -> get.tableName(stateTable).key(Rows.key(key)).consistentRead(true));
            return answer.hasItem() ? Optional.of(Rows.item(answer.item())) : Optional.empty();
        } catch (SdkException e) {
            throw unreadable(e);
        }
    }

    @Override
    public Page<Item> list(String partition, Optional<String> from) {
        var query = query(stateTable, Rows.PARTITION, partition).consistentRead(true);
        from.ifPresent(sort -> query.exclusiveStartKey(Rows.key(new Key(partition, sort))));
        QueryResponse answer = ask(query);
        return new Page<>(
                answer.items().stream().map(Rows::item).toList(),
                last(answer).map(key -> Attributes.text(key, Rows.SORT)));
    }

    @Override
    public Page<Key> queue(String queue, Optional<String> from) {
        var query = query(stateTable, Rows.QUEUE, queue).indexName(Rows.QUEUE);
        from.ifPresent(cursor -> query.exclusiveStartKey(indexKey(queue, cursor)));
        QueryResponse answer = ask(query);
        return new Page<>(
                answer.items().stream().map(Rows::key).toList(), last(answer).map(DynamoStore::cursor));
    }

    @Override
    public Page<JournalRow> journal(String subject, Optional<String> from) {
        var query = query(journalTable, Rows.SUBJECT, subject).consistentRead(true);
        from.ifPresent(sequence -> query.exclusiveStartKey(
                Map.of(Rows.SUBJECT, Attributes.text(subject), Rows.SEQUENCE, Attributes.text(sequence))));
        QueryResponse answer = ask(query);
        return new Page<>(
                answer.items().stream().map(Rows::row).toList(),
                last(answer).map(key -> Attributes.text(key, Rows.SEQUENCE)));
    }

    @Override
    public List<JournalRow> newest(String target, int most) {
        var query = query(journalTable, Rows.TARGET, target)
                .indexName(Rows.TARGET)
                .scanIndexForward(false)
                .limit(most);
        return ask(query).items().stream().map(Rows::row).toList();
    }

    @Override
    public Commit commit(List<Write> writes) {
        return commits.commit(writes);
    }

    private static QueryRequest.Builder query(String table, String attribute, String value) {
        return QueryRequest.builder()
                .tableName(table)
                .keyConditionExpression("#k = :v")
                .expressionAttributeNames(Map.of("#k", attribute))
                .expressionAttributeValues(Map.of(":v", Attributes.text(value)))
                .limit(PAGE);
    }

    private QueryResponse ask(QueryRequest.Builder query) {
        try {
            return dynamo.query(query.build());
        } catch (SdkException e) {
            throw unreadable(e);
        }
    }

    private static StoreUnreadable unreadable(SdkException e) {
        return new StoreUnreadable(
                "the store could not be read: " + PlainText.clean(String.valueOf(e.getMessage())), e);
    }

    private static Optional<Map<String, AttributeValue>> last(QueryResponse answer) {
        return answer.hasLastEvaluatedKey() && !answer.lastEvaluatedKey().isEmpty()
                ? Optional.of(answer.lastEvaluatedKey())
                : Optional.empty();
    }

    private static String cursor(Map<String, AttributeValue> key) {
        return Attributes.text(key, Rows.SINCE) + "\n" + Attributes.text(key, Rows.PARTITION) + "\n"
                + Attributes.text(key, Rows.SORT);
    }

    private static Map<String, AttributeValue> indexKey(String queue, String cursor) {
        String[] parts = cursor.split("\n", 3);
        var key = new HashMap<>(Rows.key(new Key(parts[1], parts[2])));
        key.put(Rows.QUEUE, Attributes.text(queue));
        key.put(Rows.SINCE, Attributes.text(parts[0]));
        return key;
    }
}
