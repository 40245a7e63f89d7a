package recovery.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static recovery.operator.Desk.DB;
import static recovery.operator.Desk.DB_1;
import static recovery.operator.Desk.DB_2;
import static recovery.operator.Desk.DB_SERVICE;
import static recovery.operator.Desk.WEB;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import recovery.shared.bus.BusEvent;
import recovery.shared.control.Installation;
import recovery.shared.plan.Plan;
import recovery.shared.plan.Plans;
import recovery.shared.record.Direction;
import recovery.shared.record.Notice;
import recovery.shared.record.Outcome;
import recovery.shared.record.Passage;
import recovery.shared.record.Queues;
import recovery.shared.record.Recovery;
import recovery.shared.record.StepState;
import recovery.shared.record.TargetState;
import recovery.shared.record.Wish;

/** What people ask about failovers: what one would do, how far one is, that it stays, and that it goes home. */
class FailoverRequestsTest {
    private final Desk desk = new Desk(new Plans(List.of(DB, WEB)));

    @BeforeEach
    void theInstallationActs() {
        desk.ask("set-mode", "mode", "ACT");
    }

    private String text(Map<String, Object> answer) {
        return String.valueOf(answer.get("text"));
    }

    private String refusal(Map<String, Object> answer) {
        assertThat(answer).containsEntry("done", false).doesNotContainKey("id");
        assertThat(Queues.read(desk.store, "failover").stream().filter(Wish::isAt))
                .isEmpty();
        return text(answer);
    }

    private Wish wish(Map<String, Object> answer) {
        assertThat(answer).containsEntry("done", true).containsKey("id");
        Wish wish = Wish.read(desk.store, Wish.key(String.valueOf(answer.get("id"))))
                .orElseThrow();
        assertThat(Queues.read(desk.store, "failover")).contains(Wish.key(wish.id()));
        return wish;
    }

    private Recovery failedOver() {
        return desk.ended(desk.failover("r-1", Direction.AWAY), Outcome.FAILED_OVER);
    }

    @Test
    void aPreviewCarriesThePlanAndIsAboutNoRecovery() {
        Wish wish = wish(desk.ask("preview", "plan", "db"));
        assertThat(wish.kind()).isEqualTo(Wish.Kind.PREVIEW);
        assertThat(wish.recovery()).isEmpty();
        assertThat(wish.target()).isEqualTo(DB_SERVICE);
        assertThat(wish.plan().orElseThrow().failover()).isEqualTo(DB.failover());
        assertThat(desk.bus.events(BusEvent.Kind.REQUEST_MADE))
                .singleElement()
                .satisfies(event -> assertThat(event.detail()).containsOnly(Map.entry("request", wish.id())));
    }

    @Test
    void thePreviewIsToldWhenFailoverHasLooked() {
        Wish wish = wish(desk.ask("preview", "plan", "db"));
        assertThat(text(desk.ask("answer", "id", wish.id())))
                .startsWith("PREVIEW of service:db by Ann waits for failover");
        desk.store.commit(wish.answered("one step").writes("failover", desk.now()));
        assertThat(text(desk.ask("answer", "id", wish.id()))).isEqualTo("PREVIEW of service:db by Ann: one step");
    }

    @Test
    void aPlanThatIsNotDeployedOrHasNoStandbyIsASentence() {
        assertThat(refusal(desk.ask("preview", "plan", "shop"))).isEqualTo("no plan of the name shop is deployed");
        assertThat(refusal(desk.ask("failback", "plan", "shop"))).isEqualTo("no plan of the name shop is deployed");
        assertThat(refusal(desk.ask("preview", "plan", "web")))
                .isEqualTo("plan web has no section failover: its service has no standby");
    }

    @Test
    void aFailbackIsAskedOfFailoverWhenTheStandbyHasServedLongEnough() {
        failedOver();
        desk.clock.advance(Duration.ofHours(24));
        Wish wish = wish(desk.ask("failback", "target", "service:db"));
        assertThat(wish.kind()).isEqualTo(Wish.Kind.FAILBACK);
        assertThat(wish.recovery()).contains("r-1");
        assertThat(wish.target()).isEqualTo(DB_SERVICE);
    }

    @Test
    void aFailbackThatFailedCanBeAskedForAgain() {
        desk.ended(desk.failover("r-2", Direction.HOME), Outcome.ROLLED_BACK);
        desk.clock.advance(Duration.ofHours(24));
        assertThat(wish(desk.ask("failback", "plan", "db")).recovery()).contains("r-2");
    }

    @Test
    void aFailbackIsRefusedAsLongAsTheStandbyBakes() {
        failedOver();
        desk.clock.advance(Duration.ofHours(24).minusSeconds(1));
        assertThat(refusal(desk.ask("failback", "plan", "db")))
                .isEqualTo(
                        "the standby must serve until 2026-03-02T10:00:00Z before a failback (bake 24 h after the end"
                                + " of r-1)");
    }

