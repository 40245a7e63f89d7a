package recovery.shared.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import recovery.shared.json.Json;
import recovery.shared.store.Commit;
import recovery.shared.store.Item;
import recovery.shared.store.Key;
import recovery.shared.store.Store;
import recovery.shared.store.StoreUnreadable;
import recovery.shared.store.Write;
import software.amazon.awssdk.core.exception.SdkException;

/** What DynamoDB answers, and what is made of it. The rules of the store itself are in its contract. */
class DynamoStoreTest {
    private static final Key KEY = new Key("recovery#r-1", "-");
    private static final Key OTHER = new Key("claim#i-1", "-");
    private static final List<Write> TWO_WRITES =
            List.of(new Write.Put(new Item(KEY, 1, "ours", Optional.empty(), Map.of())), new Write.Check(OTHER, 3));

    private Wire wire;
    private Store store;

    @BeforeEach
    void connect() {
        wire = new Wire();
        store = new DynamoStore(Wire.patient().dynamoDb(), "state", "journal");
    }

    @AfterEach
    void disconnect() {
        wire.close();
    }

    @Test
    void aTransactionWhoseReplyIsLostIsTriedAgainUnderTheSameToken() {
        wire.answers(new Wire.Answer.HangsUp(), Wire.ok("{}"));
        assertThat(store.commit(TWO_WRITES)).isEqualTo(new Commit.Done());
        assertThat(tokens()).hasSize(2).containsOnly(tokens().getFirst());
    }

    @Test
    void eachCommitHasATokenOfItsOwn() {
        wire.answers(Wire.ok("{}"));
        store.commit(TWO_WRITES);
        store.commit(TWO_WRITES);
        assertThat(tokens()).doesNotHaveDuplicates().hasSize(2);
    }

    @Test
    void aTransactionWhoseReplyStaysLostIsUnclear() {
        wire.answers(new Wire.Answer.HangsUp());
        assertThat(store.commit(TWO_WRITES)).isInstanceOf(Commit.Unclear.class);
        assertThat(wire.requests()).hasSize(3);
    }

