package recovery.failover.step;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import recovery.shared.json.Fields;

/**
 * The actions of a listener or a rule under their own names in Elastic Load Balancing, as a setting: the whole list, because
 * a change of it replaces the whole list. Only weights of its target groups are changed here. Pure.
 */
final class ActionList {
    private static final String ACTIONS = "actions";
    private static final String ORDER = "Order";
    private static final String TYPE = "Type";
    private static final String FORWARD = "forward";
    private static final String FORWARD_CONFIG = "ForwardConfig";
    private static final String GROUPS = "TargetGroups";
    private static final String GROUP = "TargetGroupArn";
    private static final String WEIGHT = "Weight";

    /** The weight of a target group that is shown without one. */
    private static final long USUAL_WEIGHT = 1;

    private ActionList() {}

    /** The setting of a list as AWS shows it. Neither the order of the list nor that of its target groups has a meaning. */
    static Map<String, Object> setting(List<Map<String, Object>> shown) {
        return Map.of(
                ACTIONS,
                shown.stream()
                        .sorted(Comparator.comparing(
                                action -> Fields.of(action).maybeNumber(ORDER).orElse(0L)))
                        .map(action -> isForward(action) && action.containsKey(FORWARD_CONFIG)
                                ? withGroups(action, groups(action))
                                : action)
                        .toList());
    }

    /** The weights of a plan's step, by the ARNs of target groups. */
    static Map<String, Long> planned(Fields settings) {
        Fields weights = settings.object("weights");
        return weights.names().stream().collect(Collectors.toMap(Function.identity(), weights::number));
    }

    /** The list that a setting stands for. */
    static List<Map<String, Object>> of(Map<String, Object> setting) {
        return Fields.of(setting).objects(ACTIONS).stream().map(Fields::asMap).toList();
    }

    /** The same list with other weights. A target group that has none in the plan keeps its own. */
    static Step.Goal weighed(String step, Map<String, Object> before, Map<String, Long> weights) {
        List<Map<String, Object>> forwards =
                of(before).stream().filter(ActionList::isForward).toList();
        if (forwards.size() != 1) {
            return new Step.Goal.Cannot(
                    step + " has " + forwards.size() + " actions that forward, and weights are for exactly one");
        }
        Map<String, Long> shown = weights(forwards.getFirst());
        for (String group : new TreeMap<>(weights).keySet()) {
            if (!shown.containsKey(group)) {
                return new Step.Goal.Cannot(step + " does not weigh " + group + ", only " + shown.keySet());
            }
        }
        var next = new TreeMap<>(shown);
        next.putAll(weights);
        return next.values().stream().allMatch(weight -> weight == 0)
                ? new Step.Goal.Cannot(step + " would send nobody anywhere: no target group would have a weight")
                : new Step.Goal.To(weighed(before, next));
    }

    private static Map<String, Object> weighed(Map<String, Object> before, Map<String, Long> next) {
        return Map.of(
                ACTIONS,
                of(before).stream()
                        .map(action -> isForward(action) ? weighedAction(action, next) : action)
                        .toList());
    }

    private static Map<String, Object> weighedAction(Map<String, Object> action, Map<String, Long> next) {
        return withGroups(
                action,
                groups(action).stream()
                        .map(group -> with(group, WEIGHT, next.getOrDefault(arn(group), USUAL_WEIGHT)))
                        .toList());
    }

    private static Map<String, Object> withGroups(Map<String, Object> action, List<Map<String, Object>> groups) {
        return with(
                action,
                FORWARD_CONFIG,
                with(Fields.of(action).object(FORWARD_CONFIG).asMap(), GROUPS, groups));
    }

    private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
        var changed = new HashMap<>(map);
        changed.put(name, value);
        return Map.copyOf(changed);
    }

    private static boolean isForward(Map<String, Object> action) {
        return FORWARD.equals(action.get(TYPE));
    }

    /** The target groups of an action that forwards, by their ARNs; none if AWS shows no more than one ARN of it. */
    private static List<Map<String, Object>> groups(Map<String, Object> action) {
        return Fields.of(action)
                .maybeObject(FORWARD_CONFIG)
                .map(config -> config.objects(GROUPS))
                .orElse(List.of())
                .stream()
                .map(Fields::asMap)
                .sorted(Comparator.comparing(ActionList::arn))
                .toList();
    }

    private static String arn(Map<String, Object> group) {
        return Fields.of(group).text(GROUP);
    }

    private static Map<String, Long> weights(Map<String, Object> action) {
        var weights = new TreeMap<String, Long>();
        for (Map<String, Object> group : groups(action)) {
            weights.put(arn(group), Fields.of(group).maybeNumber(WEIGHT).orElse(USUAL_WEIGHT));
        }
        return weights;
    }

    /** Such as {@code web-standby 100, web 0}; for a list without weights, the types of its actions. */
    static String inWords(Map<String, Object> setting) {
        return of(setting).stream()
                .map(action -> isForward(action) && !groups(action).isEmpty()
                        ? weights(action).entrySet().stream()
                                .map(entry -> Arns.targetGroup(entry.getKey()) + " " + entry.getValue())
                                .collect(Collectors.joining(", "))
                        : String.valueOf(action.get(TYPE)))
                .collect(Collectors.joining(", then "));
    }
}
