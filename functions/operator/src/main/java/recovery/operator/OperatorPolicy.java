package recovery.operator;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import recovery.shared.control.Installation;
import recovery.shared.control.Mode;
import recovery.shared.control.Switch;
import recovery.shared.plan.Plan;
import recovery.shared.record.Owner;
import recovery.shared.record.Recovery;
import recovery.shared.record.Target;
import recovery.shared.record.TargetState;
import recovery.shared.record.Wish;
import recovery.shared.words.Said;

/** Rules on what people ask for: from the request and what is stored, and nothing else. */
final class OperatorPolicy {
    private OperatorPolicy() {}

    /**
     * @param first the switch when the request arrived
     * @param stored the switch now, after a race was lost; else the same
     */
    static Ruling setMode(Request.SetMode request, Switch first, Switch stored, Instant now) {
        boolean movedMeanwhile = stored.version() != first.version();
        if (movedMeanwhile && request.mode().compareTo(stored.mode()) > 0) {
            // Whoever lowered the mode a moment ago must not be overruled by somebody who could not know of it.
            return new Ruling.Refuse(stored.by() + " set the mode to " + stored.mode() + " at the same moment ("
                    + stored.reason() + "): ask again if it must be " + request.mode());
        }
        var next = new Switch(
                request.mode(),
                request.signed().by(),
                request.signed().reason(),
                Optional.of(now),
                stored.version() + 1);
        return new Ruling.SetSwitch(
                next,
                "the mode was " + stored.mode() + " and is " + next.mode() + " now, set by " + next.by() + ": "
                        + next.reason() + (next.mode() == Mode.OFF ? "; a Start that is owed is still sent" : ""));
    }

    static Ruling releaseBrake(Request.ReleaseBrake request, Installation stored) {
        return stored.brake()
                .<Ruling>map(brake -> new Ruling.Release(
                        stored.released(),
                        "the brake, latched since " + Said.time(brake.at()) + " (" + brake.reason()
                                + "), is released by "
                                + request.signed().by() + ": "
                                + request.signed().reason()
                                + "; attempts before now count no more towards it"))
                .orElseGet(() -> new Ruling.Refuse("the brake is not latched"));
    }

    /** @param holder the recovery that claims the target, or else the one whose outcome waits, as it is stored now */
    static Ruling acknowledge(Request.Acknowledge request, TargetState stored, Optional<Recovery> holder, Instant now) {
        String target = request.target().key();
        Optional<Recovery> ended = holder.filter(recovery -> !recovery.open() && recovery.isFailover());
        if (ended.isPresent()) {
            return lift(ended.get());
        }
        if (stored.claim().isPresent()) {
            return holder.filter(Recovery::open)
                    .map(recovery -> takeOver(recovery, now))
                    .orElseGet(
                            () -> new Ruling.Refuse("recovery " + stored.claim().get() + " of " + target
                                    + " is ending at this moment: ask again in a minute"));
        }
        return stored.awaiting()
                .<Ruling>map(recovery -> new Ruling.Clear(
                        stored.acknowledged(),
                        "the outcome of " + recovery + " on " + target + " is acknowledged by "
                                + request.signed().by() + ": "
                                + request.signed().reason()
                                + "; a recovery may open on it again"))
                .orElseGet(() -> new Ruling.Refuse("nothing on " + target + " waits for an acknowledgement"));
    }

    /** A failover leaves its mark on service, primary and standby, and only its owner takes all of it away at once. */
    private static Ruling lift(Recovery ended) {
        String targets = ended.claims().stream().map(Target::key).collect(Collectors.joining(", "));
        return new Ruling.AskOwner(
                Wish.Kind.ACKNOWLEDGE,
                ended,
                ended.owner().queue() + " is asked to lift what is left of " + ended.id() + " on " + targets
                        + ", so that a recovery may open on them again");
    }

    /** A recovery that needs nobody is not ended by an acknowledgement that was meant for an earlier one. */
    private static Ruling takeOver(Recovery recovery, Instant now) {
        boolean needsPerson = recovery.startOwed().isPresent()
                || !recovery.paged().isEmpty()
                || !now.isBefore(recovery.deadlines().recovery());
        if (!needsPerson) {
            return new Ruling.Refuse("recovery " + recovery.id() + " is under way (stage " + recovery.stage()
                    + ") and needs nobody before "
                    + Said.time(recovery.deadlines().recovery()) + ": cancel would end it");
        }
        return new Ruling.AskOwner(
                Wish.Kind.ACKNOWLEDGE,
                recovery,
                recovery.owner().queue() + " is asked to end " + recovery.id()
                        + ", which is taken over by a person, with nothing owed any more");
    }

