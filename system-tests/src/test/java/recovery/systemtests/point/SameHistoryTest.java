package recovery.systemtests.point;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.simulator.InMemoryStore;
import recovery.systemtests.store.DynamoDbLocal;

/** Engine D: what the stories prove on the store in memory holds on DynamoDB through the real adapter too. */
@Tag("long")
class SameHistoryTest {
    private static DynamoDbLocal dynamo;

    @BeforeAll
    static void start() {
        dynamo = new DynamoDbLocal();
    }

    @AfterAll
    static void stop() {
        dynamo.close();
    }

    static List<Story> core() {
        return Stories.core();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("core")
    void bothStoresKeepTheSameRowsAndItems(Story story) {
        Kept memory = Kept.of(story, new InMemoryStore());
        Kept real = Kept.of(story, dynamo.emptyStore(dynamo.client()));
        assertThat(memory.problems()).isEmpty();
        assertThat(real.problems()).isEmpty();
        assertThat(real.commits()).as("what became of each transaction").isEqualTo(memory.commits());
        assertThat(real.rows()).as("the journal, row by row").isEqualTo(memory.rows());
        assertThat(real.items()).as("what is stored in the end").isEqualTo(memory.items());
        assertThat(real.acts()).as("what was asked of EC2").isEqualTo(memory.acts());
        System.out.println("engine D: " + story + ": " + memory.commits().size() + " transactions, "
                + memory.rows().size() + " rows and " + memory.items().size() + " items are equal on both stores");
    }
}
