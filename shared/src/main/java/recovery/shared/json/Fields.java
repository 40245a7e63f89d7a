package recovery.shared.json;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One JSON object, read field by field. What is missing or of another kind is a {@link BadInput} whose sentence names
 * the whole path. A JSON null counts as absent.
 */
public final class Fields {
    /** CloudWatch writes an offset without a colon, which {@link Instant#parse} refuses. */
    private static final DateTimeFormatter WITH_OFFSET = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendPattern("[xxx][xx]")
            .toFormatter(Locale.ROOT);

    private final Map<String, Object> map;
    private final String path;

    private Fields(Map<String, Object> map, String path) {
        this.map = map;
        this.path = path;
    }

    /** The fields of a document's root. */
    public static Fields of(Map<String, Object> root) {
        return new Fields(root, "");
    }

    /** The path of a field, as an error would name it. */
    public String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    public Map<String, Object> asMap() {
        return map;
    }

    public Set<String> names() {
        return map.keySet();
    }

    public boolean has(String name) {
        return map.get(name) != null;
    }

    public String text(String name) {
        return maybeText(name).orElseThrow(() -> missing(name, "a text"));
    }

    public Optional<String> maybeText(String name) {
        return value(name, String.class, "a text");
    }

    public boolean flag(String name) {
        return value(name, Boolean.class, "true or false").orElseThrow(() -> missing(name, "true or false"));
    }

    public long number(String name) {
        return maybeNumber(name).orElseThrow(() -> missing(name, "a whole number"));
    }

    public Optional<Long> maybeNumber(String name) {
        return value(name, Number.class, "a whole number").map(number -> {
            if (number instanceof Integer || number instanceof Long) {
                return number.longValue();
            }
            throw BadInput.at(path(name), "a whole number", number);
        });
    }

    /** A number that must fit a count. */
    public int count(String name) {
        long number = number(name);
        if (number < 0 || number > Integer.MAX_VALUE) {
            throw BadInput.at(path(name), "a number from 0 to " + Integer.MAX_VALUE, number);
        }
        return (int) number;
    }

    public Duration duration(String name) {
        String text = text(name);
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw BadInput.at(path(name), "an ISO-8601 duration such as PT5M", text);
        }
    }

    public Instant instant(String name) {
        return maybeInstant(name).orElseThrow(() -> missing(name, "a time such as 2026-03-01T10:05:00Z"));
    }

    /** Reads {@code 2026-03-01T10:05:00Z} and {@code 2026-03-01T10:05:00.123+0000}; AWS writes both. */
    public Optional<Instant> maybeInstant(String name) {
        return maybeText(name).map(text -> {
            try {
                return text.endsWith("Z") ? Instant.parse(text) : WITH_OFFSET.parse(text, Instant::from);
            } catch (DateTimeException e) {
                throw BadInput.at(path(name), "a time such as 2026-03-01T10:05:00Z", text);
            }
        });
    }

    public <E extends Enum<E>> E oneOf(String name, Class<E> kind) {
        String text = text(name);
        try {
            return Enum.valueOf(kind, text);
        } catch (IllegalArgumentException e) {
            throw BadInput.at(path(name), "one of " + Arrays.toString(kind.getEnumConstants()), text);
        }
    }

    public Fields object(String name) {
        return maybeObject(name).orElseThrow(() -> missing(name, "an object"));
    }

    public Optional<Fields> maybeObject(String name) {
        return value(name, Map.class, "an object").map(found -> new Fields(asMap(found), path(name)));
    }

    /** The objects of a list; an absent list is an empty one. */
    public List<Fields> objects(String name) {
        var found = new ArrayList<Fields>();
        for (Object entry : list(name)) {
            String at = path(name) + "[" + found.size() + "]";
            if (!(entry instanceof Map<?, ?>)) {
                throw BadInput.at(at, "an object", entry);
            }
            found.add(new Fields(asMap(entry), at));
        }
        return List.copyOf(found);
    }

    /** The texts of a list; an absent list is an empty one. */
    public List<String> texts(String name) {
        var found = new ArrayList<String>();
        for (Object entry : list(name)) {
            if (!(entry instanceof String text)) {
                throw BadInput.at(path(name) + "[" + found.size() + "]", "a text", entry);
            }
            found.add(text);
        }
        return List.copyOf(found);
    }

    /** The error for a field whose text has the right kind and a wrong value. */
    public BadInput wrong(String name, String expected) {
        return BadInput.at(path(name), expected, String.valueOf(map.get(name)));
    }

    private BadInput missing(String name, String expected) {
        return new BadInput("field " + path(name) + ": expected " + expected + ", found nothing");
    }

    private List<?> list(String name) {
        return value(name, List.class, "a list").orElse(List.of());
    }

    private <T> Optional<T> value(String name, Class<T> kind, String expected) {
        Object found = map.get(name);
        if (found == null) {
            return Optional.empty();
        }
        if (!kind.isInstance(found)) {
            throw BadInput.at(path(name), expected, found);
        }
        return Optional.of(kind.cast(found));
    }

    /** JSON objects have text keys only; the reader cannot say so in its types. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> asMap(Object object) {
        return (Map<String, Object>) object;
    }
}