    /**
     * @param about what was asked for, in words
     * @param found the recovery that it comes to
     */
    static Ruling cancel(String about, Optional<Recovery> found) {
        Optional<Recovery> open = found.filter(Recovery::open);
        if (open.isEmpty()) {
            return new Ruling.Refuse("no recovery is open for " + about);
        }
        Recovery recovery = open.get();
        if (recovery.cancelled().isPresent()) {
            return new Ruling.Refuse("recovery " + recovery.id() + " was cancelled already ("
                    + recovery.cancelled().get() + ") and is still open in stage " + recovery.stage());
        }
        return new Ruling.AskOwner(
                Wish.Kind.CANCEL,
                recovery,
                recovery.owner().queue() + " is asked to begin nothing new on " + recovery.id() + " of "
                        + recovery.target().key() + "; a Start that is owed is still sent");
    }

    /** @param plan the plan of that name, as it is deployed */
    static Ruling preview(Request.Preview request, Optional<Plan> plan) {
        return withFailover(
                request.plan(),
                plan,
                deployed -> new Ruling.AskPreview(
                        deployed,
                        Owner.FAILOVER.queue() + " is asked what a failover of " + serviceOf(deployed) + " would do;"
                                + " nothing is changed"));
    }

    private static Ruling withFailover(String name, Optional<Plan> plan, Function<Plan, Ruling> rule) {
        if (plan.isEmpty()) {
            return new Ruling.Refuse("no plan of the name " + name + " is deployed");
        }
        return plan.filter(deployed -> deployed.failover().isPresent())
                .map(rule)
                .orElseGet(() ->
                        new Ruling.Refuse("plan " + name + " has no section failover: its service has no standby"));
    }

    /**
     * What can be known from what is stored; whether the primary is clean, failover itself looks at.
     *
     * @param plan the plan of that name, as it is deployed
     * @param service how the service stands
     * @param awaited the recovery whose outcome the service awaits
     */
    static Ruling failback(
            Request.Failback request,
            Optional<Plan> plan,
            TargetState service,
            Optional<Recovery> awaited,
            Switch mode,
            Installation installation,
            Instant now) {
        return withFailover(request.plan(), plan, deployed -> {
            Optional<String> hindrance = notAway(deployed, service, awaited)
                    .or(() -> awaited.flatMap(recovery -> baking(recovery, now)))
                    .or(() -> notActing(deployed, mode, installation));
            return hindrance
                    .<Ruling>map(Ruling.Refuse::new)
                    .orElseGet(() -> new Ruling.AskOwner(
                            Wish.Kind.FAILBACK,
                            awaited.orElseThrow(),
                            Owner.FAILOVER.queue() + " is asked to take " + serviceOf(deployed) + " back to "
                                    + awaited.orElseThrow()
                                            .plan()
                                            .failover()
                                            .orElseThrow()
                                            .primary()
                                    + ", if that runs and is healthy"));
        });
    }

    private static Optional<String> notAway(Plan plan, TargetState service, Optional<Recovery> awaited) {
        if (service.claim().isPresent()) {
            return Optional.of("recovery " + service.claim().get() + " of " + serviceOf(plan) + " is open:"
                    + " a failback begins when nothing is under way");
        }
        if (awaited.isEmpty()) {
            return Optional.of(serviceOf(plan)
                    + " has not failed over, or that was acknowledged: there is nothing to go back from");
        }
        return awaited.filter(recovery -> !recovery.leftOnStandby())
                .map(recovery -> recovery.id() + " of " + serviceOf(plan) + " ended "
                        + recovery.closing()
                                .map(closing -> closing.outcome().name())
                                .orElse("nowhere")
                        + " and not on the standby: there is nothing to go back from");
    }

    private static Optional<String> baking(Recovery away, Instant now) {
        Instant until = Told.bakedAt(away);
        return now.isBefore(until)
                ? Optional.of("the standby must serve until " + Said.time(until) + " before a failback (bake "
                        + Said.span(away.plan().failover().orElseThrow().bake()) + " after the end of " + away.id()
                        + ")")
                : Optional.empty();
    }

    private static Optional<String> notActing(Plan plan, Switch mode, Installation installation) {
        Mode inEffect = plan.mode().and(mode.mode());
        if (inEffect != Mode.ACT) {
            return Optional.of("a failback needs the mode ACT; the switch says " + mode.mode() + ", and plan "
                    + plan.name() + " says " + plan.mode());
        }
        return installation
                .brake()
                .map(brake -> "the brake is latched since " + Said.time(brake.at()) + " (" + brake.reason()
                        + "): release it first");
    }

    private static String serviceOf(Plan plan) {
        return new Target.OfService(plan.name()).key();
    }
}
