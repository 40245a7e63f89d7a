package recovery.shared.record;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import recovery.shared.bus.BusEvent;
import recovery.shared.json.Fields;
import recovery.shared.json.PlainText;

/**
 * Something that people must be told: written together with what caused it, and cleared only when the bus took it.
 *
 * @param text the whole message, readable as it is
 */
public record Notice(BusEvent.Kind kind, String subject, String text, Instant at) {
    /** The most characters that are kept of one for which the record has no room beside the next. */
    private static final int SHORT = 160;

    /** What happened, without the commands. */
    Notice inShort() {
        return new Notice(kind, subject, PlainText.clean(text, SHORT), at);
    }

    /** The event that carries it. */
    public BusEvent event() {
        return new BusEvent(kind, Map.of("subject", subject, "text", text, "at", at.toString()));
    }

    /** As it is stored. */
    public static List<Map<String, Object>> maps(List<Notice> notices) {
        return notices.stream().map(Notice::map).toList();
    }

    /** As it was stored. */
    public static List<Notice> of(List<Fields> stored) {
        return stored.stream()
                .map(notice -> new Notice(
                        notice.oneOf("kind", BusEvent.Kind.class),
                        notice.text("subject"),
                        notice.text("text"),
                        notice.instant("at")))
                .toList();
    }

    private Map<String, Object> map() {
        return Map.of("kind", kind.name(), "subject", subject, "text", text, "at", at.toString());
    }
}
