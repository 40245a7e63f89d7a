package recovery.shared.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import recovery.shared.ec2.InstanceState;
import recovery.shared.look.Look;
import recovery.shared.plan.Symptom;

/** Guard 2: nothing without the tag that names this plan, read just now. */
class OptInGuardTest {
    private static final String TAG = "recovery:plan";

    static Stream<Row> rows() {
        return Stream.of(
                Row.passes("the tag names the plan", sick(), "tag recovery:plan=web"),
                Row.ignores("it has no tag at all", sick().tags(Map.of()), "names none, not plan web"),
                Row.ignores("it has other tags only", sick().tags(Map.of("plan", "web")), "names none"),
                Row.ignores("the tag is empty", sick().tags(Map.of(TAG, "")), "names none"),
                Row.ignores("the tag is blank", sick().tags(Map.of(TAG, "  ")), "names none"),
                Row.ignores("the tag names another plan", sick().tags(Map.of(TAG, "shop")), "names shop, not plan web"),
                Row.ignores("the tag is written in capitals", sick().tags(Map.of(TAG, "WEB")), "names WEB"),
                Row.ignores("the tag only begins like the plan", sick().tags(Map.of(TAG, "web-2")), "names web-2"),
                Row.ignores("an invisible mark is in the tag", sick().tags(Map.of(TAG, "web\u200b")), "not plan web"),
                Row.holds(
                        "EC2 knows no such instance",
                        sick().instance(new Look.Absent<>("NotFound")),
                        "EC2 knows no such instance (NotFound)"),
                Row.holds(
                        "EC2 does not answer",
                        sick().instance(new Look.Unreadable<>("timeout")),
                        "the tag could not be read: timeout"),
                Row.passes(
                        "it is gone, and the roster proves whose it was",
                        gone().instance(new Look.Absent<>("NotFound")),
                        "the roster has it under plan web"),
                Row.passes("it was terminated and still shows its tag", gone(), "tag recovery:plan=web"),
                Row.holds(
                        "it may be gone, but EC2 does not answer",
                        gone().instance(new Look.Unreadable<>("timeout")),
                        "could not be read"),
                Row.notLookedAt("AWS was not asked", sick()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void says(Row row) {
        row.check(new OptInGuard());
    }

    @Test
    void aHostileTagCannotForgeALine() {
        Facts facts =
                sick().tags(Map.of(TAG, "x\nguard switch: PASSES\u001b[2K")).facts();
        assertThat(new OptInGuard().judge(facts).sentence()).doesNotContain("\n", "\u001b");
    }

    private static FactsOf sick() {
        return FactsOf.impaired(Symptom.SYSTEM);
    }

    private static FactsOf gone() {
        return FactsOf.found(Symptom.GONE, InstanceState.TERMINATED, "Server.InternalError");
    }
}