    @Test
    void aTransactionThatIsNotAnsweredIsCutShortAndUnclear() {
        wire.answers(Wire.ok("{}"), new Wire.Answer.IsSilent());
        assertThat(store.commit(TWO_WRITES)).as("with all classes loaded").isEqualTo(new Commit.Done());
        var impatient = new DynamoStore(Wire.impatient().dynamoDb(), "state", "journal");
        assertThat(impatient.commit(TWO_WRITES)).isInstanceOf(Commit.Unclear.class);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "500, InternalServerError",
        "503, ServiceUnavailable",
        "400, ThrottlingException",
        "400, TransactionInProgressException"
    })
    void anErrorThatDoesNotSayWhatBecameOfTheTransactionsTriesIsUnclear(int status, String code) {
        wire.answers(Wire.jsonError(status, code));
        assertThat(store.commit(TWO_WRITES)).isInstanceOf(Commit.Unclear.class);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"ValidationException", "AccessDeniedException", "ResourceNotFoundException"})
    void aMistakeOfOursIsThrownAndNotTriedAgain(String code) {
        wire.answers(Wire.jsonError(400, code));
        assertThatThrownBy(() -> store.commit(TWO_WRITES)).isInstanceOf(SdkException.class);
        assertThat(wire.requests()).hasSize(1);
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({
        "TransactionConflict, None",
        "ThrottlingError, None",
        "ProvisionedThroughputExceeded, TransactionConflict"
    })
    void aCancellationThatMayPassNextTimeIsContended(String first, String second) {
        wire.answers(cancelled(reason(first, ""), reason(second, "")));
        assertThat(store.commit(TWO_WRITES)).isEqualTo(new Commit.Contended());
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"ValidationError", "ItemCollectionSizeLimitExceeded"})
    void aCancellationThatNoRepetitionMendsIsThrown(String code) {
        wire.answers(cancelled(reason("None", ""), reason(code, "")));
        assertThatThrownBy(() -> store.commit(TWO_WRITES)).isInstanceOf(SdkException.class);
    }

    @Test
    void aFailedConditionIsRefusedWithWhatIsStoredAlsoBesideAConflict() {
        String stored = "{\"partition\":{\"S\":\"claim#i-1\"},\"sort\":{\"S\":\"-\"},\"version\":{\"N\":\"4\"},"
                + "\"writer\":{\"S\":\"theirs\"},\"body\":{\"M\":{\"n\":{\"N\":\"7\"}}}}";
        wire.answers(cancelled(reason("TransactionConflict", ""), reason("ConditionalCheckFailed", stored)));
        Item theirs = new Item(OTHER, 4, "theirs", Optional.empty(), Map.of("n", 7L));
        assertThat(store.commit(TWO_WRITES)).isEqualTo(new Commit.Refused(Map.of(OTHER, Optional.of(theirs))));
    }

    @Test
    void aThrottledReadIsTriedAgainAndAFailedOneIsUnreadable() {
        wire.answers(Wire.jsonError(400, "ThrottlingException"), Wire.ok("{}"));
        assertThat(store.get(KEY)).isEmpty();
        assertThat(wire.requests()).hasSize(2);
        wire.answers(new Wire.Answer.HangsUp());
        List<ThrowingCallable> reads = List.of(
                () -> store.get(KEY),
                () -> store.list("recovery#r-1", Optional.empty()),
                () -> store.queue("restart", Optional.empty()),
                () -> store.journal("r-1", Optional.empty()),
                () -> store.newest("i-1", 5));
        reads.forEach(read -> assertThatThrownBy(read).isInstanceOf(StoreUnreadable.class));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "it has no version       | \"body\":{\"M\":{}}",
                "its version is a text   | \"version\":{\"S\":\"1\"},\"body\":{\"M\":{}}",
                "its version is no whole | \"version\":{\"N\":\"1.5\"},\"body\":{\"M\":{}}",
                "it has no body          | \"version\":{\"N\":\"1\"}",
                "its body is a text      | \"version\":{\"N\":\"1\"},\"body\":{\"S\":\"{}\"}",
                "its body holds a set    | \"version\":{\"N\":\"1\"},\"body\":{\"M\":{\"s\":{\"SS\":[\"a\"]}}}",
                "its time is none        | \"version\":{\"N\":\"1\"},\"body\":{\"M\":{}},\"queue\":{\"S\":\"q\"},\"since\":{\"S\":\"now\"}"
            })
    void anItemThatIsNoneOfOursIsUnreadableNotAbsent(String why, String attributes) {
        wire.answers(Wire.ok(
                "{\"Item\":{\"partition\":{\"S\":\"recovery#r-1\"},\"sort\":{\"S\":\"-\"}," + attributes + "}}"));
        assertThatThrownBy(() -> store.get(KEY))
                .as(why)
                .isInstanceOf(StoreUnreadable.class)
                .hasMessageContaining("recovery#r-1");
    }

    @Test
    void anItemWithoutAWriterWasWrittenByHandAndIsRead() {
        wire.answers(Wire.ok("{\"Item\":{\"partition\":{\"S\":\"recovery#r-1\"},\"sort\":{\"S\":\"-\"},"
                + "\"version\":{\"N\":\"2\"},\"body\":{\"M\":{\"mode\":{\"S\":\"OFF\"}}}}}"));
        assertThat(store.get(KEY)).contains(new Item(KEY, 2, "", Optional.empty(), Map.of("mode", "OFF")));
    }

    @Test
    void readsOfItemsAndOfTheJournalAreConsistentAndBounded() {
        wire.answers(Wire.ok("{}"));
        store.get(KEY);
        store.list("recovery#r-1", Optional.empty());
        store.journal("r-1", Optional.empty());
        assertThat(wire.requests()).hasSize(3).allMatch(request -> request.contains("\"ConsistentRead\":true"));
        wire.answers(Wire.ok("{}"));
        store.list("recovery#r-1", Optional.empty());
        store.journal("r-1", Optional.empty());
        store.queue("restart", Optional.empty());
        assertThat(wire.requests()).hasSize(3).allMatch(request -> request.contains("\"Limit\":100"));
    }

    private List<String> tokens() {
        return wire.requests().stream()
                .map(request -> String.valueOf(Json.read(request).get("ClientRequestToken")))
                .toList();
    }

    private static String reason(String code, String item) {
        String rest = item.isEmpty() ? "" : ",\"Item\":" + item;
        return "{\"Code\":\"" + code + "\"" + rest + "}";
    }

    private static Wire.Answer cancelled(String... reasons) {
        return new Wire.Answer.Says(
                400,
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\",\"Message\":\"cancelled\","
                        + "\"CancellationReasons\":["
                        + Stream.of(reasons).collect(Collectors.joining(",")) + "]}");
    }
}
