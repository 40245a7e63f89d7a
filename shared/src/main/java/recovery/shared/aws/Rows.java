package recovery.shared.aws;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import recovery.shared.journal.JournalRow;
import recovery.shared.store.Item;
import recovery.shared.store.Key;
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

    private Rows() {}

    static Map<String, AttributeValue> key(Key key) {
        return Map.of(PARTITION, Attributes.text(key.partition()), SORT, Attributes.text(key.sort()));
    }

    static Key key(Map<String, AttributeValue> attributes) {
        return new Key(Attributes.text(attributes, PARTITION), Attributes.text(attributes, SORT));
    }

    static Map<String, AttributeValue> of(Item item) {
        var attributes = new HashMap<>(key(item.key()));
        attributes.put(VERSION, Attributes.number(item.version()));
        attributes.put(WRITER, Attributes.text(item.writer()));
        attributes.put(BODY, Attributes.map(item.body()));
        item.queue().ifPresent(queued -> {
            attributes.put(QUEUE, Attributes.text(queued.queue()));
            attributes.put(SINCE, Attributes.text(queued.since().toString()));
        });
        return attributes;
    }

    static Item item(Map<String, AttributeValue> attributes) {
        Optional<Item.Queued> queued = Optional.ofNullable(attributes.get(QUEUE))
                .map(queue -> new Item.Queued(queue.s(), Instant.parse(Attributes.text(attributes, SINCE))));
        String writer = Optional.ofNullable(attributes.get(WRITER))
                .map(AttributeValue::s)
                .orElse("");
        return new Item(
                key(attributes),
                Long.parseLong(Attributes.get(attributes, VERSION).n()),
                writer,
                queued,
                Attributes.body(Attributes.get(attributes, BODY)));
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
                Attributes.text(row.at().toString()),
                "kind",
                Attributes.text(row.kind().name()),
                "sentence",
                Attributes.text(row.sentence()),
                "detail",
                Attributes.map(row.detail()));
    }

    static JournalRow row(Map<String, AttributeValue> attributes) {
        return new JournalRow(
                Attributes.text(attributes, SUBJECT),
                Attributes.text(attributes, SEQUENCE),
                Attributes.text(attributes, TARGET),
                Instant.parse(Attributes.text(attributes, AT)),
                JournalRow.Kind.valueOf(Attributes.text(attributes, "kind")),
                Attributes.text(attributes, "sentence"),
                Attributes.body(Attributes.get(attributes, "detail")));
    }
}
