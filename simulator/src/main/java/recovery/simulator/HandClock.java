package recovery.simulator;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import recovery.shared.time.Clock;

/**
 * A clock that a test moves by hand. It stops at each change of the timelines that it drives, so that what they tell
 * their listeners is heard at the time at which it happens, and in the same order in every run.
 */
public final class HandClock implements Clock {
    private final List<Timeline> driven = new CopyOnWriteArrayList<>();
    private final Object lock = new Object();
    private Instant now;
    private Duration uptime = Duration.ZERO;

    public HandClock(Instant start) {
        now = start;
    }

    /** A clock that shows this time, such as {@code 2026-03-01T10:00:00Z}. */
    public static HandClock at(String start) {
        return new HandClock(Instant.parse(start));
    }

    @Override
    public Instant now() {
        synchronized (lock) {
            return now;
        }
    }

    @Override
    public Duration uptime() {
        synchronized (lock) {
            return uptime;
        }
    }

    /** From now on, moving this clock carries out the changes of that timeline too. */
    public void drives(Timeline timeline) {
        driven.add(timeline);
    }

    /** Moves on by this much. */
    public void advance(Duration by) {
        advanceTo(now().plus(by));
    }

    /** Moves on to this time, stopping at each change on the way; does nothing if it is in the past. */
    public void advanceTo(Instant target) {
        settle();
        Optional<Instant> next = nextStop(target);
        while (next.isPresent()) {
            moveTo(next.get());
            settle();
            next = nextStop(target);
        }
        moveTo(target);
        settle();
    }

    /** Sets the wall clock back or forth as a correction would; the uptime does not notice, and nothing is settled. */
    public void correctBy(Duration by) {
        synchronized (lock) {
            now = now.plus(by);
        }
    }

    private Optional<Instant> nextStop(Instant target) {
        return driven.stream()
                .flatMap(timeline -> timeline.nextChange().stream())
                .filter(at -> !at.isAfter(target))
                .min(Instant::compareTo);
    }

    private void moveTo(Instant target) {
        synchronized (lock) {
            if (target.isAfter(now)) {
                uptime = uptime.plus(Duration.between(now, target));
                now = target;
            }
        }
    }

    private void settle() {
        driven.forEach(Timeline::settle);
    }
}
