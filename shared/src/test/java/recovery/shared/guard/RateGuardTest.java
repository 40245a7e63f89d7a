package recovery.shared.guard;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Rung;
import recovery.shared.plan.Symptom;

/** Guard 12: so many attempts an hour over the whole installation; here three. */
class RateGuardTest {
    private static final Duration HOUR = Duration.ofHours(1);

    static Stream<Row> rows() {
        return Stream.of(
                Row.passes("none was used", sick(), "0 of 3 attempts of the installation used within the hour"),
                Row.passes("one is left", sick().attempts(minutes(1), minutes(2)), "2 of 3"),
                Row.holds("none is left", sick().attempts(minutes(1), minutes(2), minutes(3)), "3 of 3"),
                Row.holds(
                        "more were used than are allowed now",
                        sick().attempts(minutes(1), minutes(2), minutes(3), minutes(4)),
                        "4 of 3"),
                Row.holds(
                        "the oldest still counts, by a millisecond",
                        sick().attempts(minutes(1), minutes(2), HOUR.minusMillis(1)),
                        "3 of 3"),
                Row.passes(
                        "the oldest is an hour old and counts no more",
                        sick().attempts(minutes(1), minutes(2), HOUR),
                        "2 of 3"),
                Row.passes(
                        "a start is no attempt",
                        sick().attempts(minutes(1), minutes(2), minutes(3)).rung(Optional.of(Rung.START)),
                        "nothing disruptive would be sent; 3 of 3"),
                Row.passes(
                        "calling a person is no attempt",
                        sick().attempts(minutes(1), minutes(2), minutes(3)).rung(Optional.empty()),
                        "nothing disruptive would be sent"),
                Row.holds(
                        "the fence of a failover would be sent",
                        FactsOf.service().attempts(minutes(1), minutes(2), minutes(3)),
                        "3 of 3"),
                Row.passes(
                        "a failover without a fence stops nothing",
                        FactsOf.service()
                                .plan(Web.withFailover(Plan.Fence.NONE))
                                .attempts(minutes(1), minutes(2), minutes(3)),
                        "nothing disruptive would be sent"),
                Row.holds(
                        "it is asked before AWS is",
                        sick().attempts(minutes(1), minutes(2), minutes(3)).notLookedAt(),
                        "3 of 3"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void says(Row row) {
        row.check(new RateGuard());
    }

    private static FactsOf sick() {
        return FactsOf.impaired(Symptom.SYSTEM);
    }

    private static Duration minutes(int ago) {
        return Duration.ofMinutes(ago);
    }
}
