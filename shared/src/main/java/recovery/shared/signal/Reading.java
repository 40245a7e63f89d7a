package recovery.shared.signal;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import recovery.shared.json.BadInput;
import recovery.shared.json.Fields;
import recovery.shared.json.Json;
import recovery.shared.json.PlainText;

/** Fields that several kinds of event share. */
final class Reading {
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    private Reading() {}

    /** A time with which one can calculate: the largest that Java can read overflow at the first addition. */
    static Instant instant(Fields fields, String name) {
        return within(fields, name, fields.instant(name));
    }

    static Instant within(Fields fields, String name, Instant time) {
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw fields.wrong(name, "a time between the years 2000 and 2100");
        }
        return time;
    }

    /** The detail of an EventBridge event: an object, or the text of one when it went through a bus by hand. */
    static Fields detail(Fields event) {
        return event.asMap().get("detail") instanceof String text ? parsed(text) : event.object("detail");
    }

    private static Fields parsed(String text) {
        try {
            return Fields.of(Map.of("detail", Json.read(text))).object("detail");
        } catch (BadInput e) {
            throw new BadInput(
                    "field detail: expected an object or the JSON text of one, found otherwise: " + e.getMessage());
        }
    }

    /** A sentence if something belongs elsewhere. */
    static Optional<String> elsewhere(String what, String found, String ours) {
        return found.equals(ours)
                ? Optional.empty()
                : Optional.of("it belongs to the " + what + " \"" + PlainText.clean(found) + "\", and this is " + ours);
    }

    /** The entries that have a value; a JSON null counts as absent. */
    static Map<String, Object> withoutNulls(Map<String, Object> map) {
        var kept = new LinkedHashMap<>(map);
        kept.values().removeIf(Objects::isNull);
        return Collections.unmodifiableMap(kept);
    }
}
