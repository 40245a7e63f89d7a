package recovery.systemtests.template;

import java.util.List;
import java.util.Map;

/** An event pattern, matched as EventBridge does it, as far as the template uses it: equal texts and prefixes. */
record Pattern(Node node) {
    /** Where the example events happen. */
    private static final Map<String, String> HERE = Map.of(
            "!Ref AWS::AccountId", "123456789012",
            "${AWS::Partition}", "aws",
            "${AWS::Region}", "us-east-1",
            "${AWS::AccountId}", "123456789012",
            "${AlarmPrefix}", "recovery-",
            "!Sub ", "");

    boolean matches(Node event) {
        return matches(node, event);
    }

    private static boolean matches(Node pattern, Node event) {
        return pattern.fields().entrySet().stream().allMatch(field -> {
            List<Node> found = event.find(field.getKey()).map(Node::items).orElse(List.of());
            Node wanted = field.getValue();
            return wanted.fields().isEmpty()
                    ? found.stream().anyMatch(value -> wanted.items().stream().anyMatch(one -> one(one, value.text())))
                    : found.stream().anyMatch(value -> matches(wanted, value));
        });
    }

    private static boolean one(Node wanted, String value) {
        return wanted.find("prefix")
                .map(prefix -> value.startsWith(here(prefix.text())))
                .orElseGet(() -> value.equals(here(wanted.text())));
    }

    private static String here(String text) {
        String filled = text;
        for (var name : HERE.entrySet()) {
            filled = filled.replace(name.getKey(), name.getValue());
        }
        return filled;
    }
}
