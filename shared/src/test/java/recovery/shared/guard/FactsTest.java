package recovery.shared.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import recovery.shared.alarm.Alarm;
import recovery.shared.look.Look;
import recovery.shared.plan.Symptom;

/** Which alarm must be OK again before an act is a success. */
class FactsTest {
    private final FactsOf broken = FactsOf.impaired(Symptom.SYSTEM);

    @Test
    void theAlarmOfTheInstanceProvesItsRecovery() {
        assertThat(broken.facts().provedBy()).contains(Web.ALARM);
    }

    @Test
    void theAlarmOfManyInstancesProvesNothingOfOne() {
        Alarm ofMany = Web.alarm(Alarm.State.ALARM, Web.ANNOUNCED, true);
        assertThat(broken.alarm(ofMany).facts().provedBy()).isEmpty();
    }

    @Test
    void theAlarmOfAServiceProvesItsRecovery() {
        assertThat(FactsOf.service().facts().provedBy()).contains(Web.ALARM);
    }

    @Test
    void anAlarmThatWasNotSeenProvesNothing() {
        assertThat(broken.notLookedAt().facts().provedBy()).isEmpty();
        assertThat(FactsOf.impaired(Symptom.SYSTEM).withoutAlarm().facts().provedBy())
                .isEmpty();
        assertThat(FactsOf.impaired(Symptom.SYSTEM)
                        .alarm(new Look.Unreadable<>("throttled"))
                        .facts()
                        .provedBy())
                .isEmpty();
    }
}
