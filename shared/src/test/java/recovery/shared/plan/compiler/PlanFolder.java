package recovery.shared.plan.compiler;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import recovery.shared.json.Json;

/** A folder called {@code plans}, its compiler, and the plans that the build would make of it. */
record PlanFolder(Path plans, Path compiled) {
    /** The plans and the schema that are shipped. */
    static final Path SHIPPED = Path.of("..", "plans");

    static PlanFolder in(Path folder) throws IOException {
        return new PlanFolder(Files.createDirectory(folder.resolve("plans")), folder.resolve("compiled"));
    }

    static PlanCompiler compiler() throws IOException {
        return new PlanCompiler(PlanSchema.read(SHIPPED.resolve("plan.schema.json")));
    }

    PlanFolder with(String file, String text) throws IOException {
        Files.writeString(plans.resolve(file), text);
        return this;
    }

    PlanCompiler.Compiled compile() throws IOException {
        return compiler().compile(plans);
    }

    /** The one plan that is in it, compiled; fails with the mistakes if there are any. */
    Map<String, Object> only() throws IOException {
        PlanCompiler.Compiled result = compile();
        if (result.plans().size() != 1) {
            throw new AssertionError("expected one plan, found " + result);
        }
        return Json.read(result.plans().values().iterator().next());
    }
}
