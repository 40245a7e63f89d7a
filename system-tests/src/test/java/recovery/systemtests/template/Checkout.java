package recovery.systemtests.template;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files of the project around the folder in which the tests run. */
public final class Checkout {
    private static final Path ROOT = root();
    private static final Map<String, String> PLANTED = new HashMap<>();

    private Checkout() {}

    public static Path file(String name) {
        return ROOT.resolve(name);
    }

    public static String read(String name) {
        String planted = PLANTED.get(name);
        return planted == null ? read(file(name)) : planted;
    }

    /** From now on a file reads otherwise, for the classes of this loader. */
    static void plant(String name, String text) {
        PLANTED.put(name, text);
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
