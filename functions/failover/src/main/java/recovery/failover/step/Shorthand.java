package recovery.failover.step;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import recovery.shared.json.Json;

/**
 * Commands with structures, as a person can paste them out of a notice. Whatever EventBridge makes of a text for a topic is a
 * JSON text, in which each double quote and each backslash arrives with a backslash before it. So a command holds neither:
 * structures are written in the shorthand of the AWS CLI instead of JSON. What the shorthand cannot say without them, such
 * as the value of a TXT record, goes to the command as a document in Base64.
 *
 * <p>See "Using shorthand syntax with the AWS CLI" in its user guide; a document is read from standard input as from a file.
 */
final class Shorthand {
    /** What means itself in the shorthand and within single quotes of a shell. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@*+-]+");

    private Shorthand() {}

    /** The command whose last option takes one structure. */
    static String command(String head, Map<String, Object> structure) {
        return isPlain(structure) ? head + " " + word(structure) : encoded(head, Json.write(sorted(structure)));
    }

    /** The command whose last option takes a list of structures. */
    static String command(String head, List<Map<String, Object>> structures) {
        if (isPlain(structures)) {
            return head + " " + structures.stream().map(Shorthand::word).collect(Collectors.joining(" "));
        }
        String document = Json.write(
                Map.of("all", structures.stream().map(Shorthand::sorted).toList()));
        return encoded(head, document.substring(document.indexOf(':') + 1, document.length() - 1));
    }

    private static String encoded(String head, String document) {
        String text = Base64.getEncoder().encodeToString(document.getBytes(StandardCharsets.UTF_8));
        return "echo " + text + " | base64 -d | " + head + " file:///dev/stdin";
    }

    private static boolean isPlain(Object value) {
        return switch (value) {
            case Map<?, ?> map ->
                !map.isEmpty()
                        && map.keySet().stream().allMatch(Shorthand::isPlain)
                        && map.values().stream().allMatch(Shorthand::isPlain);
            case List<?> list -> !list.isEmpty() && list.stream().allMatch(Shorthand::isPlain);
            default -> PLAIN.matcher(String.valueOf(value)).matches();
        };
    }

    private static String word(Map<String, Object> structure) {
        return "'" + fields(structure) + "'";
    }

    /** In the order of their names, so that the same structure is always the same command. */
    private static String fields(Map<?, ?> structure) {
        return new TreeMap<>(structure)
                .entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + said(entry.getValue()))
                        .collect(Collectors.joining(","));
    }

    private static String said(Object value) {
        return switch (value) {
            case Map<?, ?> map -> "{" + fields(map) + "}";
            case List<?> list -> list.stream().map(Shorthand::said).collect(Collectors.joining(",", "[", "]"));
            default -> String.valueOf(value);
        };
    }

    private static Map<String, Object> sorted(Map<?, ?> structure) {
        var inOrder = new TreeMap<String, Object>();
        structure.forEach((name, value) -> inOrder.put((String) name, ordered(value)));
        return inOrder;
    }

    private static Object ordered(Object value) {
        return switch (value) {
            case Map<?, ?> map -> sorted(map);
            case List<?> list -> list.stream().map(Shorthand::ordered).toList();
            default -> value;
        };
    }
}
