package recovery.simulator;

import static recovery.shared.ec2.InstanceState.PENDING;
import static recovery.shared.ec2.InstanceState.RUNNING;
import static recovery.shared.ec2.InstanceState.SHUTTING_DOWN;
import static recovery.shared.ec2.InstanceState.STOPPED;
import static recovery.shared.ec2.InstanceState.STOPPING;
import static recovery.shared.ec2.InstanceState.TERMINATED;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import recovery.shared.ec2.Checks.Status;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.StopMode;
import recovery.simulator.Timings.Span;

/** What each act, and each moment that is due, makes of an instance. Pure: the state allows it, the caller has checked. */
final class Lifecycle {
    private final Timings timings;
    private final Instant now;

    Lifecycle(Timings timings, Instant now) {
        this.timings = timings;
        this.now = now;
    }

    SimulatedInstance launch(InstanceId id, Traits traits) {
        Phase pending =
                Phase.lasting(PENDING, now, StateReason.NONE).then(after(Span.PENDING), RUNNING, StateReason.NONE);
        return new SimulatedInstance(id, traits, pending, now, checkedFrom(), 1, List.of(), List.of());
    }

    /** Starts a stopped instance on another host, which leaves behind what was wrong with the old one. */
    SimulatedInstance start(SimulatedInstance stopped, boolean failsToBoot) {
        Phase pending = Phase.lasting(PENDING, now, StateReason.NONE);
        Phase planned = failsToBoot
                ? pending.then(after(Span.PENDING), STOPPED, StateReason.FAILED_TO_BOOT)
                : pending.then(after(Span.PENDING), RUNNING, StateReason.NONE);
        return new SimulatedInstance(
                stopped.id(),
                stopped.traits(),
                planned,
                now,
                checkedFrom(),
                stopped.host() + 1,
                stopped.ailments().stream()
                        .filter(ailment -> ailment.cure() == Ailment.Cure.NONE)
                        .toList(),
                stopped.events().stream().map(ScheduledEvent::complete).toList());
    }

    SimulatedInstance stop(SimulatedInstance running, StopMode mode, StateReason why, Optional<Fault.HangStop> fault) {
        Phase stopping = Phase.lasting(STOPPING, now, why);
        Optional<Phase.Hang> hang =
                fault.map(hanging -> new Phase.Hang(hanging.yieldsTo())).filter(how -> how.resists(mode));
        if (hang.isPresent()) {
            return running.in(stopping.hanging(
                    hang.get(), fault.flatMap(Fault.HangStop::lasting).map(now::plus)));
        }
        Span span = mode == StopMode.GRACEFUL ? Span.STOPPING : Span.HARD_STOP;
        return running.in(stopping.then(after(span), STOPPED, why));
    }

    /** Sends a further stop into one that is under way: only a stronger one changes anything. */
    SimulatedInstance stopHarder(SimulatedInstance stopping, StopMode mode) {
        boolean resists =
                stopping.phase().hang().map(hang -> hang.resists(mode)).orElse(false);
        if (mode == StopMode.GRACEFUL || resists) {
            return stopping;
        }
        Instant hard = after(Span.HARD_STOP);
        Instant at = stopping.phase()
                .next()
                .map(Phase.Planned::at)
                .filter(hard::isAfter)
                .orElse(hard);
        return stopping.in(stopping.phase().then(at, STOPPED, stopping.phase().reason()));
    }

    /** The guest fails its check until it is back, which cures what a reboot can cure. EC2 shows no other state. */
    SimulatedInstance reboot(SimulatedInstance running) {
        Instant back = after(Span.REBOOTING);
        var ailments = new ArrayList<Ailment>();
        for (Ailment ailment : running.ailments()) {
            ailments.add(ailment.cure() == Ailment.Cure.REBOOT ? ailment.endingAt(back) : ailment);
        }
        ailments.add(new Ailment(
                Ailment.Part.INSTANCE, after(Span.NOTICING), Optional.of(back), Ailment.Cure.REBOOT, Status.IMPAIRED));
        return running.ailing(ailments);
    }

    SimulatedInstance terminate(SimulatedInstance any, StateReason why) {
        return any.in(Phase.lasting(SHUTTING_DOWN, now, why).then(after(Span.SHUTTING_DOWN), TERMINATED, why));
    }

    SimulatedInstance breakPart(SimulatedInstance any, Ailment.Part part, Ailment.Cure cure, Status shows) {
        var more = new ArrayList<>(any.ailments());
        more.add(new Ailment(part, after(Span.NOTICING), Optional.empty(), cure, shows));
        return any.ailing(more);
    }

    /** Takes the state that was planned for a moment that has come. */
    static SimulatedInstance follow(SimulatedInstance instance, Phase.Planned next) {
        return instance.in(Phase.lasting(next.state(), next.at(), next.reason()));
    }

    private Instant checkedFrom() {
        Duration untilOk = timings.of(Span.PENDING).plus(timings.of(Span.INITIALIZING));
        return now.plus(untilOk);
    }

    private Instant after(Span span) {
        return now.plus(timings.of(span));
    }
}
