package recovery.systemtests.invariant;

import static recovery.systemtests.invariant.Broken.demand;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import recovery.shared.alarm.Alarm;

/** The rules of a failover that the alarm of its service begins, of which EC2 knows nothing. */
final class ServiceRules {
    private static final Set<String> WELL = Set.of("FAILED_OVER", "HEALED_ITSELF");

    private final Ledger ledger;
    private final Bells bells;
    private final Terms terms;

    ServiceRules(Ledger ledger, Bells bells, Terms terms) {
        this.ledger = ledger;
        this.bells = bells;
        this.terms = terms;
    }

    void opens(Caller caller, Stored after, Instant now) {
        String alarm = after.alarm()
                .orElseThrow(() -> new Broken(Rule.S6, after.id() + " opened on its service, and no alarm said so"));
        String witness = after.witnessOf(alarm)
                .orElseThrow(
                        () -> new Broken(Rule.S7, after.id() + " opened on " + alarm + ", which its plan means not"));
        demand(
                bells.since(alarm, caller.begun(), Alarm.State.ALARM),
                Rule.S6,
                after.id() + " opened on " + alarm + ", which did not ring any more");
        demand(
                bells.since(witness, caller.begun(), Alarm.State.ALARM),
                Rule.S7,
                after.id() + " opened on " + alarm + ", and " + witness + " did not ring");
        for (String name : List.of(alarm, witness)) {
            Optional<Alarm> seen = caller.alarm(name).filter(one -> one.state() == Alarm.State.ALARM);
            demand(seen.isPresent(), Rule.S21, after.id() + " opened, and did not see " + name + " ring");
        }
        demand(
                caller.alarm(alarm).filter(Alarm::actionsEnabled).isPresent(),
                Rule.S12,
                after.id() + " opened on " + alarm + ", whose owner switched its actions off");
        echoes(after, now);
    }

    /** What it says may be the echo of our work on any member of its group. */
    private void echoes(Stored after, Instant now) {
        String plan = after.plan().text("plan");
        List<Stored> others = ledger.others(plan, after.id());
        demand(others.isEmpty(), Rule.S19, after.id() + " opened beside " + others.size() + " others of its group");
        ledger.lastClosed(plan)
                .map(last -> last.plus(after.limits().duration("quiet")).minus(terms.slack()))
                .ifPresent(quiet -> demand(
                        !now.isBefore(quiet),
                        Rule.S19,
                        after.id() + " opened at " + now + ", within the quiet time of its group"));
    }

    /** Between the judge's word and the first request minutes may pass. */
    void begins(Caller caller, Stored after) {
        String alarm = after.alarm().orElseThrow();
        demand(
                bells.since(alarm, caller.begun(), Alarm.State.ALARM),
                Rule.S6,
                after.id() + " began for " + alarm + ", which does not ring any more");
        Optional<Alarm> seen = caller.alarm(alarm).filter(one -> one.state() == Alarm.State.ALARM);
        demand(seen.isPresent(), Rule.S21, after.id() + " began, and did not see " + alarm + " ring");
    }

    void ends(Caller caller, Stored after) {
        Optional<String> good = after.outcome().filter(WELL::contains);
        String alarm = after.alarm().orElseThrow();
        demand(
                good.isEmpty() || bells.since(alarm, caller.begun(), Alarm.State.OK),
                Rule.PROOF,
                after.id() + " ended " + good.orElse("") + ", and " + alarm + " still rings");
    }
}
