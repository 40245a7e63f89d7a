package recovery.systemtests.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import recovery.shared.time.Clock;
import recovery.simulator.HandClock;
import recovery.systemtests.invariant.Caller;
import recovery.systemtests.invariant.Terms;

/** One execution of one function on one document: its own clock, its own ids, and its own thread that runs on command. */
final class Execution implements Clock {
    final Delivery delivery;
    final Caller caller;
    private final HandClock world;
    private final Instant begun;
    private final Duration offset;
    private final Handover handover;
    private Optional<Map<String, Object>> answer = Optional.empty();
    private Optional<Throwable> failure = Optional.empty();
    private boolean abandoned;

    /** When it may go on, if it waits. */
    Instant wakes = Instant.MIN;

    /** @param offset by how much its clock is off */
    Execution(Delivery delivery, HandClock world, Duration offset, Function<Execution, Map<String, Object>> work) {
        this.delivery = delivery;
        this.world = world;
        this.offset = offset;
        begun = world.now();
        caller = new Caller(delivery.function().wireName(), begun, delivery.eventAt());
        handover = new Handover(() -> run(work));
    }

    private void run(Function<Execution, Map<String, Object>> work) {
        try {
            answer = Optional.of(work.apply(this));
        } catch (Throwable ended) {
            failure = Optional.of(ended);
        }
    }

    void goOn() {
        handover.goOn();
    }

    /** Gives way until this time; the world may have moved when it returns, and a function's time may be over. */
    void giveWay(Instant until) {
        wakes = until;
        handover.giveWay();
        if (abandoned || world.now().isAfter(begun.plus(Terms.TIMEOUT))) {
            throw new Died("its time was over");
        }
    }

    /** Ends it wherever it stands. */
    void abandon() {
        abandoned = true;
        while (!handover.over()) {
            handover.goOn();
        }
    }

    boolean over() {
        return handover.over();
    }

    Optional<Map<String, Object>> answer() {
        return answer;
    }

    Optional<Throwable> failure() {
        return failure;
    }

    @Override
    public Instant now() {
        return world.now().plus(offset);
    }

    @Override
    public Duration uptime() {
        return world.uptime();
    }
}