    @Test
    void aFailbackIsRefusedWhereThereIsNothingToGoBackFrom() {
        assertThat(refusal(desk.ask("failback", "plan", "db"))).contains("has not failed over");
        Recovery open = desk.failover("r-1", Direction.AWAY);
        assertThat(refusal(desk.ask("failback", "plan", "db"))).contains("recovery r-1 of service:db is open");
        desk.ended(open, Outcome.ROLLED_BACK);
        assertThat(refusal(desk.ask("failback", "plan", "db"))).contains("ended ROLLED_BACK and not on the standby");
    }

    @Test
    void aFailbackIsRefusedWhenTheBundleMayNotAct() {
        failedOver();
        desk.clock.advance(Duration.ofHours(25));
        desk.ask("set-mode", "mode", "OBSERVE");
        assertThat(refusal(desk.ask("failback", "plan", "db")))
                .isEqualTo("a failback needs the mode ACT; the switch says OBSERVE, and plan db says ACT");
        desk.ask("set-mode", "mode", "ACT");
        var notice = new Notice(BusEvent.Kind.BRAKE_LATCHED, "installation", "latched", desk.now());
        Installation latched = Installation.read(desk.store).latched(desk.now(), "ten attempts", notice);
        desk.put(Installation.KEY, latched.version(), latched.item("restart").body());
        assertThat(refusal(desk.ask("failback", "plan", "db"))).contains("the brake is latched", "release it first");
    }

    @Test
    void aFailoverThatHasEndedIsAcknowledgedByItsOwnerOnAllItsTargetsAtOnce() {
        Recovery ended = failedOver();
        for (String target : List.of("service:db", DB_1.value())) {
            Wish wish = wish(desk.ask("acknowledge", "target", target));
            assertThat(wish.kind()).isEqualTo(Wish.Kind.ACKNOWLEDGE);
            assertThat(wish.recovery()).contains("r-1");
        }
        assertThat(TargetState.read(desk.store, DB_SERVICE).awaiting()).contains("r-1");
        assertThat(Recovery.read(desk.store, "r-1").orElseThrow().version()).isEqualTo(ended.version());
    }

    @Test
    void theStandbyThatServesWaitsForNobody() {
        failedOver();
        assertThat(refusal(desk.ask("acknowledge", "target", DB_2.value())))
                .isEqualTo("nothing on " + DB_2 + " waits for an acknowledgement");
    }

    @Test
    void whyAndStatusTellTheStepsOfAnOpenFailover() {
        var moved = StepState.prepared("elastic-ip 203.0.113.10", true, Map.of(), Map.of())
                .at(StepState.Position.AFTER);
        var next = StepState.prepared("capacity web", false, Map.of(), Map.of());
        desk.moved(
                desk.failover("r-1", Direction.AWAY),
                draft -> draft.passage(Passage.begin(Direction.AWAY).prepared(List.of(moved, next))));
        var why = desk.flow.handle(Map.of("request", "why", "target", "service:db"));
        var status = desk.flow.handle(Map.of("request", "status"));
        for (String text : List.of(text(why), text(status))) {
            assertThat(text)
                    .contains("goes AWAY from " + DB_1 + " to " + DB_2 + ", past the point of no return")
                    .contains("step elastic-ip 203.0.113.10: done (lets the other side write)")
                    .contains("step capacity web: as it was");
        }
    }

    @Test
    void whyTellsWhatIsLeftBehindTheFenceAndHowAPersonEndsIt() {
        failedOver();
        assertThat(text(desk.flow.handle(Map.of("request", "why", "target", DB_1.value()))))
                .contains("held by r-1, which has ended: nobody else touches it")
                .contains(
                        "from 2026-03-02T10:00:00Z a person may ask to go back (make ask REQUEST=failback PLAN=db REASON='...')")
                .doesNotContain("in recovery: r-1");
        assertThat(text(desk.flow.handle(Map.of("request", "why", "target", "service:db"))))
                .contains("until a person acknowledges r-1")
                .contains("r-1 ended FAILED_OVER: its service is on the standby");
    }

    @Test
    void aPlanMayHoldAFailbackBackToo() {
        var document = new HashMap<>(DB.document());
        document.put("mode", "OBSERVE");
        Plan observing = Plan.of(document);
        var service = TargetState.read(desk.store, DB_SERVICE);
        var ruling = OperatorPolicy.failback(
                new Request.Failback("db", new Request.Signature("Ann", "a test")),
                Optional.of(observing),
                service,
                Optional.of(failedOver()),
                StoredSwitch.read(desk.store),
                Installation.read(desk.store),
                desk.now().plus(Duration.ofHours(25)));
        assertThat(ruling.sentence()).endsWith("the switch says ACT, and plan db says OBSERVE");
    }
}
