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

/**
 * Reads the plans of one folder and writes them to another, checked, with every default filled in and with a hash. Each
 * mistake is one sentence with file and field; one mistake anywhere, and nothing is written.
 */
public final class PlanCompiler {
    private static final String SCHEMA = "plan.schema.json";

    private final PlanSchema schema;

    public PlanCompiler(PlanSchema schema) {
        this.schema = schema;
    }

    /** Takes the folder of the plans, the schema, and the folder for the result. */
    public static void main(String[] arguments) throws IOException {
        Path plans = Path.of(arguments[0]);
        var compiler = new PlanCompiler(PlanSchema.read(Path.of(arguments[1])));
        Compiled compiled = compiler.compile(plans);
        if (!compiled.mistakes().isEmpty()) {
            compiled.mistakes().forEach(System.err::println);
            System.exit(1);
        }
        compiled.writeTo(Path.of(arguments[2]));
    }

    /** The plans by name, or what is wrong with them. */
    public record Compiled(Map<String, String> plans, List<String> mistakes) {
        public Compiled {
            plans = Map.copyOf(plans);
            mistakes = List.copyOf(mistakes);
        }

        void writeTo(Path folder) throws IOException {
            Files.createDirectories(folder);
            try (var old = Files.list(folder)) {
                for (Path file : old.toList()) {
                    Files.delete(file);
                }
            }
            for (Map.Entry<String, String> plan : plans.entrySet()) {
                Files.writeString(folder.resolve(plan.getKey() + ".json"), plan.getValue());
            }
        }
    }

    public Compiled compile(Path folder) throws IOException {
        var plans = new TreeMap<String, String>();
        var mistakes = new ArrayList<String>();
        try (var files = Files.list(folder)) {
            for (Path file : files.filter(PlanCompiler::isPlan).sorted().toList()) {
                compile(folder, file, plans, mistakes);
            }
        }
        if (plans.isEmpty() && mistakes.isEmpty()) {
            mistakes.add(folder + ": expected at least one plan, found none");
        }
        return new Compiled(plans, mistakes);
    }

    private static boolean isPlan(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".json") && !name.equals(SCHEMA);
    }

    private void compile(Path folder, Path file, Map<String, String> plans, List<String> mistakes) throws IOException {
        String at = folder.getFileName() + "/" + folder.relativize(file) + ": ";
        String name = folder.relativize(file).toString().replaceFirst("\\.json$", "");
        try {
            byte[] text = Files.readAllBytes(file);
            Map<String, Object> plan = Json.read(text);
            List<String> wrong = schema.mistakes(new String(text, StandardCharsets.UTF_8));
            if (wrong.isEmpty()) {
                Map<String, Object> complete = schema.complete(plan);
                wrong = PlanRules.mistakes(name, complete);
                plans.put(name, Json.write(hashed(complete)));
            }
            wrong.forEach(mistake -> mistakes.add(at + mistake));
        } catch (BadInput e) {
            mistakes.add(at + e.getMessage());
        }
    }

    /** Keys in order, so that the same plan has the same hash however it was written. */
    private static Map<String, Object> hashed(Map<String, Object> complete) {
        var plan = new TreeMap<>(complete);
        plan.remove("$schema");
        byte[] text = Json.write(plan).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text);
            plan.put("hash", HexFormat.of().formatHex(digest, 0, 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has SHA-256
        }
        return plan;
    }
}
