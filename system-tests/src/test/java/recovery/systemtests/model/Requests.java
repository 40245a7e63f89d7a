package recovery.systemtests.model;

import java.util.List;
import recovery.shared.record.Intent;

/**
 * How EC2 answers a request, and what the request does.
 *
 * @param begins whether it is the stop that begins an attempt
 */
record Requests(boolean begins) {
    /** One way in which it can be answered. */
    record Answer(Scope.Cost cost, Step.Kind kind, Machine machine, Intent.State known) {}

    List<Answer> of(Move.What what, Machine machine) {
        return switch (what) {
            case STOP, STOP_HARDER -> stop(what, machine);
            case START -> start(machine);
        };
    }

    private List<Answer> stop(Move.What what, Machine machine) {
        if (machine.running()) {
            return List.of(taken(machine.stopping(Machine.Stopper.US), Intent.State.ACCEPTED), refused(machine));
        }
        Machine after = what == Move.What.STOP_HARDER ? machine.down() : machine;
        // The reply names the state before: a stop that found it down already is not ours.
        return List.of(taken(after, begins ? Intent.State.WITHOUT_EFFECT : Intent.State.ACCEPTED));
    }

    private static List<Answer> start(Machine machine) {
        if (machine.running()) {
            return List.of(taken(machine, Intent.State.ACCEPTED));
        }
        if (!machine.stopped()) {
            return List.of(taken(machine, Intent.State.WITHOUT_EFFECT));
        }
        Answer inVain = new Answer(Scope.Cost.RELAPSE, Step.Kind.SENDS, machine.started(true), Intent.State.ACCEPTED);
        return List.of(taken(machine.started(false), Intent.State.ACCEPTED), inVain, refused(machine));
    }

    private static Answer taken(Machine machine, Intent.State known) {
        return new Answer(Scope.Cost.FREE, Step.Kind.SENDS, machine, known);
    }

    private static Answer refused(Machine machine) {
        return new Answer(Scope.Cost.REFUSAL, Step.Kind.IS_REFUSED, machine, Intent.State.WITHOUT_EFFECT);
    }
}
