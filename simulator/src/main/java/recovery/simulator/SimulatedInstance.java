package recovery.simulator;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import recovery.shared.ec2.Checks.Check;
import recovery.shared.ec2.Checks.Status;
import recovery.shared.ec2.InstanceId;
import recovery.shared.ec2.InstanceState;

/**
 * One instance at one time. What its checks say is a function of this and of the time of asking.
 *
 * @param launchedAt when it was last started: each start sets it anew
 * @param checkedFrom when its checks have finished initializing
 * @param host a number that changes when the instance moves to another host
 */
public record SimulatedInstance(
        InstanceId id,
        Traits traits,
        Phase phase,
        Instant launchedAt,
        Instant checkedFrom,
        int host,
        List<Ailment> ailments,
        List<ScheduledEvent> events) {
    public SimulatedInstance {
        ailments = List.copyOf(ailments);
        events = List.copyOf(events);
    }

    /** One that has been running and well since it was launched. */
    static SimulatedInstance runningSince(InstanceId id, Traits traits, Instant launchedAt) {
        var running = Phase.lasting(InstanceState.RUNNING, launchedAt, StateReason.NONE);
        return new SimulatedInstance(id, traits, running, launchedAt, launchedAt, 1, List.of(), List.of());
    }

    public InstanceState state() {
        return phase.state();
    }

    /** What one status check says at this time. */
    public Check check(Ailment.Part part, Instant now) {
        boolean checked = part != Ailment.Part.STORAGE || traits.storageCheck();
        if (state() != InstanceState.RUNNING || !checked) {
            return new Check(Status.NOT_APPLICABLE, Optional.empty());
        }
        if (now.isBefore(checkedFrom)) {
            return new Check(Status.INITIALIZING, Optional.empty());
        }
        return ailments.stream()
                .filter(ailment -> ailment.part() == part && ailment.shownAt(now))
                .findFirst()
                .map(this::shown)
                .orElse(Check.OK);
    }

    /** A check that never passed since the launch is impaired since the launch, says the API reference. */
    private Check shown(Ailment ailment) {
        if (ailment.shows() != Status.IMPAIRED) {
            return new Check(ailment.shows(), Optional.empty());
        }
        boolean neverPassed = ailment.noticedAt().isBefore(checkedFrom);
        return new Check(Status.IMPAIRED, Optional.of(neverPassed ? launchedAt : ailment.noticedAt()));
    }

    /** When its state or its checks next change by themselves, if later than this. */
    Optional<Instant> nextChange(Instant now) {
        Stream<Instant> state = phase.next().map(Phase.Planned::at).stream();
        Stream<Instant> ailing = ailments.stream()
                .flatMap(ailment -> Stream.concat(Stream.of(ailment.noticedAt()), ailment.until().stream()));
        return Stream.of(state, Stream.of(checkedFrom), ailing)
                .flatMap(moments -> moments)
                .filter(at -> at.isAfter(now))
                .min(Instant::compareTo);
    }

    SimulatedInstance in(Phase next) {
        return new SimulatedInstance(id, traits, next, launchedAt, checkedFrom, host, ailments, events);
    }

    SimulatedInstance with(Traits other) {
        return new SimulatedInstance(id, other, phase, launchedAt, checkedFrom, host, ailments, events);
    }

    SimulatedInstance ailing(List<Ailment> all) {
        return new SimulatedInstance(id, traits, phase, launchedAt, checkedFrom, host, all, events);
    }

    SimulatedInstance movedTo(int otherHost) {
        return new SimulatedInstance(id, traits, phase, launchedAt, checkedFrom, otherHost, ailments, events);
    }

    SimulatedInstance facing(List<ScheduledEvent> all) {
        return new SimulatedInstance(id, traits, phase, launchedAt, checkedFrom, host, ailments, all);
    }
}
