package recovery.systemtests.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** How that which a person started ends. */
class ForegroundTest {
    private static final long PATIENCE_SECONDS = 60;

    /** What a demo is: it begins a process, works with it, and fails when that process is gone. */
    static final class Waiting {
        private Waiting() {}

        public static void main(String[] arguments) {
            Foreground.run(() -> {
                Process child = new ProcessBuilder("cat").start();
                System.out.println(child.pid());
                child.waitFor();
                throw new IllegalStateException("what I work with is gone");
            });
        }
    }

    @Test
    void interruptedItSaysOneWordAndNothingOfItIsLeft() throws IOException, InterruptedException {
        Process started = start();
        try (BufferedReader said = started.inputReader(StandardCharsets.UTF_8)) {
            ProcessHandle child = child(said);
            started.toHandle().destroy(); // Process.destroy would close what we read
            assertThat(rest(said)).isEqualTo("ended");
            assertThat(started.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(started.exitValue()).isNotZero();
            assertThat(child.isAlive()).isFalse();
        } finally {
            started.destroyForcibly();
        }
    }

    @Test
    void aFailureThatNobodyAskedForIsToldInFull() throws IOException, InterruptedException {
        Process started = start();
        try (BufferedReader said = started.inputReader(StandardCharsets.UTF_8)) {
            child(said).destroy();
            assertThat(rest(said)).contains("IllegalStateException: what I work with is gone");
            assertThat(started.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
            assertThat(started.exitValue()).isEqualTo(1);
        } finally {
            started.destroyForcibly();
        }
    }

    private static Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Waiting.class.getName())
                .redirectErrorStream(true)
                .start();
    }

    private static ProcessHandle child(BufferedReader said) throws IOException {
        long pid = Long.parseLong(Objects.requireNonNull(said.readLine(), "it says the id of its child"));
        return ProcessHandle.of(pid).orElseThrow();
    }

    private static String rest(BufferedReader said) {
        return said.lines().collect(Collectors.joining("\n"));
    }
}
