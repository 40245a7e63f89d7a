package recovery.shared.signal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import recovery.shared.json.Json;

/** The folder {@code events}: one situation per file. */
final class EventFiles {
    /** The account and the Region that every file speaks of, and half a minute after the time at which they begin. */
    static final String ACCOUNT = "123456789012";

    static final String REGION = "us-east-1";
    static final Instant NOW = Instant.parse("2026-03-01T10:05:30Z");
    static final Path FOLDER = Path.of("..", "events");

    private EventFiles() {}

    static List<String> names() {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("README.md"))
                    .map(name -> name.replaceFirst("\\.json$", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(FOLDER.resolve(name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, Object> document(String name) {
        return Json.read(bytes(name));
    }

    static Incoming read(String name) {
        return read(document(name));
    }

    static Incoming read(Map<String, Object> document) {
        return new EventReader(ACCOUNT, REGION).read(document, NOW);
    }

    static Signal.AlarmChanged alarm(String name) {
        return (Signal.AlarmChanged) ((Incoming.Observed) read(name)).signal();
    }
}
