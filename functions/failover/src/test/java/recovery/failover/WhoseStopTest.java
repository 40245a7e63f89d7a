package recovery.failover;

import static recovery.failover.Case.ASKED;
import static recovery.failover.Case.BY_HAND;
import static recovery.failover.Case.SECOND;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.ec2.InstanceState;
import recovery.shared.record.Intent.State;
import recovery.shared.record.Stage;

/** Whose stop it is that the fence finds: ours is taken at the first look, one of others takes a second. */
class WhoseStopTest {
    private static final Duration SINCE_OUR_START = Duration.ofSeconds(30);

    static List<Row> rows() {
        return List.of(
                new Row("a stop in the second of ours is ours", stopped(sent(), ASKED), "Enter MOVE", "fenced"),
                new Row(
                        "one of a second before is of others",
                        stopped(sent(), ASKED.minus(SECOND)),
                        "Green",
                        "not by us"),
                new Row("without a request it is of others", stopped(fencing(), ASKED), "Green", "not by us"),
                new Row(
                        "after a start of ours it is of others",
                        stopped(sent().startSent(SINCE_OUR_START, State.ACCEPTED, "pending"), ASKED),
                        "Green",
                        "not by us"),
                new Row(
                        "a start that did not happen leaves it ours",
                        stopped(sent().startSent(SINCE_OUR_START, State.WITHOUT_EFFECT, "no capacity"), ASKED),
                        "Enter MOVE",
                        "fenced"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void takes(Row row) {
        row.check();
    }

    private static Case fencing() {
        return Case.away().in(Stage.STOP);
    }

    private static Case sent() {
        return Case.away().stopSent(State.ACCEPTED, "").in(Stage.STOP);
    }

    private static Case stopped(Case given, Instant at) {
        return given.seen(InstanceState.STOPPED, BY_HAND, Optional.of(at));
    }
}
