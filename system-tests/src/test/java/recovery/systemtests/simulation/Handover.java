package recovery.systemtests.simulation;

import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work on a thread of its own that runs only while its driver waits: of the two, exactly one moves at a time,
 * so that every run of the same choices is the same run.
 */
final class Handover {
    private final Thread thread;
    private volatile boolean running;
    private volatile boolean over;
    private boolean started;
    private volatile @Nullable Thread driver;

    Handover(Runnable work) {
        thread = Thread.ofVirtual().unstarted(() -> {
            try {
                work.run();
            } finally {
                over = true;
                handBack();
            }
        });
    }

    /** Lets it go on, and returns when it gives way or is over. */
    void goOn() {
        driver = Thread.currentThread();
        running = true;
        if (started) {
            LockSupport.unpark(thread);
        } else {
            started = true;
            thread.start();
        }
        while (running) {
            LockSupport.park(this);
        }
    }

    /** Gives way to the driver, and returns when it lets this go on. */
    void giveWay() {
        handBack();
        while (!running) {
            LockSupport.park(this);
        }
    }

    boolean over() {
        return over;
    }

    private void handBack() {
        running = false;
        LockSupport.unpark(driver);
    }
}
