package recovery.systemtests.simulation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/** Many seeds of one engine, over all processors. What a seed does depends on nothing but the seed. */
final class Seeds {
    /** So many broken seeds are enough to know. */
    private static final int ENOUGH = 5;

    private final Engine engine;
    private final long from;
    private final long count;
    private final LongPredicate chosen;
    private final Coverage coverage = new Coverage();
    private final Map<Long, Told> broken = new ConcurrentSkipListMap<>();
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong done = new AtomicLong();
    private final AtomicLong steps = new AtomicLong();
    private volatile Optional<Throwable> failure = Optional.empty();

    Seeds(Engine engine, long from, long count) {
        this(engine, from, count, seed -> true);
    }

    /** @param chosen which of them are run */
    Seeds(Engine engine, long from, long count, LongPredicate chosen) {
        this.engine = engine;
        this.from = from;
        this.count = count;
        this.chosen = chosen;
    }

    /** The seeds that broke a rule, and what came of them. */
    Map<Long, Told> run() {
        long begun = System.nanoTime();
        List<Thread> workers = Stream.generate(() -> Thread.ofVirtual().start(this::work))
                .limit(Runtime.getRuntime().availableProcessors())
                .toList();
        workers.forEach(Seeds::await);
        failure.ifPresent(failed -> {
            throw new IllegalStateException("the engine itself failed, and not the product", failed);
        });
        double seconds = (System.nanoTime() - begun) / 1e9;
        System.out.printf(
                "engine %s: %d seeds from %d, %d choices, %.0f seconds, %.0f seeds a second, %d broken%n",
                engine, done.get(), from, steps.get(), seconds, done.get() / seconds, broken.size());
        return broken;
    }

    private void work() {
        try {
            seeds();
        } catch (RuntimeException | Error failed) {
            failure = Optional.of(failed);
        }
    }

    private void seeds() {
        for (long at = next.getAndIncrement(); at < count && broken.size() < ENOUGH; at = next.getAndIncrement()) {
            if (!chosen.test(from + at)) {
                continue;
            }
            Told told = Told.run(engine, from + at, coverage);
            steps.addAndGet(told.choices().count());
            done.incrementAndGet();
            if (told.broken().isPresent()) {
                broken.put(from + at, told);
                System.out.println(
                        "engine " + engine + ": seed " + (from + at) + " breaks a rule"); // a run may take an hour
            }
        }
    }

    private static void await(Thread worker) {
        try {
            worker.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts this", e);
        }
    }

    Coverage coverage() {
        return coverage;
    }
}
