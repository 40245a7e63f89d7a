package recovery.systemtests.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import recovery.shared.journal.JournalRow;
import recovery.shared.record.Outcome;
import recovery.systemtests.demo.Timeline;

/** Restart dies after its intent, while EC2 holds its Stop and has not carried it out. */
@OnLocalStack
class KilledFunctionTest {
    private final Deployment deployment;
    private final Timeline killed;

    KilledFunctionTest(Deployment deployment) {
        this.deployment = deployment;
        this.killed = deployment.host("solo");
    }

    @Test
    void itIsSettledByTwoReadsAndANewAttempt() {
        assertThat(killed.follow(deployment.fault(), Deployment.PATIENCE)).isTrue();
        assertThat(killed.outcome()).contains(Outcome.RECOVERED);
        List<String> results = killed.journal().stream()
                .filter(row -> row.kind() == JournalRow.Kind.RESULT)
                .map(JournalRow::sentence)
                .toList();
        assertThat(results).anyMatch(said -> said.contains("its writer never said"));
        assertThat(results).anyMatch(said -> said.contains("two reads show it as before"));
        assertThat(killed.journal().stream()
                        .filter(row -> row.kind() == JournalRow.Kind.INTENT)
                        .map(JournalRow::sentence)
                        .filter(said -> said.startsWith("Stop")))
                .hasSize(2);
    }
}
