package recovery.shared.guard;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.control.Mode;
import recovery.shared.plan.Symptom;

/** Guard 1: the lower of two modes counts, and a latched brake stops everything. */
class SwitchGuardTest {
    static Stream<Row> rows() {
        return Stream.of(
                Row.passes(
                        "both allow to act", modes(Mode.ACT, Mode.ACT), "mode ACT (set by anna), plan ACT, no brake"),
                observes(
                        "the plan only observes",
                        modes(Mode.ACT, Mode.OBSERVE),
                        "mode ACT (set by anna), plan OBSERVE"),
                observes("the installation only observes", modes(Mode.OBSERVE, Mode.ACT), "mode OBSERVE"),
                observes("both only observe", modes(Mode.OBSERVE, Mode.OBSERVE), "what would be done"),
                Row.holds("the plan is off", modes(Mode.ACT, Mode.OFF), "plan OFF: nothing is done"),
                Row.holds("the installation is off", modes(Mode.OFF, Mode.ACT), "mode OFF (set by anna)"),
                Row.holds("off is lower than observing", modes(Mode.OFF, Mode.OBSERVE), "nothing is done"),
                Row.holds("off is lower than observing, in the plan too", modes(Mode.OBSERVE, Mode.OFF), "is done"),
                Row.holds("both are off", modes(Mode.OFF, Mode.OFF), "nothing is done"),
                Row.holds(
                        "the brake is latched",
                        modes(Mode.ACT, Mode.ACT).brake("3 attempts within an hour"),
                        "the brake is latched since 2026-03-01T10:00:00Z (3 attempts within an hour); a person releases"),
                Row.holds(
                        "the brake is latched while observing",
                        modes(Mode.OBSERVE, Mode.ACT).brake("3 attempts"),
                        "the brake is latched"),
                Row.holds(
                        "off says off, brake or not", modes(Mode.OFF, Mode.ACT).brake("3 attempts"), "mode OFF"),
                Row.passes(
                        "it is asked before AWS is", modes(Mode.ACT, Mode.ACT).notLookedAt(), "no brake"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void says(Row row) {
        row.check(new SwitchGuard());
    }

    private static FactsOf modes(Mode installation, Mode plan) {
        return FactsOf.impaired(Symptom.SYSTEM).mode(installation, plan);
    }

    private static Row observes(String why, FactsOf facts, String says) {
        return new Row(why, facts, Finding.OBSERVES, says);
    }
}
