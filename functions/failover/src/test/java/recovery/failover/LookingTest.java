package recovery.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.look.Look;
import recovery.shared.record.Intent.Act;
import recovery.shared.record.Intent.State;
import recovery.shared.record.Stage;

/** Which of its two sides a failover looks at: each read costs time and a part of EC2's limits. */
class LookingTest {
    private static final Look<Object> NOT_LOOKED_AT = new Look.Unreadable<>("not looked at");

    private final Site site = new Site();
    private final Looking looking = new Looking(
            site.ports,
            Pair.signpostsOnly(new Signposts()),
            new FailoverSettings("state", "journal", "bus", "eu-west-1", 10, Duration.ofMinutes(2)));

    /** A failover, and whether the side that it leaves and the one that is to serve are looked at. */
    record Row(String why, Case given, boolean from, boolean to) {
        @Override
        public String toString() {
            return why;
        }
    }

    static List<Row> rows() {
        return List.of(
                new Row("both before it begins", Case.away(), true, true),
                new Row("the side that is left while it is fenced", Case.away().in(Stage.STOP), true, false),
                new Row("both before the first lever moves", Case.fenced(), true, true),
                new Row("only the fence once a lever has moved", Case.fenced().applied(Case.READS), true, false),
                new Row(
                        "both in the proof if the fence is to hold",
                        Case.moved().in(Stage.PROOF),
                        true,
                        true),
                new Row(
                        "only the side that serves in the proof of a failover without a fence",
                        Case.unfenced().in(Stage.PROOF),
                        false,
                        true),
                new Row("nor is the fence of a failback to hold", Case.home().in(Stage.PROOF), false, true),
                new Row(
                        "the side that was left while levers go back",
                        Case.fenced().in(Stage.UNDO),
                        true,
                        false),
                new Row("and while it is started", Case.fenced().in(Stage.START), true, false));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void looksAt(Row row) {
        Sight sight = looking.at(row.given().recovery());
        assertThat(!sight.from().equals(NOT_LOOKED_AT)).isEqualTo(row.from());
        assertThat(!sight.to().equals(NOT_LOOKED_AT)).isEqualTo(row.to());
    }

    @Test
    void looksAtTheLeverOfARequestThatIsNotSettledToo() {
        Case waits = Case.fenced().applied(Case.READS);
        assertThat(isLookedAt(waits, Case.READS)).isFalse();
        Case unsettled = waits.asked(Act.APPLY, Case.READS, Case.MINUTE, State.UNKNOWN, "no answer came");
        assertThat(isLookedAt(unsettled, Case.READS)).isTrue();
        assertThat(isLookedAt(unsettled, Case.ADDRESS)).isTrue();
    }

    private boolean isLookedAt(Case given, String step) {
        return !looking.at(given.recovery()).lever(step).look().equals(NOT_LOOKED_AT);
    }
}
