package recovery.shared.plan.compiler;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import recovery.shared.json.BadInput;
import recovery.shared.json.Json;
import recovery.shared.json.PlainText;

/**
 * Reads the plans of one folder and writes them to another, checked, with every default filled in and with a hash. Each
 * mistake is one sentence with file, field, what was expected and what was found; one mistake anywhere, and no plan is
 * written.
 */
public final class PlanCompiler {
    private static final String EXTENSION = ".json";
    private static final String SCHEMA = "plan.schema.json";

    /** Sixteen hexadecimal digits: enough to tell versions of one plan apart, short enough to read out. */
    private static final int HASH_BYTES = 8;

    private final PlanSchema schema;

    public PlanCompiler(PlanSchema schema) {
        this.schema = schema;
    }

    /** Takes the folder of the plans, the schema, and the folder for the result, which is emptied of plans first. */
    public static void main(String[] arguments) throws IOException {
        var compiler = new PlanCompiler(PlanSchema.read(Path.of(arguments[1])));
        Compiled compiled = compiler.compile(Path.of(arguments[0]));
        compiled.writeTo(Path.of(arguments[2]));
        compiled.mistakes().forEach(System.err::println);
        if (!compiled.mistakes().isEmpty()) {
            System.exit(1);
        }
    }

    /** The normalised plans by name; none if there is any mistake. */
    public record Compiled(Map<String, String> plans, List<String> mistakes) {
        public Compiled {
            plans = Map.copyOf(plans);
            mistakes = List.copyOf(mistakes);
        }

        /** Leaves these plans and no other ones in a folder: a plan that was removed must not be deployed again. */
        public void writeTo(Path folder) throws IOException {
            Files.createDirectories(folder);
            for (Path old : files(folder)) {
                Files.delete(old);
            }
            for (Map.Entry<String, String> plan : plans.entrySet()) {
                Files.writeString(folder.resolve(plan.getKey() + EXTENSION), plan.getValue());
            }
        }
    }

    /** Compiles all plans of a folder, whatever is wrong with some of them. */
    public Compiled compile(Path given) throws IOException {
        Path folder = given.toAbsolutePath().normalize();
        if (!Files.isDirectory(folder)) {
            return new Compiled(Map.of(), List.of(folder + ": expected a folder with plans, found no such folder"));
        }
        var plans = new TreeMap<String, String>();
        var mistakes = new ArrayList<String>();
        for (Path file : files(folder)) {
            compile(file, plans, mistakes);
        }
        if (plans.isEmpty() && mistakes.isEmpty()) {
            mistakes.add(folder + ": expected at least one plan, found none");
        }
        return new Compiled(mistakes.isEmpty() ? plans : Map.of(), mistakes);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> nameOf(file).endsWith(EXTENSION))
                    .filter(file -> !nameOf(file).equals(SCHEMA))
                    .sorted()
                    .toList();
        }
    }

    private static String nameOf(Path path) {
        return String.valueOf(path.getFileName());
    }

    private void compile(Path file, Map<String, String> plans, List<String> mistakes) throws IOException {
        String at = nameOf(file.resolveSibling("")) + "/" + nameOf(file) + ": ";
        String name = nameOf(file).substring(0, nameOf(file).length() - EXTENSION.length());
        try {
            Map<String, Object> plan = Json.read(Files.readAllBytes(file));
            List<String> wrong = schema.mistakes(plan);
            if (wrong.isEmpty()) {
                Map<String, Object> normal = hashed(schema.complete(plan));
                wrong = PlanRules.mistakes(name, normal);
                plans.put(name, Json.write(normal));
            }
            wrong.forEach(mistake -> mistakes.add(PlainText.clean(at + mistake, 1024)));
        } catch (BadInput e) {
            mistakes.add(at + e.getMessage());
        }
    }

    /** The hash does not depend on where the schema lies, nor on the order in which the plan was written. */
    private static Map<String, Object> hashed(Map<String, Object> complete) {
        Map<String, Object> plan = sorted(complete);
        plan.remove("$schema");
        byte[] text = Json.write(plan).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
            plan.put("hash", HexFormat.of().formatHex(digest, 0, HASH_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has SHA-256
        }
        return plan;
    }

    private static Map<String, Object> sorted(Map<?, ?> map) {
        var sorted = new TreeMap<String, Object>();
        map.forEach((name, value) -> sorted.put(String.valueOf(name), sortedValue(value)));
        return sorted;
    }

    private static Object sortedValue(Object value) {
        return switch (value) {
            case Map<?, ?> map -> sorted(map);
            case List<?> list -> list.stream().map(PlanCompiler::sortedValue).toList();
            case Object plain -> plain;
        };
    }
}
