package recovery.failover;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import recovery.shared.bus.BusEvent;
import recovery.shared.control.Mode;
import recovery.shared.door.Ports;
import recovery.shared.ec2.Checks;
import recovery.shared.ec2.InstanceId;
import recovery.shared.guard.Facts;
import recovery.shared.guard.Gathering;
import recovery.shared.journal.JournalRow;
import recovery.shared.look.Look;
import recovery.shared.plan.Plan;
import recovery.shared.record.Direction;
import recovery.shared.record.Group;
import recovery.shared.record.Notice;
import recovery.shared.record.Outcome;
import recovery.shared.record.Owner;
import recovery.shared.record.Passage;
import recovery.shared.record.Recovery;
import recovery.shared.record.Stage;
import recovery.shared.record.StepState;
import recovery.shared.record.Target;
import recovery.shared.record.TargetState;
import recovery.shared.record.Transition;
import recovery.shared.record.WritePath;
import recovery.shared.words.Said;

/**
 * Opens a failback, because a person asked for it: the same steps the other way round, by the settings that the failover
 * stored. Refused with the reason as long as the standby has not served for the plan's bake, or the primary is not clean.
 */
final class Failbacks {
    private final Ports ports;
    private final Gathering gathering;
    private final WritePath path;
    private final String writer;

    /** @param writer the token of this execution */
    Failbacks(Ports ports, FailoverSettings settings, String writer) {
        this.ports = ports;
        this.gathering = new Gathering(ports, settings.attemptsPerHour());
        this.path = new WritePath(ports.store());
        this.writer = writer;
    }

    /** What came of it; empty if somebody else was faster. */
    Optional<String> begin(String failover, String by) {
        Optional<Recovery> found = Recovery.read(ports.store(), failover).filter(Recovery::leftOnStandby);
        if (found.isEmpty()) {
            return Optional.of(failover + " is no failover from which to go home");
        }
        Recovery away = found.get();
        Facts facts = gathering.own(Preflight.leaving(away.plan(), Optional.empty()));
        Optional<String> refusal = refusal(away, facts);
        if (refusal.isPresent()) {
            return refusal.map(why -> "not yet: " + why);
        }
        Instant now = facts.now();
        Facts.Own own = facts.own();
        Recovery home = home(away, by, facts.zone(), now);
        // The standby is what stops serving, for whoever counts the healthy ones.
        var slot = new Group.Slot(
                new Target.OfInstance(home.sides().from()), home.opening().zone());
        Transition opening = Transition.opening(home, writer)
                .with(own.group().reserved(home.id(), slot))
                .judgedBy(own.mode())
                .judgedBy(own.installation());
        own.service().forEach(state -> opening.with(state.claimedBy(home.id())));
        var ready = opening.because(
                JournalRow.Kind.OPENED, now, home.opening().reason(), Map.of("failover", away.id(), "by", by));
        if (!(path.write(ready) instanceof Transition.Result.Written)) {
            return Optional.empty();
        }
        // Only a nudge: the next tick finds the record anyway.
        ports.bus()
                .put(new BusEvent(
                        BusEvent.Kind.FAILOVER_REQUESTED,
                        Map.of("recovery", home.id(), "target", home.target().key())));
        return Optional.of("failback " + home.id() + " has begun");
    }

    private Optional<String> refusal(Recovery away, Facts facts) {
        Plan plan = away.plan();
        Plan.Failover failover = plan.failover().orElseThrow();
        List<TargetState> states = facts.own().service();
        TargetState service = states.getFirst();
        Recovery.Closing closing = away.closing().orElseThrow();
        Instant baked = closing.at().plus(failover.bake());
        if (facts.own().mode().mode().and(plan.mode()) != Mode.ACT
                || facts.own().installation().brake().isPresent()) {
            return Optional.of("mode or brake do not allow it");
        }
        if (!service.awaiting().equals(Optional.of(away.id()))
                || service.claim().isPresent()) {
            return Optional.of("the service does not wait for the failback of " + away.id());
        }
        if (closing.outcome() == Outcome.FAILED_OVER && facts.now().isBefore(baked)) {
            return Optional.of("the standby must have served until " + Said.time(baked));
        }
        if (states.get(1).claim().filter(holder -> !holder.equals(away.id())).isPresent()) {
            return Optional.of("the primary is in a recovery"); // without a fence nothing kept it claimed
        }
        if (states.getLast().claim().isPresent()) {
            return Optional.of("the standby is in a recovery");
        }
        Optional<String> unclean = unclean(failover.primary());
        boolean stops = failover.fence() == Plan.Fence.STOP;
        return unclean.isPresent() || !stops ? unclean : Preflight.tooFewLeft(gathering.look(facts));
    }

    private Optional<String> unclean(InstanceId primary) {
        Look<Checks> look = ports.ec2().checks(primary);
        return look.seen().filter(Checks::healthy).isPresent()
                ? Optional.empty()
                : Optional.of("the primary is not clean: "
                        + look.seen().map(Checks::inWords).orElse(look.why())
                        + "; start it, bring its data up to date, and ask again");
    }

    private Recovery home(Recovery away, String by, String zone, Instant now) {
        Plan plan = away.plan();
        Passage passage = Passage.begin(Direction.HOME).prepared(steps(away));
        String id = "r-" + ports.ids().next();
        Target service = new Target.OfService(plan.name());
        String reason = by + " asked to go home after " + away.id();
        return new Recovery(
                id,
                1,
                Owner.FAILOVER,
                service,
                away.symptom(),
                new Recovery.Opening(now, Optional.empty(), zone, reason),
                plan,
                Stage.REQUESTED,
                Optional.empty(),
                new Recovery.Deadlines(
                        now.plus(plan.clocks().step()), now.plus(plan.clocks().recovery()), Optional.empty()),
                List.of(),
                Optional.of(passage),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Optional.empty(),
                List.of(new Notice(
                        BusEvent.Kind.RECOVERY_OPENED,
                        service.key(),
                        "Failback " + id + " of " + service.key() + " begins: " + reason + ".",
                        now)));
    }

    /** From where the failover brought each lever to where it found it. A plan knows only how the standby serves. */
    private static List<StepState> steps(Recovery away) {
        Passage passage = away.passage().orElseThrow();
        boolean turn = passage.direction() == Direction.AWAY;
        return passage.steps().stream()
                .map(step -> turn
                        ? StepState.prepared(step.name(), step.standbyWrites(), step.after(), step.before())
                        : StepState.prepared(step.name(), step.standbyWrites(), step.before(), step.after()))
                .toList();
    }
}
