package recovery.shared.aws;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import recovery.shared.journal.JournalRow;
import recovery.shared.json.PlainText;
import recovery.shared.store.Item;
import recovery.shared.store.Key;
import recovery.shared.store.StoreUnreadable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** How items and journal rows lie in the two tables. The names of the attributes are those of the template. */
final class Rows {
    static final String PARTITION = "partition";
    static final String SORT = "sort";
    static final String VERSION = "version";
    static final String QUEUE = "queue";
    static final String SINCE = "since";
    static final String SUBJECT = "subject";
    static final String SEQUENCE = "sequence";
    static final String TARGET = "target";
    static final String AT = "at";
    private static final String WRITER = "writer";
    private static final String BODY = "body";
    private static final String KIND = "kind";
    private static final String SENTENCE = "sentence";
    private static final String DETAIL = "detail";

    /** Instant's own form leaves zeros away, so that 10:00:00.5 would sort before 10:00:00; both indexes sort text. */
    private static final DateTimeFormatter FIXED_WIDTH =
            new DateTimeFormatterBuilder().appendInstant(9).toFormatter(Locale.ROOT);

    private Rows() {}

    static Map<String, AttributeValue> key(Key key) {
        return Map.of(PARTITION, Attributes.text(key.partition()), SORT, Attributes.text(key.sort()));
    }

    static Key key(Map<String, AttributeValue> attributes) {
        return read(
                attributes, () -> new Key(Attributes.text(attributes, PARTITION), Attributes.text(attributes, SORT)));
    }

    static Map<String, AttributeValue> of(Item item) {
        var attributes = new HashMap<>(key(item.key()));
        attributes.put(VERSION, Attributes.number(item.version()));
        attributes.put(WRITER, Attributes.text(item.writer()));
        attributes.put(BODY, Attributes.map(item.body()));
        item.queue().ifPresent(queued -> {
            attributes.put(QUEUE, Attributes.text(queued.queue()));
            attributes.put(SINCE, Attributes.text(FIXED_WIDTH.format(queued.since())));
        });
        return attributes;
    }

    /** Throws {@link StoreUnreadable} for an item that is none of ours: what cannot be read is not taken for absent. */
    static Item item(Map<String, AttributeValue> attributes) {
        return read(attributes, () -> {
            Optional<Item.Queued> queued = attributes.containsKey(QUEUE)
                    ? Optional.of(new Item.Queued(Attributes.text(attributes, QUEUE), time(attributes, SINCE)))
                    : Optional.empty();
            String writer = attributes.containsKey(WRITER) ? Attributes.text(attributes, WRITER) : "";
            return new Item(
                    new Key(Attributes.text(attributes, PARTITION), Attributes.text(attributes, SORT)),
                    Attributes.number(attributes, VERSION),
                    writer,
                    queued,
                    Attributes.body(attributes, BODY));
        });
    }

    static Map<String, AttributeValue> of(JournalRow row) {
        return Map.of(
                SUBJECT,
                Attributes.text(row.subject()),
                SEQUENCE,
                Attributes.text(row.sequence()),
                TARGET,
                Attributes.text(row.target()),
                AT,
                Attributes.text(FIXED_WIDTH.format(row.at())),
                KIND,
                Attributes.text(row.kind().name()),
                SENTENCE,
                Attributes.text(row.sentence()),
                DETAIL,
                Attributes.map(row.detail()));
    }

    static JournalRow row(Map<String, AttributeValue> attributes) {
        return read(
                attributes,
                () -> new JournalRow(
                        Attributes.text(attributes, SUBJECT),
                        Attributes.text(attributes, SEQUENCE),
                        Attributes.text(attributes, TARGET),
                        time(attributes, AT),
                        JournalRow.Kind.valueOf(Attributes.text(attributes, KIND)),
                        Attributes.text(attributes, SENTENCE),
                        Attributes.body(attributes, DETAIL)));
    }

    private static Instant time(Map<String, AttributeValue> attributes, String name) {
        return Instant.parse(Attributes.text(attributes, name));
    }

    private static <T> T read(Map<String, AttributeValue> attributes, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException | DateTimeException e) {
            String where = attributes.values().stream()
                    .flatMap(value -> Optional.ofNullable(value.s()).stream())
                    .collect(Collectors.joining(" "));
            throw new StoreUnreadable(
                    "an item that is none of ours: " + e.getMessage() + ": " + PlainText.clean(where), e);
        }
    }
}
