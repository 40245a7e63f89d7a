package recovery.systemtests.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** In which order a timeline tells what it sees. */
class ChronicleTest {
    private static final Instant FAULT = Instant.parse("2026-03-01T10:00:00Z");

    private final Chronicle chronicle = new Chronicle();

    @Test
    void aNoteThatIsSeenAfterItsActIsToldBeforeIt() {
        chronicle.add(at(159.4), "lever");
        assertThat(due(160)).isEmpty();
        chronicle.add(at(159.2), "INTENT");
        assertThat(due(165)).containsExactly("INTENT", "lever");
    }

    @Test
    void whatHappenedWaitsUntilNothingEarlierCanComeToLight() {
        chronicle.add(at(10), "first");
        chronicle.add(at(12), "second");
        Instant looked = at(10).plus(Chronicle.LATEST);
        assertThat(words(chronicle.due(looked.minusMillis(1)))).isEmpty();
        assertThat(words(chronicle.due(looked))).containsExactly("first");
        assertThat(words(chronicle.rest())).containsExactly("second");
    }

    @Test
    void whatHappenedAtOneMomentKeepsTheOrderInWhichItWasSeen() {
        chronicle.add(at(1), "OPENED");
        chronicle.add(at(1), "its first guard");
        chronicle.add(at(1), "its second guard");
        assertThat(words(chronicle.rest())).containsExactly("OPENED", "its first guard", "its second guard");
    }

    @Test
    void nothingIsToldTwiceNotEvenWhatLooksTheSame() {
        chronicle.add(at(1), "again");
        chronicle.add(at(1), "again");
        assertThat(due(10)).containsExactly("again", "again");
        assertThat(words(chronicle.rest())).isEmpty();
    }

    private List<String> due(double seconds) {
        return words(chronicle.due(at(seconds)));
    }

    private static List<String> words(List<Chronicle.Event> events) {
        return events.stream().map(Chronicle.Event::words).toList();
    }

    private static Instant at(double seconds) {
        return FAULT.plusMillis((long) (seconds * 1000));
    }
}
