package recovery.shared.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which alarms a trigger means by their name. */
class TriggerTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "the whole name,                       recovery-web,   recovery-web,      true",
        "a longer name is another one,         recovery-web,   recovery-web-2,    false",
        "a beginning,                          recovery-web-*, recovery-web-http, true",
        "the beginning alone,                  recovery-web-*, recovery-web-,     true",
        "a name that is shorter than that,     recovery-web-*, recovery-web,      false",
        "a name that only contains it,         recovery-web-*, my-recovery-web-1, false",
        "capitals are other letters,           recovery-web-*, Recovery-web-1,    false",
        "a dot is a dot and no pattern,        recovery.web,   recovery-web,      false"
    })
    void names(String why, String pattern, String alarm, boolean meant) {
        assertThat(new Trigger.OnAlarm(pattern, "canary").names(alarm)).as(why).isEqualTo(meant);
    }
}
