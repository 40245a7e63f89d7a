package recovery.systemtests.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the project around the folder in which the tests run. */
final class Checkout {
    private static final Path ROOT = root();

    private Checkout() {}

    static Path file(String name) {
        return ROOT.resolve(name);
    }

    static String read(String name) {
        return read(file(name));
    }

    /** The Java sources below a folder. */
    static List<String> sources(String folder) {
        try (Stream<Path> files = Files.walk(file(folder))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .map(Checkout::read)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("template.yaml"))) {
            Path above = folder.getParent();
            if (above == null) {
                throw new IllegalStateException("no template.yaml in this folder or above");
            }
            folder = above;
        }
        return folder;
    }
}
