package recovery.shared.signal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import recovery.shared.json.Json;

/** JSON documents changed in one place, which is named by a path such as {@code detail.metrics.0.id}. */
final class Documents {
    private Documents() {}

    /** The paths of every field and list entry, however deep. */
    static List<String> paths(Map<String, Object> document) {
        var paths = new ArrayList<String>();
        collect(document, "", paths);
        return paths;
    }

    private static void collect(@Nullable Object node, String prefix, List<String> paths) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((name, value) -> collectAt(value, prefix + name, paths));
        }
        if (node instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                collectAt(list.get(i), prefix + i, paths);
            }
        }
    }

    private static void collectAt(@Nullable Object value, String path, List<String> paths) {
        paths.add(path);
        collect(value, path + ".", paths);
    }

    static @Nullable Object get(Object document, String path) {
        Object node = document;
        for (String step : path.split("\\.", -1)) {
            node = child(node, step);
        }
        return node;
    }

    @SuppressWarnings("unchecked")
    static void set(Map<String, Object> document, String path, @Nullable Object value) {
        String step = last(path);
        if (parent(document, path) instanceof List<?> list) {
            var entries = (List<@Nullable Object>) list;
            int at = Integer.parseInt(step);
            if (at == entries.size()) {
                entries.add(value);
            } else {
                entries.set(at, value);
            }
        } else {
            ((Map<String, @Nullable Object>) parent(document, path)).put(step, value);
        }
    }

    static void remove(Map<String, Object> document, String path) {
        if (parent(document, path) instanceof List<?> list) {
            list.remove(Integer.parseInt(last(path)));
        } else {
            ((Map<?, ?>) parent(document, path)).remove(last(path));
        }
    }

    /** A JSON value in which apostrophes may stand for quotes; a text in apostrophes is taken as it is. */
    static @Nullable Object value(String json) {
        if (json.startsWith("'")) {
            return json.substring(1, json.length() - 1).replace("\\n", "\n");
        }
        return Json.read("{\"value\":" + json.replace('\'', '"') + "}").get("value");
    }

    private static Object parent(Map<String, Object> document, String path) {
        int end = path.lastIndexOf('.');
        Object parent = end < 0 ? document : get(document, path.substring(0, end));
        if (parent == null) {
            throw new IllegalArgumentException("no such place: " + path);
        }
        return parent;
    }

    private static String last(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static @Nullable Object child(@Nullable Object node, String step) {
        return switch (node) {
            case Map<?, ?> map -> map.get(step);
            case List<?> list -> list.get(Integer.parseInt(step));
            case null, default -> throw new IllegalArgumentException("nothing below " + step);
        };
    }
}
