package recovery.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import recovery.shared.bus.Bus;
import recovery.shared.bus.BusEvent;
import recovery.shared.bus.BusReply;

/** A bus that keeps what it took. It can refuse an event, or take it and lose the answer. */
public final class RecordingBus implements Bus {
    private final List<BusEvent> taken = new ArrayList<>();
    private final List<Consumer<BusEvent>> listeners = new ArrayList<>();
    private int toRefuse;
    private int answersToLose;

    @Override
    public BusReply put(BusEvent event) {
        List<Consumer<BusEvent>> told;
        boolean answered;
        synchronized (taken) {
            if (toRefuse > 0) {
                toRefuse--;
                return new BusReply.NotTaken("the bus is out");
            }
            taken.add(event);
            told = List.copyOf(listeners);
            answered = answersToLose == 0;
            answersToLose = Math.max(0, answersToLose - 1);
        }
        told.forEach(listener -> listener.accept(event));
        return answered ? new BusReply.Taken() : new BusReply.NotTaken("no answer came");
    }

    /** Does not take the next events. */
    public void refuseNext(int events) {
        synchronized (taken) {
            toRefuse = events;
        }
    }

    /** Takes the next events and answers as if it had not. */
    public void loseNextAnswers(int events) {
        synchronized (taken) {
            answersToLose = events;
        }
    }

    /** Tells this listener of each event that the bus takes from now on. */
    public void onEvent(Consumer<BusEvent> listener) {
        synchronized (taken) {
            listeners.add(listener);
        }
    }

    /** All events taken so far, in order. */
    public List<BusEvent> events() {
        synchronized (taken) {
            return List.copyOf(taken);
        }
    }

    /** The events of one kind, in order. */
    public List<BusEvent> events(BusEvent.Kind kind) {
        return events().stream().filter(event -> event.kind() == kind).toList();
    }
}
