package recovery.systemtests.rights;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import recovery.systemtests.template.Node;

/**
 * The policy of a role, as IAM evaluates it: an explicit deny wins, and what nothing allows is refused ("Policy evaluation
 * logic", IAM User Guide). It knows the elements and the operators that our template uses, and refuses to be made of others.
 */
final class Policy {
    /** Of an index nothing else can be asked, so that a statement with more actions grants nothing more on it. */
    private static final Set<String> KNOWN_BY_INDEXES = Set.of("dynamodb:Query", "dynamodb:Scan");

    private static final Set<String> ELEMENTS = Set.of("Sid", "Effect", "Action", "Resource", "Condition");

    private final List<Statement> statements;

    private Policy(List<Statement> statements) {
        this.statements = statements;
    }

    /**
     * Reads the statements of a policy.
     *
     * @param value what a text of the template, such as {@code !GetAtt StateTable.Arn}, is in the account
     */
    static Policy of(List<Node> statements, UnaryOperator<String> value) {
        return new Policy(
                statements.stream().map(node -> statement(node, value)).toList());
    }

    /** What IAM says. */
    sealed interface Answer {
        /** @param uses the smallest parts of the policy without which it would be refused, or one that has others beside it */
        record Allowed(Set<String> uses) implements Answer {}

        record Refused(String why) implements Answer {}
    }

    Answer answer(Asked asked) {
        Optional<Statement> denied = statements.stream()
                .filter(statement -> !statement.allows() && statement.covers(asked))
                .findFirst();
        if (denied.isPresent()) {
            return new Answer.Refused(asked + " is denied by " + denied.get().sid());
        }
        return statements.stream()
                .filter(statement -> statement.allows() && statement.covers(asked))
                .map(statement -> statement.uses(asked))
                .reduce((one, other) -> union(one, other))
                .<Answer>map(Answer.Allowed::new)
                .orElseGet(() -> new Answer.Refused(asked + " is allowed by no statement"));
    }

    /** All the parts that something could use: each action on each resource, and each value of a condition with several. */
    Set<String> grants() {
        return statements.stream()
                .filter(Statement::allows)
                .flatMap(statement -> statement.parts().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Statement statement(Node node, UnaryOperator<String> value) {
        if (!ELEMENTS.containsAll(node.fields().keySet())) {
            throw new IllegalArgumentException("a policy with other elements than " + ELEMENTS + ": " + node);
        }
        var conditions = node.find("Condition").map(Node::fields).orElse(Map.of()).entrySet().stream()
                .flatMap(operator -> operator.getValue().fields().entrySet().stream()
                        .map(key -> new Condition(
                                Operator.named(operator.getKey()),
                                key.getKey(),
                                key.getValue().texts().stream().map(value).toList())))
                .toList();
        return new Statement(
                node.at("Sid").text(),
                node.at("Effect").text().equals("Allow"),
                node.at("Action").texts(),
                node.at("Resource").texts().stream().map(value).toList(),
                conditions);
    }

    private static Set<String> union(Collection<String> some, Collection<String> others) {
        var union = new TreeSet<>(some);
        union.addAll(others);
        return union;
    }

    private static boolean like(String pattern, String text) {
        String expression = Stream.of(pattern.split("(?=[*?])|(?<=[*?])"))
                .map(piece -> piece.equals("*") ? ".*" : piece.equals("?") ? "." : Pattern.quote(piece))
                .collect(Collectors.joining());
        return Pattern.compile(expression, Pattern.DOTALL).matcher(text).matches();
    }

    private record Statement(
            String sid, boolean allows, List<String> actions, List<String> resources, List<Condition> conditions) {

        boolean covers(Asked asked) {
            return actions.stream().anyMatch(action -> named(action, asked))
                    && resources.stream().anyMatch(resource -> like(resource, asked.resource()))
                    && conditions.stream().allMatch(condition -> condition.holds(asked));
        }

        /** IAM takes actions in any case for the same; we do not, so that a typing error is seen. */
        private static boolean named(String action, Asked asked) {
            return like(action, asked.action());
        }

        Set<String> uses(Asked asked) {
            var uses = new LinkedHashSet<String>();
            for (String action : actions) {
                for (String resource : resources) {
                    if (named(action, asked) && like(resource, asked.resource())) {
                        uses.add(part(action, resource));
                    }
                }
            }
            conditions.forEach(condition -> condition.used(asked).forEach(value -> uses.add(part(condition, value))));
            return uses;
        }

        Set<String> parts() {
            var parts = new LinkedHashSet<String>();
            actions.forEach(action -> resources.stream()
                    .filter(resource -> !resource.contains("/index/") || KNOWN_BY_INDEXES.contains(action))
                    .forEach(resource -> parts.add(part(action, resource))));
            conditions.stream()
                    .filter(Condition::chooses)
                    .forEach(condition -> condition.values().forEach(value -> parts.add(part(condition, value))));
            return parts;
        }

        private String part(String action, String resource) {
            return sid + ": " + action + " on " + resource;
        }

        private String part(Condition condition, String value) {
            return sid + ": " + condition.key() + " " + value;
        }
    }

    private record Condition(Operator operator, String key, List<String> values) {
        boolean holds(Asked asked) {
            return operator.holds(asked.context().getOrDefault(key, List.of()), values);
        }

        /** With a single value there is nothing to choose: whatever passes uses it. */
        boolean chooses() {
            return values.size() > 1;
        }

        List<String> used(Asked asked) {
            var used = new ArrayList<String>();
            if (chooses()) {
                for (String value : values) {
                    for (String found : asked.context().getOrDefault(key, List.of())) {
                        if (operator.same(value, found)) {
                            used.add(value);
                        }
                    }
                }
            }
            return used;
        }
    }

    /** The operators of conditions that we use, and how many values of the request each looks at. */
    private enum Operator {
        STRING_EQUALS("StringEquals"),
        BOOL("Bool"),
        NULL("Null"),
        ALL_EQUAL("ForAllValues:StringEquals"),
        ALL_LIKE("ForAllValues:StringLike"),
        ANY_EQUAL("ForAnyValue:StringEquals");

        private final String name;

        Operator(String name) {
            this.name = name;
        }

        static Operator named(String name) {
            return Stream.of(values())
                    .filter(operator -> operator.name.equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(
                            "nothing here knows the operator " + name + " of a condition"));
        }

        boolean holds(List<String> found, List<String> values) {
            return switch (this) {
                case NULL -> values.equals(List.of(String.valueOf(found.isEmpty())));
                case STRING_EQUALS, BOOL -> found.size() == 1 && passes(found.getFirst(), values);
                // "for all" is also true of a request without the key
                case ALL_EQUAL, ALL_LIKE -> found.stream().allMatch(each -> passes(each, values));
                case ANY_EQUAL -> found.stream().anyMatch(each -> passes(each, values));
            };
        }

        private boolean passes(String found, List<String> values) {
            return values.stream().anyMatch(value -> same(value, found));
        }

        boolean same(String value, String found) {
            return switch (this) {
                case ALL_LIKE -> like(value, found);
                case BOOL -> value.equalsIgnoreCase(found);
                case STRING_EQUALS, NULL, ALL_EQUAL, ANY_EQUAL -> value.equals(found);
            };
        }
    }
}
