package recovery.systemtests.template;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import recovery.failover.rights.RightsSection;

/** A template as the rules look at it. */
record Template(Node root) {
    /** Without the rights of the deployed plans: these are held against the plans by the build. */
    static final String TEXT = RightsSection.of(Checkout.read("template.yaml")).without();

    static final Template BUNDLE = new Template(Node.parse(TEXT));
    static final Template WORKLOAD = new Template(Node.parse(Checkout.read("examples/workload.yaml")));

    /** The functions that act by themselves, on every tick. */
    static final List<String> TICKING = List.of("DetectionFunction", "RestartFunction", "FailoverFunction");

    static final List<String> FUNCTIONS =
            List.of("DetectionFunction", "RestartFunction", "FailoverFunction", "OperatorFunction");

    /** The name that people and log lines use: {@code detection} of {@code DetectionFunction}. */
    static String shortName(String function) {
        return function.replace("Function", "").toLowerCase(Locale.ROOT);
    }

    Map<String, Node> resources() {
        return root.at("Resources").fields();
    }

    Node properties(String resource) {
        return root.at("Resources", resource, "Properties");
    }

    /** The properties of all resources of a type, by logical id. */
    Map<String, Node> ofType(String type) {
        var found = new LinkedHashMap<String, Node>();
        resources().forEach((name, resource) -> {
            if (resource.at("Type").text().equals(type)) {
                found.put(name, resource.at("Properties"));
            }
        });
        return found;
    }

    List<Statement> policy(String function) {
        return properties(function).at("Policies", "Statement").items().stream()
                .map(Statement::of)
                .toList();
    }

    List<Statement> allowed(String function) {
        return policy(function).stream().filter(Statement::allows).toList();
    }

    /** Every way of every event, those of the functions' own rules included. */
    List<Delivery> deliveries() {
        return Stream.concat(
                        FUNCTIONS.stream().flatMap(this::ofFunction),
                        ofType("AWS::Events::Rule").entrySet().stream()
                                .flatMap(rule -> ofRule(rule.getKey(), rule.getValue())))
                .toList();
    }

    private Stream<Delivery> ofFunction(String function) {
        return properties(function).find("Events").stream()
                .flatMap(events -> events.fields().entrySet().stream())
                .map(event -> delivery(
                        function + "." + event.getKey(),
                        function,
                        event.getValue().at("Properties"),
                        "Pattern",
                        event.getValue().at("Properties")));
    }

    private static Stream<Delivery> ofRule(String name, Node rule) {
        return rule.at("Targets").items().stream()
                .map(target -> delivery(
                        name,
                        target.at("Arn").text().replaceAll("^!(GetAtt|Ref) |\\.Arn$", ""),
                        rule,
                        "EventPattern",
                        target));
    }

    private static Delivery delivery(String name, String to, Node rule, String pattern, Node target) {
        Optional<String> bus = rule.find("EventBusName").map(Node::text);
        return new Delivery(name, to, bus, rule.find(pattern), target);
    }
}
