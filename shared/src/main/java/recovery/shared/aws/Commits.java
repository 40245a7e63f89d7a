package recovery.shared.aws;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import recovery.shared.journal.JournalRow;
import recovery.shared.store.Commit;
import recovery.shared.store.Item;
import recovery.shared.store.Key;
import recovery.shared.store.Transaction;
import recovery.shared.store.Write;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.TransactionInProgressException;

/**
 * Writes transactions. Every condition asks for the stored item when it fails, so that an execution can know its own
 * write again. The SDK gives each call a token, under which DynamoDB makes its retries the same transaction.
 */
final class Commits {
    private static final String ABSENT = "attribute_not_exists(#key)";
    private static final String SAME = "#version = :version";

    /** Why a transaction was cancelled and, written again, may pass. */
    private static final Set<String> PASSING =
            Set.of("None", "TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded");

    private final DynamoDbClient dynamo;
    private final String stateTable;
    private final String journalTable;

    Commits(DynamoDbClient dynamo, String stateTable, String journalTable) {
        this.dynamo = dynamo;
        this.stateTable = stateTable;
        this.journalTable = journalTable;
    }

    Commit commit(List<Write> writes) {
        Transaction.check(writes);
        List<TransactWriteItem> items = writes.stream().map(this::item).toList();
        try {
            dynamo.transactWriteItems(request -> request.transactItems(items));
            return new Commit.Done();
        } catch (TransactionCanceledException e) {
            return cancelled(writes, e);
        } catch (TransactionInProgressException e) {
            return new Commit.Unclear("the same transaction is still under way");
        } catch (DynamoDbException e) {
            if (e.statusCode() == 400 && !e.isThrottlingException()) {
                throw e; // malformed or forbidden: a mistake of ours, and nothing happened
            }
            return new Commit.Unclear(String.valueOf(e.getMessage()));
        } catch (SdkException e) {
            return new Commit.Unclear(String.valueOf(e.getMessage()));
        }
    }

    private static Commit cancelled(List<Write> writes, TransactionCanceledException e) {
        List<CancellationReason> reasons = e.cancellationReasons();
        var refused = new HashMap<Key, Optional<Item>>();
        for (int i = 0; i < reasons.size(); i++) {
            CancellationReason reason = reasons.get(i);
            if ("ConditionalCheckFailed".equals(reason.code())) {
                refused.put(Transaction.keyOf(writes.get(i)), stored(writes.get(i), reason));
            }
        }
        if (!refused.isEmpty()) {
            return new Commit.Refused(refused);
        }
        if (reasons.stream().anyMatch(reason -> !PASSING.contains(String.valueOf(reason.code())))) {
            throw e; // no repetition will make it better: a mistake of ours, and nothing happened
        }
        return new Commit.Contended();
    }

    private static Optional<Item> stored(Write write, CancellationReason reason) {
        if (!reason.hasItem() || reason.item().isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                write instanceof Write.Append ? Transaction.asItem(Rows.row(reason.item())) : Rows.item(reason.item()));
    }

    private TransactWriteItem item(Write write) {
        var all = ReturnValuesOnConditionCheckFailure.ALL_OLD;
        return switch (write) {
            case Write.Put(Item item) ->
                TransactWriteItem.builder()
                        .put(put -> put.tableName(stateTable)
                                .item(Rows.of(item))
                                .conditionExpression(condition(item.version() - 1))
                                .expressionAttributeNames(names(item.version() - 1))
                                .expressionAttributeValues(values(item.version() - 1))
                                .returnValuesOnConditionCheckFailure(all))
                        .build();
            case Write.Check(Key key, long version) ->
                TransactWriteItem.builder()
                        .conditionCheck(check -> check.tableName(stateTable)
                                .key(Rows.key(key))
                                .conditionExpression(condition(version))
                                .expressionAttributeNames(names(version))
                                .expressionAttributeValues(values(version))
                                .returnValuesOnConditionCheckFailure(all))
                        .build();
            case Write.Remove(Key key, long version) ->
                TransactWriteItem.builder()
                        .delete(delete -> delete.tableName(stateTable)
                                .key(Rows.key(key))
                                .conditionExpression(condition(version))
                                .expressionAttributeNames(names(version))
                                .expressionAttributeValues(values(version))
                                .returnValuesOnConditionCheckFailure(all))
                        .build();
            case Write.Append(JournalRow row) ->
                TransactWriteItem.builder()
                        .put(put -> put.tableName(journalTable)
                                .item(Rows.of(row))
                                .conditionExpression(ABSENT)
                                .expressionAttributeNames(Map.of("#key", Rows.SUBJECT))
                                .returnValuesOnConditionCheckFailure(all))
                        .build();
        };
    }

    private static String condition(long version) {
        return version == 0 ? ABSENT : SAME;
    }

    private static Map<String, String> names(long version) {
        return version == 0 ? Map.of("#key", Rows.PARTITION) : Map.of("#version", Rows.VERSION);
    }

    /** DynamoDB refuses values that no condition uses, also when there are none. */
    private static @Nullable Map<String, AttributeValue> values(long version) {
        return version == 0 ? null : Map.of(":version", Attributes.number(version));
    }
}
