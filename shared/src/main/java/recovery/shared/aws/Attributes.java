package recovery.shared.aws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Translates the content of an item to DynamoDB's types and back, so that people can read it in the console. */
final class Attributes {
    private Attributes() {}

    static AttributeValue text(String value) {
        return AttributeValue.builder().s(value).build();
    }

    /** An attribute that every item of ours has. */
    private static AttributeValue get(Map<String, AttributeValue> item, String name) {
        AttributeValue value = item.get(name);
        if (value == null) {
            throw new IllegalArgumentException("an item has no attribute " + name + ": " + item.keySet());
        }
        return value;
    }

    static String text(Map<String, AttributeValue> item, String name) {
        return of(get(item, name), name, AttributeValue.Type.S).s();
    }

    static long number(Map<String, AttributeValue> item, String name) {
        return Long.parseLong(of(get(item, name), name, AttributeValue.Type.N).n());
    }

    static Map<String, Object> body(Map<String, AttributeValue> item, String name) {
        return body(of(get(item, name), name, AttributeValue.Type.M));
    }

    private static AttributeValue of(AttributeValue value, String name, AttributeValue.Type type) {
        if (value.type() != type) {
            throw new IllegalArgumentException(
                    "attribute " + name + " is a " + value.type() + " in place of a " + type);
        }
        return value;
    }

    static AttributeValue number(long value) {
        return AttributeValue.builder().n(Long.toString(value)).build();
    }

    static AttributeValue map(Map<String, Object> body) {
        var attributes = new HashMap<String, AttributeValue>();
        body.forEach((name, value) -> attributes.put(name, of(value)));
        return AttributeValue.builder().m(attributes).build();
    }

    private static AttributeValue of(Object value) {
        return switch (value) {
            case String text -> text(text);
            case Number number -> number(number.longValue());
            case Boolean flag -> AttributeValue.builder().bool(flag).build();
            case List<?> list ->
                AttributeValue.builder()
                        .l(list.stream().map(Attributes::of).toList())
                        .build();
            case Map<?, ?> map -> {
                var attributes = new HashMap<String, AttributeValue>();
                map.forEach((name, inner) -> attributes.put((String) name, of(inner)));
                yield AttributeValue.builder().m(attributes).build();
            }
            default -> throw new IllegalArgumentException("cannot be stored: " + value.getClass());
        };
    }

    private static Map<String, Object> body(AttributeValue attributes) {
        var body = new HashMap<String, Object>();
        attributes.m().forEach((name, value) -> body.put(name, object(value)));
        return body;
    }

    private static Object object(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> Long.valueOf(value.n());
            case BOOL -> value.bool();
            case L -> {
                var list = new ArrayList<Object>();
                value.l().forEach(inner -> list.add(object(inner)));
                yield List.copyOf(list);
            }
            case M -> body(value);
            case SS, NS, BS, B, NUL, UNKNOWN_TO_SDK_VERSION ->
                throw new IllegalArgumentException("nothing of ours is stored as " + value.type());
        };
    }
}
