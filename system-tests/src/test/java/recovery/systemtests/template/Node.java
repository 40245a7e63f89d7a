package recovery.systemtests.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.AbstractConstruct;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * One place in a YAML or JSON document. CloudFormation's short functions are kept as they are written: a text such as
 * {@code !GetAtt StateTable.Arn}, or, with several arguments, a map from {@code !If} to these.
 */
public record Node(Object value) {
    public static Node parse(String document) {
        return new Node(new Yaml(new Functions()).load(document));
    }

    /** What stands under a path of fields; it must be there. */
    public Node at(String... path) {
        Node node = this;
        for (String field : path) {
            Node above = node;
            node = above.find(field).orElseThrow(() -> new AssertionError("no " + field + " in " + above.value));
        }
        return node;
    }

    public Optional<Node> find(String field) {
        return Optional.ofNullable(fields().get(field));
    }

    public boolean has(String field) {
        return fields().containsKey(field);
    }

    /** Its fields in their order; none if it is no map. */
    public Map<String, Node> fields() {
        var fields = new LinkedHashMap<String, Node>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, field) -> fields.put(String.valueOf(name), new Node(field)));
        }
        return fields;
    }

    /** Its items; where AWS takes one for a list of one, so does this. */
    public List<Node> items() {
        return value instanceof List<?> list ? list.stream().map(Node::new).toList() : List.of(this);
    }

    public List<String> texts() {
        return items().stream().map(Node::text).toList();
    }

    public String text() {
        return String.valueOf(value);
    }

    int number() {
        return Integer.parseInt(text());
    }

    private static LoaderOptions options() {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(200);
        return options;
    }

    private static final class Functions extends SafeConstructor {
        Functions() {
            super(options());
            yamlMultiConstructors.put("!", new AbstractConstruct() {
                @Override
                public Object construct(org.yaml.snakeyaml.nodes.Node node) {
                    String name = node.getTag().getValue();
                    return switch (node) {
                        case ScalarNode scalar -> name + " " + scalar.getValue();
                        case SequenceNode sequence -> Map.of(name, constructSequence(sequence));
                        case MappingNode mapping -> Map.of(name, constructMapping(mapping));
                        default -> throw new IllegalArgumentException("neither text, list nor map: " + node);
                    };
                }
            });
        }
    }
}
