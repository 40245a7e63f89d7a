package recovery.systemtests.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import recovery.shared.journal.JournalRow;
import recovery.shared.plan.Plan;
import recovery.systemtests.story.TestPlans;

/** Into what the time of a failover is split. */
class TimeToFailOverTest {
    private static final List<JournalRow> AWAY = List.of(
            Rows.row(20, JournalRow.Kind.OPENED, "SYSTEM on i-1"),
            Rows.row(80, JournalRow.Kind.PROGRESS, "to failover: no stronger stop is left"),
            Rows.row(110, JournalRow.Kind.PROGRESS, "fenced: i-1 is stopped"),
            Rows.row(112, JournalRow.Kind.PROGRESS, "all 2 steps are applied"),
            Rows.row(170, JournalRow.Kind.CLOSED, "FAILED_OVER: i-2 serves in place of i-1"));

    private static final List<JournalRow> HOME = List.of(
            Rows.row(230, JournalRow.Kind.OPENED, "demo asked to go home"),
            Rows.row(240, JournalRow.Kind.PROGRESS, "fenced: i-2 is stopped"),
            Rows.row(241.5, JournalRow.Kind.PROGRESS, "all 2 steps are applied"),
            Rows.row(298, JournalRow.Kind.CLOSED, "FAILED_BACK: the service is at home again"));

    @Test
    void theObjectiveIsHeldAgainstTheFailoverAlone() {
        assertThat(lines(AWAY))
                .containsExactly(
                        "time               170.00 s  from the fault to the end; the plan's objective is PT10M, and it was met",
                        "  detection         20.00 s  status check, alarm, decision",
                        "  restart           60.00 s  tries a stop until no stronger one is left",
                        "  fence             30.00 s  until EC2 says `stopped`",
                        "  levers             2.00 s  all of them moved",
                        "  end               58.00 s  proof, soak, a start, and the next tick");
    }

    @Test
    void theWayHomeIsSplitAsWell() {
        var both = new ArrayList<>(AWAY);
        both.addAll(HOME);
        assertThat(lines(both))
                .startsWith(lines(AWAY).toArray(String[]::new))
                .endsWith(
                        "time to go home    128.00 s  from there; the objective does not cover it",
                        "  standby           60.00 s  serves until a person may, and asks",
                        "  fence             10.00 s  until EC2 says `stopped` of the standby",
                        "  levers             1.50 s  all of them moved home",
                        "  end               56.50 s  proof, soak, a start, and the next tick",
                        "in all             298.00 s  from the fault");
    }

    @Test
    void whatIsNotOverSaysHowFarItCame() {
        assertThat(lines(AWAY.subList(0, 3)))
                .startsWith("time so far        110.00 s  from the fault: it is not over")
                .hasSize(4);
    }

    private static List<String> lines(List<JournalRow> journal) {
        var plan = new HashMap<>(TestPlans.db());
        plan.put("objective", Map.of("recoverWithin", "PT10M"));
        return new TimeToFailOver(Plan.of(plan), Rows.FAULT, journal).lines();
    }
}
