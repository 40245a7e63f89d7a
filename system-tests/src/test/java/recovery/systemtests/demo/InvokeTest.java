package recovery.systemtests.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused before anything is brought up. */
class InvokeTest {
    @TempDir
    private Path folder = Path.of("");

    @Test
    void aFunctionThatDoesNotExistIsNamedWithThoseThatDo() {
        assertThat(Invoke.mistake("detect", "pom.xml"))
                .contains("FUNCTION: expected one of detection, restart, failover, operator, found detect");
        assertThat(Invoke.mistake())
                .contains("FUNCTION: expected one of detection, restart, failover, operator, found nothing");
    }

    @Test
    void anEventIsAFile() {
        String expected = "EVENT: expected a file, such as events/alarm-host-broken.json, found ";
        assertThat(Invoke.mistake("detection", "")).contains(expected + "nothing");
        assertThat(Invoke.mistake("detection", "nowhere.json")).contains(expected + "nowhere.json");
        assertThat(Invoke.mistake("detection", folder.toString()))
                .contains(expected + folder + ", which is a folder or cannot be read");
    }

    @Test
    void anEventThatIsNoJsonIsTheFunctionsOwnBusiness() throws IOException {
        Path event = Files.writeString(folder.resolve("event"), "no JSON at all");
        assertThat(Invoke.mistake("detection", event.toString())).isEmpty();
    }
}
