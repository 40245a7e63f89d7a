package recovery.failover.rights;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;

/**
 * One statement that allows something. Texts are as in a template: {@code ${AWS::Region}} stands for the Region.
 *
 * @param sid its name within the policy
 * @param conditions values by operator and key
 */
public record Right(
        String sid,
        SortedSet<String> actions,
        SortedSet<String> resources,
        SortedMap<String, SortedMap<String, SortedSet<String>>> conditions) {

    /** The beginning of the ARNs of a service in the Region and account of the installation. */
    static String here(String service) {
        return "arn:${AWS::Partition}:" + service + ":${AWS::Region}:${AWS::AccountId}:";
    }

    /** Allows actions, without a condition. */
    public static Right to(String sid, String... actions) {
        return new Right(sid, new TreeSet<>(Arrays.asList(actions)), new TreeSet<>(), new TreeMap<>());
    }

    /** The same on these resources too. */
    public Right on(String... more) {
        return new Right(sid, actions, union(resources, Arrays.asList(more)), conditions);
    }

    /** The same, only where a key of the request has one of these values. */
    public Right where(String operator, String key, Collection<String> values) {
        var one = new TreeMap<String, SortedMap<String, SortedSet<String>>>();
        one.put(operator, new TreeMap<>(Map.of(key, new TreeSet<>(values))));
        return new Right(sid, actions, resources, nested(conditions, one));
    }

    Right where(String operator, String key, String value) {
        return where(operator, key, List.of(value));
    }

    /** Two statements of the same name as one, which allows what either does. */
    Right and(Right other) {
        if (!sid.equals(other.sid) || !actions.equals(other.actions)) {
            throw new IllegalArgumentException(sid + " and " + other.sid + " do not allow the same actions");
        }
        return new Right(sid, actions, union(resources, other.resources), nested(conditions, other.conditions));
    }

    private static SortedSet<String> union(Collection<String> some, Collection<String> others) {
        var union = new TreeSet<>(some);
        union.addAll(others);
        return union;
    }

    private static SortedMap<String, SortedMap<String, SortedSet<String>>> nested(
            Map<String, SortedMap<String, SortedSet<String>>> some,
            Map<String, SortedMap<String, SortedSet<String>>> others) {
        return merged(some, others, (one, other) -> merged(one, other, Right::union));
    }

    private static <V> SortedMap<String, V> merged(Map<String, V> some, Map<String, V> others, BinaryOperator<V> both) {
        var merged = new TreeMap<>(some);
        others.forEach((key, value) -> merged.merge(key, value, both));
        return merged;
    }

    /** As it stands in the template, its first line at the margin. */
    String yaml() {
        String wide = "   ";
        return "- {Sid: " + sid + ", Effect: Allow, Action: [" + String.join(", ", actions) + "],\n" + wide
                + "Resource: " + list(resources, wide + " ") + condition(wide) + "}";
    }

    private String condition(String indent) {
        return conditions.isEmpty()
                ? ""
                : ",\n" + indent + "Condition: {"
                        + conditions.entrySet().stream()
                                .map(each -> quoted(each.getKey()) + ": {" + keys(each.getValue(), indent + " ") + "}")
                                .collect(Collectors.joining(",\n" + indent + " "))
                        + "}";
    }

    private static String keys(SortedMap<String, SortedSet<String>> keys, String indent) {
        return keys.entrySet().stream()
                .map(key -> quoted(key.getKey()) + ": " + list(key.getValue(), indent + " "))
                .collect(Collectors.joining(",\n" + indent + " "));
    }

    private static String list(SortedSet<String> values, String indent) {
        return values.size() == 1
                ? value(values.first())
                : values.stream().map(Right::value).collect(Collectors.joining(",\n" + indent, "[", "]"));
    }

    private static String value(String text) {
        return (text.contains("${") ? "!Sub " : "") + quoted(text);
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
