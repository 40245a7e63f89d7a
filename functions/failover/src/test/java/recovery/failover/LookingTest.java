package recovery.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.look.Look;
import recovery.shared.record.Intent.Act;
import recovery.shared.record.Intent.State;
import recovery.shared.record.Recovery;
import recovery.shared.record.Stage;
import recovery.shared.record.Target;

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
    void readsTheAlarmOnTheServiceUntilSomethingIsSentAndInTheProof() {
        assertThat(readsTheAlarm(Case.away())).isTrue();
        assertThat(readsTheAlarm(Case.away().in(Stage.STOP))).isTrue();
        assertThat(readsTheAlarm(Case.away().stopSent(State.ACCEPTED, "").in(Stage.STOP)))
                .isFalse();
        assertThat(readsTheAlarm(Case.fenced())).isFalse();
        assertThat(readsTheAlarm(Case.unfenced().in(Stage.MOVE))).isTrue();
        assertThat(readsTheAlarm(Case.unfenced().applied(Case.READS).in(Stage.MOVE)))
                .isFalse();
        assertThat(readsTheAlarm(Case.moved().in(Stage.PROOF))).isTrue();
    }

    private boolean readsTheAlarm(Case given) {
        assertThat(looking.at(given.recovery()).alarm()).as("of an instance").isEmpty();
        return looking.at(ofItsService(given.recovery())).alarm().isPresent();
    }

    /** The same opened by an alarm on the service. */
    private static Recovery ofItsService(Recovery recovery) {
        Recovery.Opening opening = recovery.opening();
        return new Recovery(
                recovery.id(),
                recovery.version(),
                recovery.owner(),
                new Target.OfService("db"),
                recovery.symptom(),
                new Recovery.Opening(opening.at(), Optional.of("db-is-served"), opening.zone(), opening.reason()),
                recovery.plan(),
                recovery.stage(),
                recovery.rung(),
                recovery.deadlines(),
                recovery.intents(),
                recovery.passage(),
                recovery.startOwed(),
                recovery.greenSince(),
                recovery.cancelled(),
                recovery.paged(),
                recovery.closing(),
                recovery.notices());
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
