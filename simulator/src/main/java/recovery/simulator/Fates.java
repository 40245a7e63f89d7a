package recovery.simulator;

import static recovery.shared.ec2.InstanceState.RUNNING;
import static recovery.shared.ec2.InstanceState.STOPPED;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import recovery.shared.ec2.StopMode;

/** What each happening makes of an instance; nothing, where its state does not allow it. */
final class Fates {
    private final Lifecycle lifecycle;
    private final Instant now;
    private final Optional<Fault.HangStop> hang;

    /** @param hang how a stop hangs that begins now */
    Fates(Timings timings, Instant now, Optional<Fault.HangStop> hang) {
        lifecycle = new Lifecycle(timings, now);
        this.now = now;
        this.hang = hang;
    }

    SimulatedInstance after(Happening what, SimulatedInstance before) {
        return switch (what) {
            case PERSON_STOPS -> stop(before, StateReason.userInitiated(now));
            case GUEST_SHUTS_DOWN -> stop(before, StateReason.GUEST_SHUTDOWN);
            case AWS_STOPS -> stop(before, StateReason.SCHEDULED_STOP);
            case SPOT_STOPS -> stop(before, StateReason.SPOT_SHUTDOWN);
            case PERSON_STARTS -> before.state() == STOPPED ? lifecycle.start(before, false) : before;
            case PERSON_TERMINATES -> terminate(before, StateReason.userInitiated(now));
            case AWS_TERMINATES -> terminate(before, StateReason.INTERNAL_ERROR);
            case AWS_RECOVERS -> before.state() == RUNNING ? recover(before) : before;
            case HEALS -> before.ailing(List.of());
        };
    }

    private SimulatedInstance stop(SimulatedInstance before, StateReason why) {
        return before.state() == RUNNING ? lifecycle.stop(before, StopMode.GRACEFUL, why, hang) : before;
    }

    private SimulatedInstance terminate(SimulatedInstance before, StateReason why) {
        return before.state().gone() ? before : lifecycle.terminate(before, why);
    }

    private SimulatedInstance recover(SimulatedInstance before) {
        List<Ailment> remaining = before.ailments().stream()
                .filter(ailment -> ailment.cure() == Ailment.Cure.NONE)
                .toList();
        return lifecycle.reboot(before.ailing(remaining).movedTo(before.host() + 1));
    }
}
