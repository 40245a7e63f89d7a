package recovery.shared.plan.compiler;

import com.networknt.schema.Error;
import com.networknt.schema.path.NodePath;
import java.util.List;
import recovery.shared.json.Fields;
import recovery.shared.json.PlainText;

/**
 * Puts the errors of the schema's validator into the sentences of this project. What was expected is read from the
 * schema: from its title, where it has one, or else from the type and the bounds.
 */
final class SchemaSentences {
    /** Enough of a wrong value to find it again. */
    private static final int LONGEST_VALUE = 80;

    private final Fields schema;

    SchemaSentences(Fields schema) {
        this.schema = schema;
    }

    String of(Error error) {
        String at = path(error.getInstanceLocation());
        Fields broken = schemaOf(error.getSchemaLocation().getFragment());
        return switch (error.getKeyword()) {
            case "required" -> {
                String name = String.valueOf(error.getProperty());
                yield sentence(
                        below(at, name), expected(broken.object("properties").object(name)), "nothing");
            }
            case "additionalProperties" -> {
                String name = String.valueOf(error.getProperty());
                String known = "one of "
                        + String.join(", ", broken.object("properties").names());
                yield sentence(below(at, name), known, "a field of this name");
            }
            default -> {
                String found = PlainText.clean(String.valueOf(error.getInstanceNode()), LONGEST_VALUE);
                yield sentence(at, expected(broken), found);
            }
        };
    }

    private static String sentence(String path, String expected, String found) {
        return "field " + path + ": expected " + expected + ", found " + found;
    }

    private static String below(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** As people write it: {@code triggers[0].symptom}. */
    private static String path(NodePath location) {
        var path = new StringBuilder();
        for (int i = 0; i < location.getNameCount(); i++) {
            switch (location.getElement(i)) {
                case Integer index -> path.append('[').append(index).append(']');
                case Object name -> path.append(path.isEmpty() ? "" : ".").append(name);
            }
        }
        return path.toString();
    }

    /** The schema whose keyword was broken; the location's last name is the keyword itself. */
    private Fields schemaOf(NodePath location) {
        Fields found = schema;
        for (int i = 0; i < location.getNameCount() - 1; i++) {
            found = found.object(location.getName(i));
        }
        return found;
    }

    private String expected(Fields field) {
        if (field.has("$ref")) {
            return expected(schema.object("$defs").object(field.text("$ref").substring("#/$defs/".length())));
        }
        if (field.has("title")) {
            return field.text("title");
        }
        if (field.has("enum")) {
            List<String> allowed = field.texts("enum");
            return allowed.size() == 1 ? allowed.getFirst() : "one of " + String.join(", ", allowed);
        }
        return switch (field.text("type")) {
            case "integer" -> "a whole number " + bounds(field);
            case "boolean" -> "true or false";
            case "object" -> "an object";
            case "array" -> "a list of " + field.number("minItems") + " to " + field.number("maxItems") + " entries";
            case String other -> "a text of at most " + field.number("maxLength") + " characters";
        };
    }

    private static String bounds(Fields number) {
        long least = number.number("minimum");
        return number.maybeNumber("maximum")
                .map(most -> "from " + least + " to " + most)
                .orElse("of " + least + " or more");
    }
}
