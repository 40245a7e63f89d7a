package recovery.systemtests.demo;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Runs what a person starts in a terminal. Ctrl-C ends it with one word: the terminal interrupts the processes that we
 * began as well, and whatever we ask of them next fails, at length.
 */
final class Foreground {
    /** For a process that we began to end by itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** A signal may reach these processes a little sooner than us. */
    private static final Duration SIGNAL = Duration.ofSeconds(1);

    private final CountDownLatch interrupted = new CountDownLatch(1);
    private volatile boolean finished;

    /** What is done. */
    interface Work {
        /** Returns the exit status. What it leaves up stays up. */
        int run() throws Exception;
    }

    private Foreground() {}

    /** Does the work and exits. Interrupted or failed it ends every process that it began. */
    static void run(Work work) {
        var foreground = new Foreground();
        Runtime.getRuntime().addShutdownHook(new Thread(foreground::interrupt));
        int status = foreground.statusOf(work);
        foreground.finished = true;
        System.exit(status);
    }

    private int statusOf(Work work) {
        try {
            return work.run();
        } catch (Exception | Error failure) {
            untilItIsKnownThatNobodyInterruptedUs();
            failure.printStackTrace();
            endChildren();
            return 1;
        }
    }

    /** Returns only if nobody did: what fails afterwards is nobody's news. */
    private void untilItIsKnownThatNobodyInterruptedUs() {
        try {
            if (interrupted.await(SIGNAL.toMillis(), TimeUnit.MILLISECONDS)) {
                Thread.currentThread().join(); // until the Java machine halts
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The Java machine halts when this returns, with the status of the signal that came. */
    private void interrupt() {
        if (!finished) {
            interrupted.countDown();
            endChildren();
            System.err.println("ended");
        }
    }

    private static void endChildren() {
        List<ProcessHandle> children = ProcessHandle.current().children().toList();
        children.forEach(ProcessHandle::destroy);
        for (ProcessHandle child : children) {
            child.onExit()
                    .completeOnTimeout(child, PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
            child.destroyForcibly();
        }
    }
}
