package recovery.systemtests.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import recovery.shared.ec2.InstanceId;
import recovery.shared.json.Fields;

/** What a demo that stays up offers to look at. */
class KeptTest {
    private static final Fields LEFT = Fields.of(Map.of(
            "endpoint", "http://127.0.0.1:4566",
            "account", "210987654321",
            "region", "us-east-1",
            "journal", "the-journal",
            "run", "/a/run"));

    @Test
    void theInstanceOfTheStoryTheJournalTheLogsAndTheEndAreEachOneCommand() {
        assertThat(new Kept(LEFT, new InstanceId("i-0123456789abcdef0")).lines())
                .contains("  make ask REQUEST=status", "  make ask REQUEST=why TARGET=i-0123456789abcdef0")
                .anyMatch(line -> line.contains("aws dynamodb scan") && line.contains("--table-name the-journal"))
                .anyMatch(line -> line.contains("AWS_ENDPOINT_URL=http://127.0.0.1:4566")
                        && line.contains("AWS_ACCESS_KEY_ID=210987654321"))
                .anyMatch(line -> line.contains("/a/run/functions"))
                .anyMatch(line -> line.endsWith("make down"));
    }
}
