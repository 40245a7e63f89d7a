package recovery.shared.aws;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Structures of the SDK as maps under AWS's own names, with every field that AWS gave, and back again: what is put back
 * is what was there. Numbers are {@code Long}.
 */
final class Structures {
    private Structures() {}

    static Map<String, Object> map(SdkPojo structure) {
        var map = new HashMap<String, Object>();
        for (SdkField<?> field : structure.sdkFields()) {
            Object value = field.getValueOrDefault(structure);
            if (value != null && !leftOut(value)) {
                map.put(field.memberName(), plain(value));
            }
        }
        return map;
    }

    /** A list or a map that AWS did not give is shown by the SDK as an empty one of its own. */
    private static boolean leftOut(Object value) {
        return value instanceof SdkAutoConstructList<?> || value instanceof SdkAutoConstructMap<?, ?>;
    }

    private static Object plain(Object value) {
        return switch (value) {
            case SdkPojo structure -> map(structure);
            case Collection<?> list -> list.stream().map(Structures::plain).toList();
            case Map<?, ?> texts -> Map.copyOf(texts);
            case Integer number -> number.longValue();
            case String text -> text;
            case Long number -> number;
            case Boolean flag -> flag;
            default -> throw new IllegalArgumentException("no structure of ours has a " + value.getClass());
        };
    }

    /** Sets every field of a builder of the SDK from such a map. */
    static <B extends SdkPojo> B filled(B builder, Map<?, ?> map) {
        for (SdkField<?> field : builder.sdkFields()) {
            Object value = map.get(field.memberName());
            if (value != null) {
                field.set(builder, typed(field, value));
            }
        }
        return builder;
    }

    private static Object typed(SdkField<?> field, Object value) {
        return switch (value) {
            case Map<?, ?> texts when MarshallingType.MAP.equals(field.marshallingType()) -> texts;
            case Map<?, ?> map -> built(filled(field.constructor().get(), map));
            case List<?> list -> {
                SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
                yield list.stream().map(entry -> typed(member, entry)).toList();
            }
            case Long number when MarshallingType.INTEGER.equals(field.marshallingType()) -> Math.toIntExact(number);
            default -> value;
        };
    }

    private static Object built(SdkPojo builder) {
        return ((Buildable) builder).build();
    }
}
