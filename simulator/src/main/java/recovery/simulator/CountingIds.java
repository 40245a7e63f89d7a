package recovery.simulator;

import java.util.concurrent.atomic.AtomicLong;
import recovery.shared.time.Ids;

/** Ids that are the same in every run: {@code id-1}, {@code id-2}. Two executions take two prefixes. */
public final class CountingIds implements Ids {
    private final String prefix;
    private final AtomicLong drawn = new AtomicLong();

    public CountingIds() {
        this("id");
    }

    public CountingIds(String prefix) {
        this.prefix = prefix;
    }

    @Override
    public String next() {
        return prefix + "-" + drawn.incrementAndGet();
    }
}
