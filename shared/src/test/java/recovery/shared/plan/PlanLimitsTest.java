package recovery.shared.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many members may be in recovery at once: the floor, or the percentage if that is more. */
class PlanLimitsTest {
    @ParameterizedTest(name = "{0}: floor {1}, {2} percent, {3} members, {4} at once")
    @CsvSource({
        "an empty group has the floor,              1,  20,    0,   1",
        "a single member,                           1,  20,    1,   1",
        "a fifth of nine is one,                    1,  20,    9,   1",
        "a fifth of ten is two,                     1,  20,   10,   2",
        "it is rounded down,                        1,  20,   14,   2",
        "it is rounded down until it is whole,      1,  20,   15,   3",
        "a third of three is none but the floor is, 1,  33,    3,   1",
        "34 percent of three is one,                0,  34,    3,   1",
        "33 percent of three is none,               0,  33,    3,   0",
        "the floor wins in a small group,           2,  20,    4,   2",
        "the percentage wins in a large one,        2,  20,   20,   4",
        "no percentage leaves the floor,            1,   0, 1000,   1",
        "all of them,                               0, 100,    7,   7",
        "thousands do not overflow,                 1, 100, 9999, 9999"
    })
    void inFlight(String why, int floor, int percent, int members, int atOnce) {
        assertThat(limits(floor, percent).inFlight(members)).isEqualTo(atOnce);
    }

    private static Plan.Limits limits(int floor, int percent) {
        Duration any = Duration.ofMinutes(1);
        return new Plan.Limits(2, floor, percent, 3, any, any, any, any);
    }
}
