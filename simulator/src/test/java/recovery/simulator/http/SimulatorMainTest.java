package recovery.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import recovery.shared.json.Fields;
import recovery.shared.json.Json;

/** The simulator as a process: it must never outlive its driver unasked. */
class SimulatorMainTest {
    private Optional<Process> started = Optional.empty();

    @AfterEach
    void end() {
        started.ifPresent(Process::destroyForcibly);
    }

    @Test
    void itSaysWhereItIsAndEndsWithItsInput() throws IOException, InterruptedException {
        Process process = start();
        Fields ready = ready(process);
        assertThat(ready.text("endpoint")).startsWith("http://127.0.0.1:");
        assertThat(ready.number("pid")).isEqualTo(process.pid());

        process.getOutputStream().close();

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).as("ended").isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void itStaysWhenItIsAskedToAndEndsOnSigterm() throws IOException, InterruptedException {
        Process process = start();
        var client = new SimulatorClient(ready(process).text("endpoint"));
        try (var input = process.getOutputStream()) {
            input.write("keep\n".getBytes(StandardCharsets.UTF_8));
        }
        assertThat(process.waitFor(300, TimeUnit.MILLISECONDS)).as("ended").isFalse();
        assertThat(client.instances()).isEmpty();

        process.destroy();

        assertThat(process.waitFor(10, TimeUnit.SECONDS)).as("ended").isTrue();
    }

    private Process start() throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), SimulatorMain.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        started = Optional.of(process);
        return process;
    }

    private static Fields ready(Process process) throws IOException {
        BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
        return Fields.of(Json.read(Optional.ofNullable(output.readLine()).orElse("")));
    }
}
