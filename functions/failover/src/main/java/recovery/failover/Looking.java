package recovery.failover;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import recovery.failover.step.Step;
import recovery.failover.step.Steps;
import recovery.shared.act.StopInDoubt;
import recovery.shared.alarm.Alarm;
import recovery.shared.control.Installation;
import recovery.shared.control.Mode;
import recovery.shared.control.Switch;
import recovery.shared.door.Ports;
import recovery.shared.look.Look;
import recovery.shared.record.Passage;
import recovery.shared.record.Recovery;
import recovery.shared.record.Stage;
import recovery.shared.record.StepState;
import recovery.shared.record.Target;
import recovery.shared.words.Said;

/** Looks at what the stage of a recovery asks for, and at nothing else. */
final class Looking {
    private final Ports ports;
    private final Steps steps;
    private final FailoverSettings settings;

    Looking(Ports ports, Steps steps, FailoverSettings settings) {
        this.ports = ports;
        this.steps = steps;
        this.settings = settings;
    }

    Sight at(Recovery recovery) {
        Duration begun = ports.clock().uptime();
        var judged = new Sight.Judged(Switch.read(ports.store()), Installation.read(ports.store()), begun);
        boolean planned = recovery.plan().failover().isPresent();
        return new Sight(
                ports.clock().now(),
                judged,
                leave(recovery, judged),
                needsFrom(recovery)
                        ? ports.ec2().instance(recovery.instance())
                        : new Look.Unreadable<>("not looked at"),
                planned && needsTo(recovery)
                        ? ports.ec2().checks(recovery.sides().to())
                        : new Look.Unreadable<>("not looked at"),
                alarm(recovery),
                levers(recovery),
                settings.takeoverAfter());
    }

    /** In the proof only a fence that is to hold is looked at, and one of which nobody knows whose it is. */
    private static boolean needsFrom(Recovery recovery) {
        return recovery.stage() != Stage.PROOF || Fence.isToHold(recovery) || StopInDoubt.isNoted(recovery);
    }

    /** Before step one the side that is to serve must be able to, and afterwards it must be seen to. */
    private static boolean needsTo(Recovery recovery) {
        return switch (recovery.stage()) {
            case REQUESTED, PROOF -> true;
            case MOVE -> recovery.passage().filter(Passage::anyApplied).isEmpty();
            case STOP, UNDO, START, CLOSED -> false;
        };
    }

    private static Sight.Leave leave(Recovery recovery, Sight.Judged judged) {
        Mode mode = judged.mode().mode().and(recovery.plan().mode());
        Optional<Installation.Brake> brake = judged.installation().brake();
        if (mode == Mode.OFF) {
            return new Sight.Leave.Off("the mode is OFF");
        }
        if (recovery.cancelled().isPresent()) {
            return new Sight.Leave.NothingNew(
                    "a person cancelled it: " + recovery.cancelled().get());
        }
        if (brake.isPresent()) {
            return new Sight.Leave.NothingNew(
                    "the brake is latched since " + Said.time(brake.get().at()));
        }
        return mode == Mode.ACT ? new Sight.Leave.Act() : new Sight.Leave.NothingNew("the mode is " + mode);
    }

    /**
     * Only an alarm on the service itself tells anything: that of an instance which is fenced will never be OK. It must ring
     * as long as nothing of ours has had an effect, and be OK in the end.
     */
    private Optional<Look<Alarm>> alarm(Recovery recovery) {
        boolean asked =
                switch (recovery.stage()) {
                    case PROOF -> true;
                    case REQUESTED, STOP, MOVE ->
                        recovery.startOwed().isEmpty()
                                && recovery.passage()
                                        .filter(Passage::anyApplied)
                                        .isEmpty();
                    case UNDO, START, CLOSED -> false;
                };
        return asked && recovery.target() instanceof Target.OfService
                ? recovery.opening().alarm().map(ports.alarms()::alarm)
                : Optional.empty();
    }

    private List<Sight.Lever> levers(Recovery recovery) {
        Set<String> wanted = wanted(recovery);
        boolean all = recovery.stage() == Stage.PROOF || recovery.stage() == Stage.REQUESTED;
        var levers = new ArrayList<Sight.Lever>();
        for (Step step : steps.of(recovery)) {
            Look<Map<String, Object>> look =
                    all || wanted.contains(step.name()) ? step.look() : new Look.Unreadable<>("not looked at");
            levers.add(new Sight.Lever(step, look));
        }
        return levers;
    }

    /** The step that is under way, and that of an unsettled request. */
    private static Set<String> wanted(Recovery recovery) {
        var names =
                recovery.unsettled().flatMap(intent -> intent.step()).stream().collect(Collectors.toSet());
        Optional<StepState> next =
                switch (recovery.stage()) {
                    case MOVE -> recovery.passage().flatMap(Passage::nextToApply);
                    case UNDO -> recovery.passage().flatMap(Passage::nextToUndo);
                    case REQUESTED, STOP, START, PROOF, CLOSED -> Optional.empty();
                };
        next.map(StepState::name).ifPresent(names::add);
        return names;
    }
}
