package recovery.shared.plan.compiler;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import recovery.shared.json.Fields;
import recovery.shared.json.Json;
import tools.jackson.databind.json.JsonMapper;

/** The schema of plans: says what is wrong with one, and fills in what one leaves out. */
public final class PlanSchema {
    private final Schema schema;
    private final Fields document;

    private PlanSchema(String text) {
        schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(text, InputFormat.JSON);
        document = Fields.of(Json.read(text));
    }

    public static PlanSchema read(Path file) throws IOException {
        return new PlanSchema(Files.readString(file));
    }

    /** One sentence for each mistake, naming the field. */
    List<String> mistakes(Map<String, Object> plan) {
        var sentences = new SchemaSentences(document);
        return schema.validate(JsonMapper.shared().valueToTree(plan)).stream()
                .map(sentences::of)
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * The plan with the schema's defaults for all that it leaves out. A section that is left out is filled in too,
     * unless it has fields that are required: such a one stays absent.
     */
    Map<String, Object> complete(Map<String, Object> plan) {
        return complete(plan, document);
    }

    private static Map<String, Object> complete(Map<String, Object> given, Fields objectSchema) {
        var complete = new TreeMap<>(given);
        Fields properties = objectSchema.object("properties");
        for (String name : properties.names()) {
            Fields property = properties.object(name);
            Object value = complete.get(name);
            if (property.has("properties") && (value != null || !property.has("required"))) {
                Map<String, Object> inner = value == null
                        ? Map.of()
                        : Fields.of(complete).object(name).asMap();
                complete.put(name, complete(inner, property));
            } else if (value != null
                    && property.has("items")
                    && property.object("items").has("properties")) {
                Fields each = property.object("items");
                complete.put(
                        name,
                        Fields.of(complete).objects(name).stream()
                                .map(item -> complete(item.asMap(), each))
                                .toList());
            } else if (value == null && property.has("default")) {
                complete.put(name, property.asMap().get("default"));
            }
        }
        return complete;
    }
}
