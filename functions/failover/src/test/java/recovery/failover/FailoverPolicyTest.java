package recovery.failover;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import recovery.shared.bus.BusEvent;
import recovery.shared.record.Intent;
import recovery.shared.record.Notice;
import recovery.shared.record.Outcome;
import recovery.shared.record.Owner;
import recovery.shared.record.Recovery;
import recovery.shared.record.RecoveryDraft;

class FailoverPolicyTest {
    private final Site site = new Site();
    private final Recovery open = site.opened("r-1", Owner.FAILOVER);
    private final Notice notice = new Notice(BusEvent.Kind.RECOVERY_ESCALATED, "x", "x", site.now());

    private static FailoverMove next(RecoveryDraft draft) {
        return FailoverPolicy.next(draft.done());
    }

    @Test
    void everyOpenRecoveryEndsWithAPerson() {
        assertThat(FailoverPolicy.next(open))
                .isEqualTo(new FailoverMove.Close(
                        Outcome.NEEDS_PERSON,
                        "a restart cannot help, and this version has no failover step; it was opened because: it was"
                                + " terminated by nobody"));
    }

    @Test
    void whatAPersonCancelledIsCancelled() {
        assertThat(next(open.next().cancelled("Ann: enough")))
                .isEqualTo(new FailoverMove.Close(Outcome.CANCELLED, "a person cancelled it: Ann: enough"));
    }

    @Test
    void aStartThatIsOwedIsPagedForOnceAndNothingCloses() {
        assertThat(next(open.next().owesStart(site.now()))).isInstanceOf(FailoverMove.Page.class);
        assertThat(next(open.next().owesStart(site.now()).cancelled("Ann: enough")))
                .isInstanceOf(FailoverMove.Page.class);
        assertThat(next(open.next().owesStart(site.now()).pages("start-owed", notice)))
                .isInstanceOf(FailoverMove.Wait.class);
    }

    @Test
    void anUnsettledRequestIsPagedForOnceAndNothingCloses() {
        Intent intent = Intent.start("a-1", site.now(), "restart", site.now());
        assertThat(next(open.next().intends(intent))).isInstanceOf(FailoverMove.Page.class);
        assertThat(next(open.next().intends(intent).pages("unsettled", notice))).isInstanceOf(FailoverMove.Wait.class);
    }

    @Test
    void nothingIsDoneOnAClosedOne() {
        assertThat(next(open.next().closes(Outcome.RECOVERED, "it runs", site.now())))
                .isEqualTo(new FailoverMove.Wait("it is closed"));
    }
}
