package recovery.systemtests.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import recovery.shared.json.Fields;
import recovery.shared.json.Json;

/**
 * A process that we began and that says in one JSON line where it is. It ends when its standard input does, so that it
 * ends with us, however we end; unless it is told to stay.
 */
public final class Child implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 30;

    private final Process process;
    private final Fields ready;

    private Child(Process process, Fields ready) {
        this.process = process;
        this.ready = ready;
    }

    /** Begins it and waits for its line. What it says otherwise goes to {@code log}. */
    public static Child begin(List<String> command, Path log) {
        try {
            ProcessBuilder builder = new ProcessBuilder(command);
            Surroundings.withoutTraps(builder.environment());
            builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
            Process process = builder.start();
            var lines = new BufferedReader(process.inputReader(StandardCharsets.UTF_8));
            String line = lines.readLine();
            if (line == null) {
                throw new IllegalStateException(command.getFirst() + " ended before it was ready; see " + log);
            }
            return new Child(process, Fields.of(Json.read(line)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it said of itself. */
    public Fields ready() {
        return ready;
    }

    public long pid() {
        return process.pid();
    }

    /** From now on it survives us. */
    public void stay() {
        try (var input = process.outputWriter(StandardCharsets.UTF_8)) {
            input.write("keep\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** A command line with a JDK's own program. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    }
}
