package recovery.shared.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The content of an item in the one form in which every store gives it back. */
public final class Body {
    /** The most characters of keys and values. Records stay under a quarter of it; DynamoDB takes six times as much. */
    public static final int LARGEST = 64 * 1024;

    private Body() {}

    /**
     * Copies a body, with every whole number as a {@code Long}.
     *
     * @throws IllegalArgumentException if it holds anything but texts, whole numbers, truth values, lists and maps, or
     *     is larger than {@link #LARGEST}
     */
    public static Map<String, Object> normal(Map<String, Object> body) {
        var copy = new Copy();
        return copy.map(body);
    }

    /** One copy under way, and how large it has become. */
    private static final class Copy {
        private int size;

        Map<String, Object> map(Map<?, ?> from) {
            var to = new LinkedHashMap<String, Object>();
            from.forEach((name, value) -> to.put(text(String.valueOf(name)), value(value)));
            return Map.copyOf(to);
        }

        private Object value(Object value) {
            return switch (value) {
                case String text -> text(text);
                case Long number -> sized(number, 8);
                case Integer number -> sized(number.longValue(), 8);
                case Boolean flag -> sized(flag, 1);
                case List<?> list -> list(list);
                case Map<?, ?> map -> map(map);
                default ->
                    throw new IllegalArgumentException("a body holds texts, whole numbers, truth values, lists and"
                            + " maps, found a " + value.getClass().getName());
            };
        }

        private List<Object> list(List<?> from) {
            var to = new ArrayList<Object>();
            from.forEach(value -> to.add(value(value)));
            return List.copyOf(to);
        }

        private String text(String text) {
            return sized(text, text.length());
        }

        private <T> T sized(T value, int more) {
            size += more;
            if (size > LARGEST) {
                throw new IllegalArgumentException("a body has at most " + LARGEST + " characters, found more");
            }
            return value;
        }
    }
}
