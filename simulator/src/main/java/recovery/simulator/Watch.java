package recovery.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import recovery.shared.alarm.Alarm;
import recovery.shared.alarm.Alarm.State;
import recovery.shared.ec2.Checks.Status;
import recovery.shared.ec2.InstanceState;

/** One alarm, and what it has seen of its metric. */
final class Watch {
    private final Optional<StatusAlarm> status;
    Alarm alarm;
    boolean byHand;
    private Reading reading = Reading.UNDECIDED;
    private Instant readingSince;

    /** What the metric says. */
    private enum Reading {
        FAILING,
        PASSING,
        NO_DATA,
        /** The checks are initializing or know nothing: whatever was so far goes on. */
        UNDECIDED
    }

    Watch(Alarm alarm, Optional<StatusAlarm> status, Instant since) {
        this.alarm = alarm;
        this.status = status;
        readingSince = since;
    }

    void look(Ec2Model model, Instant now) {
        status.ifPresent(wanted -> {
            Reading current = read(model, wanted);
            if (current != reading) {
                reading = current;
                readingSince = now;
            }
        });
    }

    /** The state that is due by now. */
    Optional<State> due(Instant now) {
        return nextChange().filter(at -> !at.isAfter(now)).flatMap(at -> wanted());
    }

    /** When the present reading has lasted long enough to change the state. */
    Optional<Instant> nextChange() {
        return wanted().filter(state -> !byHand && state != alarm.state())
                .flatMap(state -> status.map(spans -> readingSince.plus(span(spans, state))));
    }

    private Optional<State> wanted() {
        return switch (reading) {
            case FAILING -> Optional.of(State.ALARM);
            case PASSING -> Optional.of(State.OK);
            case NO_DATA -> Optional.of(State.INSUFFICIENT_DATA);
            case UNDECIDED -> Optional.empty();
        };
    }

    private static Duration span(StatusAlarm spans, State state) {
        return switch (state) {
            case ALARM -> spans.after();
            case OK -> spans.okAfter();
            case INSUFFICIENT_DATA -> spans.noDataAfter();
        };
    }

    private static Reading read(Ec2Model model, StatusAlarm wanted) {
        boolean running = model.instance(wanted.instance())
                .map(instance -> instance.state() == InstanceState.RUNNING)
                .orElse(false);
        if (!running) {
            return Reading.NO_DATA;
        }
        Set<Status> seen = wanted.parts().stream()
                .map(part -> model.check(wanted.instance(), part).status())
                .collect(Collectors.toSet());
        if (seen.contains(Status.IMPAIRED)) {
            return Reading.FAILING;
        }
        boolean unclear = seen.contains(Status.INITIALIZING) || seen.contains(Status.INSUFFICIENT_DATA);
        return unclear ? Reading.UNDECIDED : Reading.PASSING;
    }
}
