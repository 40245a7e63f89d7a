package recovery.systemtests.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import recovery.shared.bus.BusEvent;
import recovery.systemtests.story.Bundle;
import recovery.systemtests.story.Documents;

/** Everything that is on its way to a function, and what goes wrong with it on the way. */
final class Post {
    private static final Bundle.Function[] TICKED = {
        Bundle.Function.DETECTION, Bundle.Function.RESTART, Bundle.Function.FAILOVER
    };

    private final Simulation world;
    private final PriorityQueue<Delivery> deliveries = new PriorityQueue<>();
    private Instant nextTick;
    private long numbers;

    Post(Simulation world) {
        this.world = world;
        this.nextTick = world.now();
    }

    /** When the next tick or delivery is due. */
    Instant next() {
        Instant delivery =
                deliveries.isEmpty() ? Instant.MAX : deliveries.peek().due();
        return delivery.isBefore(nextTick) ? delivery : nextTick;
    }

    /** The next delivery that is due now. */
    Optional<Delivery> due() {
        return hasDue() ? Optional.of(deliveries.remove()) : Optional.empty();
    }

    boolean hasDue() {
        return !deliveries.isEmpty() && !deliveries.peek().due().isAfter(world.now());
    }

    /** Whether anything but a tick is due before this time. */
    boolean hasEvents(Instant end) {
        return deliveries.stream().anyMatch(one -> !one.tick() && one.due().isBefore(end));
    }

    /** Sends the ticks of this minute, if it is time. */
    void ticks(boolean withoutDetection) {
        if (nextTick.isAfter(world.now())) {
            return;
        }
        nextTick = nextTick.plus(Duration.ofMinutes(1));
        for (Bundle.Function function : TICKED) {
            if (!withoutDetection || function != Bundle.Function.DETECTION) {
                tick(function);
            }
        }
    }

    private void tick(Bundle.Function function) {
        var document = Documents.tick(world.now());
        Optional<Trouble> trouble = world.drawn(Trouble.TICK_MISSING, Trouble.TICK_LATE, Trouble.TICK_DOUBLED);
        if (trouble.equals(Optional.of(Trouble.TICK_MISSING))) {
            return;
        }
        Duration late = trouble.equals(Optional.of(Trouble.TICK_LATE))
                ? Duration.ofSeconds(world.choices().oneOf(30, 55, 90, 120))
                : Duration.ZERO;
        put(late, function, document, 0);
        if (trouble.equals(Optional.of(Trouble.TICK_DOUBLED))) {
            put(late, function, document, 0);
        }
    }

    /**
     * Sends a document to a function, and says what goes wrong on the way; people repeat what they ask, so that their
     * requests are not lost.
     */
    Optional<Trouble> send(Bundle.Function function, Map<String, Object> document) {
        if (function == Bundle.Function.OPERATOR) {
            put(Duration.ZERO, function, document, 0);
            return Optional.empty();
        }
        Optional<Trouble> trouble =
                world.drawn(Trouble.EVENT_LOST, Trouble.EVENT_DOUBLED, Trouble.EVENT_REORDERED, Trouble.EVENT_LATE);
        trouble.ifPresentOrElse(
                met -> {
                    world.tell(() -> met.sentence + " (" + function.wireName() + ")");
                    troubled(met, function, document);
                },
                () -> put(Duration.ZERO, function, document, 0));
        return trouble;
    }

    private void troubled(Trouble met, Bundle.Function function, Map<String, Object> document) {
        Choices choices = world.choices();
        switch (met) {
            case EVENT_LOST -> {}
            case EVENT_DOUBLED -> {
                put(Duration.ZERO, function, document, 0);
                put(Duration.ofSeconds(choices.below(60)), function, document, 0);
            }
            case EVENT_REORDERED -> put(Duration.ofSeconds(1 + choices.below(20)), function, document, 0);
            default -> put(Duration.ofSeconds(choices.oneOf(60, 300, 900, 1800, 86_400)), function, document, 0);
        }
    }

    /** @param tries how often it was tried already */
    void put(Duration after, Bundle.Function function, Map<String, Object> document, int tries) {
        deliveries.add(new Delivery(world.now().plus(after), numbers++, function, document, tries));
    }

    /** A nudge on the bus goes to its function. */
    void route(BusEvent event) {
        var document = Documents.busEvent(event, world.now());
        switch (event.kind()) {
            case RESTART_REQUESTED -> send(Bundle.Function.RESTART, document);
            case FAILOVER_REQUESTED -> send(Bundle.Function.FAILOVER, document);
            case REQUEST_MADE -> {
                send(Bundle.Function.RESTART, document);
                send(Bundle.Function.FAILOVER, document);
            }
            case RECOVERY_OPENED, RECOVERY_HELD, RECOVERY_CLOSED, RECOVERY_ESCALATED, MODE_CHANGED, BRAKE_LATCHED -> {}
        }
    }
}
