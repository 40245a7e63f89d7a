package recovery.systemtests.template;

import java.util.List;
import java.util.Map;

/** One statement of a policy. */
public record Statement(boolean allows, List<String> actions, List<String> resources, Map<String, Node> conditions) {
    public static Statement of(Node node) {
        return new Statement(
                node.at("Effect").text().equals("Allow"),
                node.at("Action").texts(),
                node.find("Resource").map(Node::texts).orElse(List.of()),
                node.find("Condition").map(Node::fields).orElse(Map.of()));
    }

    boolean denies() {
        return !allows;
    }

    boolean isOn(String resource) {
        return resources.contains(resource);
    }

    /** The values of a condition such as {@code StringEquals} on a key; none if it is not there. */
    List<String> condition(String operator, String key) {
        Node values = conditions.get(operator);
        return values == null ? List.of() : values.find(key).map(Node::texts).orElse(List.of());
    }

    /** Whether the request must carry this key at all. */
    boolean demands(String key) {
        return condition("Null", key).equals(List.of("false"));
    }
}
