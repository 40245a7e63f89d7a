package recovery.systemtests.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where a run on this machine finds its tools and keeps its files.
 *
 * @param root the checkout
 * @param run the folder of this run
 */
public record Workplace(Path root, Path run) {
    /** The checkout around the folder in which we were started. */
    public static Path checkout() {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("template.yaml"))) {
            root = root.getParent();
            if (root == null) {
                throw new IllegalStateException("no template.yaml in this folder or above: start it in the checkout");
            }
        }
        return root;
    }

    /** That checkout, and a fresh folder for a run of this name. */
    public static Workplace of(String name) {
        Path root = checkout();
        try {
            Path run = root.resolve(".run");
            Files.createDirectories(run);
            return new Workplace(root, Files.createTempDirectory(run, name + "-"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path tools() {
        return root.resolve(".tools");
    }

    /** The bundle as SAM built it with the plans of the stories. */
    Path builtTemplate() {
        return root.resolve(".run/story-build/template.yaml");
    }
}
