package recovery.shared.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import recovery.shared.json.Json;

/** The plans that were deployed with a function. */
public final class Plans {
    private final Map<String, Plan> byName = new TreeMap<>();

    public Plans(Collection<Plan> plans) {
        plans.forEach(plan -> byName.put(plan.name(), plan));
    }

    /** Reads the plans that the build put beside a function's {@code lib}. A folder that is not there has none. */
    public static Plans load(Path folder) {
        if (!Files.isDirectory(folder)) {
            return new Plans(List.of());
        }
        try (var files = Files.list(folder)) {
            return new Plans(files.filter(file -> file.toString().endsWith(".json"))
                    .map(Plans::read)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Optional<Plan> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Collection<Plan> all() {
        return List.copyOf(byName.values());
    }

    private static Plan read(Path file) {
        try {
            return Plan.of(Json.read(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
